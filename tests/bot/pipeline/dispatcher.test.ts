import { describe, expect, test } from 'vitest'
import { type ActionContext, type Declared, declare } from '../../../src/bot/actions/action.ts'
import { ACTIONS } from '../../../src/bot/actions/registry.ts'
import { BotWorld, only } from '../../support/bot-world.ts'
import { launched, outcomeOf } from '../actions/scene.ts'

/** 爆炸 writes a task and then throws, as often as told; 等等 waits for `gate`. */
function traps(times: number, gate: Promise<void> = Promise.resolve()): { actions: Declared[]; runs: () => number } {
  let runs = 0
  const base = {
    area: 'conversation' as const,
    about: { zh: '试', en: 'Tries' },
    slots: {},
    scope: 'none' as const,
    permission: 'talk' as const,
    confirm: 'none' as const,
    undo: 'none' as const,
  }
  const explode = declare({
    ...base,
    name: 'test.explode',
    words: { zh: ['爆炸'], en: ['explode'] },
    examples: { zh: ['爆炸'], en: ['explode'] },
    run: async ({ tx }: ActionContext) => {
      runs++
      await tx.policy.save({ ...(await tx.policy.current()), overAvailable: [] })
      if (runs <= times) throw new Error('secret detail')
      return { answer: { kind: 'text' as const, markdown: 'survived' } }
    },
  })
  const wait = declare({
    ...base,
    name: 'test.wait',
    words: { zh: ['等等'], en: ['wait'] },
    examples: { zh: ['等等'], en: ['wait'] },
    run: async () => {
      await gate
      return { answer: { kind: 'text' as const, markdown: 'waited' } }
    },
  })
  return { actions: [...ACTIONS, explode, wait], runs: () => runs }
}

describe('a bug of ours', () => {
  test('ends in one neutral sentence with a trace id, changes nothing, and is in the audit', async () => {
    const trap = traps(Number.POSITIVE_INFINITY)
    const world = await BotWorld.open({ actions: trap.actions })
    const policy = world.state.policy.get('current')
    world.toleratesBugs = true
    const shown = only(await world.say('李雷', 'private', '爆炸'))
    expect(shown.text).toMatch(/^出了点问题,这条没有执行,数据没有改动。.*编号 [\w-]{8} 告诉管理员。$/)
    expect(shown.text).not.toContain('secret')
    expect(trap.runs()).toBe(3)
    expect(world.errors).toHaveLength(3)
    expect(world.state.policy.get('current')).toEqual(policy)
    expect(world.state.audit.where().at(-1)).toMatchObject({ event: 'event.failed', outcome: 'failure' })
    expect(await world.environment.inbox.pendingCount()).toBe(0)
  })

  test('that passes is tried again: one effect, one answer', async () => {
    const trap = traps(2)
    const world = await BotWorld.open({ actions: trap.actions })
    world.toleratesBugs = true
    expect(only(await world.say('李雷', 'private', '爆炸')).text).toBe('survived')
    expect(trap.runs()).toBe(3)
  })

  test('does not stop the chat: the next message is answered', async () => {
    const world = await BotWorld.open({ actions: traps(Number.POSITIVE_INFINITY).actions })
    world.toleratesBugs = true
    await Promise.all([
      world.dispatcher.accept(world.message('李雷', 'private', '爆炸')),
      world.dispatcher.accept(world.message('李雷', 'private', '我的任务')),
    ])
    expect((await world.settle()).map(({ text }) => text.slice(0, 4))).toEqual(['出了点问', '你名下没'])
  })

  test('of a click ends in a toast', async () => {
    const world = await BotWorld.open({ actions: traps(Number.POSITIVE_INFINITY).actions })
    world.toleratesBugs = true
    const click = await world.press('李雷', 'om_none', { action: 'test.explode', args: {} })
    expect(click.tone).toBe('error')
    expect(click.toast).toContain('出了点问题')
    expect(click.shown).toEqual([])
  })
})

