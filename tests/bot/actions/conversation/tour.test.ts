/** `新手引导`: steps in a sandbox of one's own, resumed and skipped at will. */
import { describe, expect, test } from 'vitest'
import { offerTour } from '../../../../src/bot/actions/conversation/tour.ts'
import { tourSteps } from '../../../../src/bot/actions/conversation/tour-steps.ts'
import { speechFor } from '../../../../src/bot/i18n/speech.ts'
import { firstContactCard } from '../../../../src/bot/views/tour-card.ts'
import { BotWorld, only, type Shown } from '../../../support/bot-world.ts'

const press = (world: BotWorld, who: string, args: Record<string, string> = {}, action = 'tour') =>
  world.press(who, 'om_any', { action, args })
const begin = async (world: BotWorld, who: string): Promise<Shown> => only((await press(world, who)).shown)
/** Presses the button and returns the card that comes. */
const go = async (world: BotWorld, who: string, on: Shown, label: string): Promise<Shown> =>
  only((await world.click(who, on, label)).shown)
const sandboxes = (world: BotWorld) => world.state.projects.where(({ name }) => name.startsWith('演示'))

test('six steps for whoever plans, each one thing to type, in an own project with own tasks only', async () => {
  const world = await BotWorld.open()
  let card = await begin(world, '李雷')
  const asked: string[] = []
  for (let i = 0; i < 6; i++) {
    expect(card.title).toBe(`新手引导 · 第 ${i + 1} 步,共 6 步`)
    expect(card.buttons.map(({ label }) => label)).toEqual(['下一步', '跳过'])
    asked.push(/请发送:\n\*\*(.+)\*\*/.exec(card.text)?.[1] ?? '')
    card = await go(world, '李雷', card, '下一步')
  }
  expect(asked.map((line) => line.replace(/[TP]-\d+/, '#'))).toEqual([
    '我的任务',
    '完成 #',
    '撤销',
    '登记工时 # 今天 2小时',
    '推迟 # 1个工作日',
    '甘特图 #',
  ])
  expect(card.title).toBe('新手引导 · 完成')
  expect(world.state.tours.get('lilei')?.status).toBe('done')
  const [sandbox, ...others] = sandboxes(world)
  expect(others).toEqual([])
  expect(asked.at(-1)).toBe(`甘特图 P-${sandbox?.id}`)
  const tasks = world.state.tasks.where(({ projectId, kind }) => projectId === sandbox?.id && kind === 'task')
  expect(new Set(tasks.map(({ assigneeId }) => assigneeId))).toEqual(new Set(['lilei']))
})

describe('what it asks for can be done', () => {
  test.each(['李雷', '韩梅', '吴迪'])('%s completes the task and takes it back', async (who) => {
    const world = await BotWorld.open()
    const second = await go(world, who, await begin(world, who), '下一步')
    const task = /完成 T-(\d+)/.exec(second.text)?.[1] ?? ''
    await press(world, who, { task }, 'task.complete')
    expect(world.state.tasks.get(Number(task))?.state).toBe('done')
    await press(world, who, {}, 'undo')
    expect(world.state.tasks.get(Number(task))?.state).toBe('accepted')
  })
})

describe('by role', () => {
  test.each([
    ['李雷', ['mine', 'complete', 'undo', 'hours', 'reschedule', 'gantt']],
    ['韩梅', ['mine', 'complete', 'undo', 'hours', 'reschedule', 'gantt']],
    ['吴迪', ['mine', 'complete', 'undo', 'hours', 'gantt', 'progress']],
    ['陈亮', ['mine', 'gantt', 'progress', 'project', 'help']],
  ])('%s: %j', async (who, steps) => {
    expect(tourSteps((await BotWorld.open()).person(who))).toEqual(steps)
  })

  test.each([
    ['李雷', 'manager'],
    ['韩梅', 'member'],
    ['吴迪', 'vendor'],
    ['陈亮', 'observer'],
  ])('the sandbox gives %s no more than the own role: %s', async (who, role) => {
    const world = await BotWorld.open()
    await begin(world, who)
    const members = world.state.members.where(({ projectId }) => projectId === sandboxes(world)[0]?.id)
    expect(members).toEqual([{ projectId: sandboxes(world)[0]?.id, personId: world.person(who).id, role }])
  })
})

