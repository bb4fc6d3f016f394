/** When the bot answers at all: rule 1 and rule 20 of the product, small talk, old messages, strangers. */
import { describe, expect, test } from 'vitest'
import { BotWorld, only } from '../../support/bot-world.ts'
import { allText, born, launched, texts } from './scene.ts'

describe('in a group without a mention', () => {
  test.each(['新建任务 海报', '完成 T-1', '我的任务', '中午吃什么', '1', '确认', '取消', '同意', '撤销'])(
    '%s is ignored',
    async (line) => {
      const world = await launched()
      const audit = world.state.audit.size
      expect(await world.say('赵倩', 'project', line, { mention: false })).toEqual([])
      expect(world.state.audit.size).toBe(audit)
    },
  )

  test('a mention of somebody else or of all is none of the bot', async () => {
    const world = await launched()
    await world.say('赵倩', 'project', '我的任务')
    expect(await world.say('赵倩', 'project', '@周涛 完成 T-1', { mention: false, mentions: ['周涛'] })).toEqual([])
    expect(await world.say('赵倩', 'project', '@所有人 完成 T-1', { mention: false, mentionsAll: true })).toEqual([])
    expect(world.state.tasks.get(1)?.state).toBe('assigned')
  })
})

describe('within ten minutes of being heard', () => {
  test('a clear order needs no mention; talk is still ignored', async () => {
    const world = await launched()
    await world.say('赵倩', 'project', '我的任务')
    await world.advance(9)
    for (const talk of [
      '这个颜色不错',
      '完成了没有',
      'T-1 快完成了',
      'T-1 明天完成',
      '收到',
      '大概三天',
      '同意',
      '归档',
      '交给周涛吧',
    ])
      expect(await world.say('赵倩', 'project', talk, { mention: false }), talk).toEqual([])
    expect(texts(await world.say('赵倩', 'project', '完成 T-1', { mention: false }))[0]).toContain('T-1 已完成')
  })

  test('later it does', async () => {
    const world = await launched()
    await world.say('赵倩', 'project', '我的任务')
    await world.advance(10.1)
    expect(await world.say('赵倩', 'project', '完成 T-1', { mention: false })).toEqual([])
  })

  test('only for who was heard, and only there', async () => {
    const world = await launched()
    await world.say('赵倩', 'project', '我的任务')
    expect(await world.say('周涛', 'project', '完成 T-2', { mention: false })).toEqual([])
    expect(await world.say('赵倩', 'management', '完成 T-1', { mention: false })).toEqual([])
  })
})

describe('not understood', () => {
  test('one line and at most three buttons, no help', async () => {
    const world = await launched()
    const shown = only(await world.say('李雷', 'project', '新见任务 海报延展 明天'))
    expect(shown.title).toBe('没有「新见任务」,是「新建任务」吗?')
    expect(shown.buttons[0]?.label).toBe('新建任务 海报延展 2026-11-24(周二)')
    expect(shown.buttons.length).toBeLessThanOrEqual(3)
    expect(world.state.tasks.size).toBe(4)
    await world.click('李雷', shown, shown.buttons[0]?.label ?? '')
    expect(world.state.tasks.get(5)).toMatchObject({ title: '海报延展', due: '2026-11-24' })
  })

  test('nothing near: says so, and that nothing was done', async () => {
    const world = await launched()
    const shown = only(await world.say('李雷', 'project', '天气如何'))
    expect(shown.title).toBe('没有听懂,什么都没有做')
    expect(shown.buttons.map(({ label }) => label)).toEqual(['帮助'])
  })
})

describe('a message that came late', () => {
  test('is explained, not carried out', async () => {
    const world = await launched()
    const at = new Date(world.now.getTime() - 31 * 60_000)
    expect(allText(await world.say('赵倩', 'project', '完成 T-1', { at }))).toContain('31 分钟前发出')
    expect(world.state.tasks.get(1)?.state).toBe('assigned')
  })

  test('thirty minutes are still in time', async () => {
    const world = await launched()
    await world.say('赵倩', 'project', '完成 T-1', { at: new Date(world.now.getTime() - 30 * 60_000) })
    expect(world.state.tasks.get(1)?.state).toBe('done')
  })

  test('late talk among people is not commented on', async () => {
    const world = await launched()
    const at = new Date(world.now.getTime() - 60 * 60_000)
    expect(await world.say('赵倩', 'project', '好的', { at, mention: false })).toEqual([])
  })
})