describe('the same event again', () => {
  test('a message has one effect and one answer', async () => {
    const world = await launched()
    const message = world.message('李雷', 'project', '新建任务 海报')
    expect(await world.dispatcher.accept(message)).toBe('stored')
    expect(await world.dispatcher.accept(message)).toBe('duplicate')
    expect(await world.dispatcher.accept(message)).toBe('duplicate')
    const audit = await world.environment.unitOfWork.run((tx) => tx.audit.list({ event: 'door.duplicate', limit: 10 }))
    expect(audit.map(({ detail }) => detail?.event)).toEqual([message.eventKey])
    expect((await world.settle()).filter(({ kind }) => kind === 'card')).toHaveLength(1)
    expect(world.state.tasks.size).toBe(5)
  })

  test('a click has one effect', async () => {
    const world = await launched()
    const card = only(await world.say('赵倩', 'private', '任务 T-1'))
    const button = card.buttons[0] ?? { action: '', args: {} }
    await world.press('赵倩', card.messageId, button, { eventKey: 'twice' })
    const again = await world.press('赵倩', card.messageId, button, { eventKey: 'twice' })
    expect(again.toast).toBe('正在处理,请勿重复点击')
    expect(world.state.tasks.get(1)?.state).toBe('accepted')
  })
})

describe('a click that takes longer than the platform waits', () => {
  test('is answered in time, and its result follows by itself', async () => {
    const gate = Promise.withResolvers<void>()
    const world = await BotWorld.open({ actions: traps(0, gate.promise).actions })
    const card = only(await world.say('李雷', 'private', '帮助'))
    const answer = world.dispatcher.decide(
      {
        kind: 'card_action',
        platform: 'feishu',
        eventKey: 'slow',
        at: world.now.toISOString(),
        conversation: world.conversation('private', '李雷'),
        sender: world.account('李雷'),
        messageId: card.messageId,
        action: 'test.wait',
        args: {},
        cardVersion: 1,
      },
      2_500,
    )
    while (world.timers.size === 0) await Promise.resolve()
    for (const fire of world.timers.values()) fire()
    expect((await answer).toast?.text).toBe('正在处理,稍后更新这张卡片')
    gate.resolve()
    await world.settle()
    expect(await world.environment.inbox.pendingCount()).toBe(0)
    expect(world.timers.size).toBe(0)
  })
})

describe('after a crash', () => {
  test('what was stored and not handled is handled once, in order', async () => {
    const world = await launched()
    for (const line of ['新建任务 海报', 'T-5 派给赵倩']) {
      const event = world.message('李雷', 'project', line)
      await world.environment.inbox.store({
        platform: event.platform,
        eventKey: event.eventKey,
        conversation: event.conversation,
        kind: event.kind,
        payload: event,
        receivedAt: world.now,
        traceId: 'trace',
      })
    }
    expect(await world.dispatcher.resume()).toBe(2)
    await world.settle()
    expect(world.state.tasks.get(5)?.assigneeId).toBe('zhaoqian')
    expect(await world.dispatcher.resume()).toBe(0)
  })
})

test('what the door refused is audited, and says nothing to anybody', async () => {
  const world = await BotWorld.open()
  await world.dispatcher.refused('feishu', 'signature', { address: '127.0.0.1' })
  expect(world.state.audit.where()).toMatchObject([
    { event: 'door.signature', outcome: 'denied', source: 'door', detail: { platform: 'feishu' } },
  ])
  expect(await world.settle()).toEqual([])
})

test('100 orders in one chat: all carried out, in order, numbered without a gap', async () => {
  const world = await launched()
  await Promise.all(
    Array.from({ length: 100 }, (_, index) =>
      world.dispatcher.accept(world.message('李雷', 'project', `新建任务 第${index}张海报`)),
    ),
  )
  await world.settle()
  expect(world.state.tasks.where(({ id }) => id > 4).map(({ id, title }) => [id, title])).toEqual(
    Array.from({ length: 100 }, (_, index) => [index + 5, `第${index}张海报`]),
  )
  expect(await outcomeOf(world, '李雷', 'project', '任务 T-104')).toBe('done')
})