describe('skipped, and resumed', () => {
  test('where one was', async () => {
    const world = await BotWorld.open()
    const second = await go(world, '李雷', await begin(world, '李雷'), '下一步')
    const skipped = await go(world, '李雷', second, '跳过')
    expect(skipped.text).toContain('继续引导')
    expect(world.state.tours.get('lilei')).toMatchObject({ status: 'skipped', step: 1 })
    expect(only((await press(world, '李雷', { step: 'resume' })).shown).title).toContain('第 2 步')
    expect((await begin(world, '李雷')).title).toContain('第 2 步')
  })

  test('before it began', async () => {
    const world = await BotWorld.open()
    await press(world, '李雷', { step: 'skip' })
    expect(sandboxes(world)).toEqual([])
    expect((await begin(world, '李雷')).title).toContain('第 1 步')
  })

  test('in a new sandbox, if the former one was removed', async () => {
    const world = await BotWorld.open()
    const skipped = await go(world, '李雷', await begin(world, '李雷'), '跳过')
    const removed = await world.click('李雷', skipped, '移除演示项目')
    expect(removed.toast).toMatch(/演示项目 P-\d+ 已移除/)
    expect(sandboxes(world).map(({ status }) => status)).toEqual(['archived'])
    await press(world, '李雷', { step: 'resume' })
    expect(sandboxes(world).map(({ status }) => status)).toEqual(['archived', 'planning'])
  })

  test('a finished one begins anew', async () => {
    const world = await BotWorld.open()
    await begin(world, '陈亮')
    for (let i = 0; i < 5; i++) await press(world, '陈亮', { step: 'next' })
    expect(world.state.tours.get('chenliang')?.status).toBe('done')
    expect((await begin(world, '陈亮')).title).toContain('第 1 步')
  })
})

describe('undo', () => {
  test('of the sandbox removes it', async () => {
    const world = await BotWorld.open()
    await begin(world, '李雷')
    await press(world, '李雷', {}, 'undo')
    expect(sandboxes(world).map(({ status }) => status)).toEqual(['cancelled'])
  })

  test('of its removal brings it back', async () => {
    const world = await BotWorld.open()
    await begin(world, '李雷')
    await press(world, '李雷', { step: 'clear' })
    await press(world, '李雷', {}, 'undo')
    expect(sandboxes(world).map(({ status }) => status)).toEqual(['planning'])
  })
})

test('the demo project is the sandbox, and the other way round', async () => {
  const world = await BotWorld.open()
  await press(world, '李雷', {}, 'demo')
  await begin(world, '李雷')
  await press(world, '李雷', {}, 'demo')
  expect(sandboxes(world)).toHaveLength(1)
})

test('in a group it happens in private instead', async () => {
  const world = await BotWorld.open()
  world.state.cards.put('card', {
    id: 'card',
    objectRef: 'answer',
    view: 'answer',
    conversation: world.conversation('project', '李雷'),
    messageId: 'om_group',
    createdAt: world.now,
  })
  const { toast } = await world.press('李雷', 'om_group', { action: 'tour', args: {} })
  expect(toast).toContain('请私聊我')
  expect(sandboxes(world)).toEqual([])
})

describe('the first private contact', () => {
  test('is offered the tour once', async () => {
    const world = await BotWorld.open()
    const offer = () =>
      world.environment.unitOfWork.run((tx) => offerTour({ tx, person: world.person('韩梅'), now: world.now }))
    expect([await offer(), await offer()]).toEqual([true, false])
    expect((await begin(world, '韩梅')).title).toContain('第 1 步')
  })

  test.each(['zh-CN', 'en'] as const)('says that a bot speaks and what is recorded, in three lines: %s', (locale) => {
    const card = firstContactCard(speechFor(locale), '营销助手')
    const [text, actions] = card.blocks
    expect(text?.kind === 'text' ? text.markdown.split('\n') : []).toHaveLength(3)
    expect(JSON.stringify(text)).toMatch(locale === 'en' ? /bot.*audit/ : /机器人.*审计/)
    expect(actions?.kind === 'actions' ? actions.buttons.map(({ action, args }) => [action, args]) : []).toEqual([
      ['tour', {}],
      ['tour', { step: 'skip' }],
      ['help', {}],
    ])
  })
})