describe('kinds of messages nobody can read', () => {
  test.each(['audio', 'sticker'])('%s gets one polite line in private, and nothing in a group', async (unsupported) => {
    const world = await launched()
    const shown = only(await world.say('赵倩', 'private', '', { unsupported }))
    expect(shown.text).toBe('这种消息我还看不懂,没有执行任何操作。请用文字告诉我。')
    expect(await world.say('赵倩', 'project', '', { unsupported, mention: false })).toEqual([])
  })

  test('a file alone, too', async () => {
    const world = await launched()
    const attachments = [{ kind: 'file' as const, key: 'f', name: '定稿.pdf' }]
    expect(only(await world.say('赵倩', 'private', '', { attachments })).text).toContain('没有执行任何操作')
  })
})

describe('somebody nobody knows', () => {
  const account = 'ou_ffffffffffffffffffffffffffffffff'

  test('is told so where the bot was spoken to, audited, and changes nothing', async () => {
    const world = await launched()
    const shown = only(await world.say('赵倩', 'project', '完成 T-1', { account }))
    expect(shown.text).toMatch(/不认识|未执行/)
    expect(world.state.tasks.get(1)?.state).toBe('assigned')
    expect(world.state.audit.where().at(-1)).toMatchObject({ event: 'person.unknown', outcome: 'denied' })
    expect(await world.say('赵倩', 'project', '中午吃什么', { account, mention: false })).toEqual([])
  })

  test('cannot press buttons', async () => {
    const world = await launched()
    const card = only(await world.say('赵倩', 'project', '任务 T-1'))
    const click = await world.press('赵倩', card.messageId, card.buttons[0] ?? { action: '', args: {} }, {
      sender: account,
    })
    expect(click.tone).toBe('error')
    expect(world.state.tasks.get(1)?.state).toBe('assigned')
  })

  test('somebody who left is nobody', async () => {
    const world = await launched({
      people: (people) => people.map((one) => (one.id === 'zhaoqian' ? { ...one, active: false } : one)),
    })
    const shown = await world.say('赵倩', 'private', '我的任务')
    expect(allText(shown)).not.toContain('主视觉')
  })
})

describe('help', () => {
  test('is what this person can do here, at most eight lines, with more behind a button', async () => {
    const world = await launched()
    const shown = only(await world.say('吴迪', 'private', '帮助'))
    expect(shown.card?.blocks[0]?.kind).toBe('text')
    const body = shown.card?.blocks[0]
    const lines = body?.kind === 'text' ? body.markdown.split('\n') : []
    expect(lines.length).toBeLessThanOrEqual(8)
    expect(shown.text).not.toMatch(/新建项目|申请预算|审计|自检|拆任务/)
  })

  test('on a topic, and on none that exists', async () => {
    const world = await born()
    expect(only(await world.say('李雷', 'project', '帮助 工时')).text).toContain('登记工时')
    expect(only(await world.say('李雷', 'project', '帮助 火箭')).text).toContain('没有关于「火箭」的帮助')
  })
})

test('joining a group: three lines, three buttons, once', async () => {
  const world = await BotWorld.open()
  await world.dispatcher.accept({
    kind: 'bot_added',
    platform: 'feishu',
    eventKey: 'added-1',
    at: world.now.toISOString(),
    conversation: world.conversation('project', '李雷'),
    sender: world.account('李雷'),
    chatName: '双12项目群',
  })
  const shown = only(await world.settle())
  const body = shown.card?.blocks[0]
  expect(body?.kind === 'text' && body.markdown.split('\n')).toHaveLength(3)
  expect(shown.buttons).toHaveLength(3)
})
