import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  createWecom,
  type Lease,
  RENEW_EVERY_MS,
  type WecomSettings,
} from '../../../../src/adapters/messengers/wecom/index.ts'
import type { MessengerAdapter } from '../../../../src/adapters/shared/messenger-adapter.ts'
import type { Card } from '../../../../src/bot/card/card.ts'
import { type Conversation, mention, plain } from '../../../../src/bot/messenger.ts'
import { ManualClock, MemoryIntake, MemoryLog, NOW } from '../kit.ts'
import { APP, at, BOT, botFixture, startScriptedBot, startScriptedWecom, until } from './support.ts'

const GROUP: Conversation = { platform: 'wecom', kind: 'group', id: 'wrkSFfCgAA_group' }
const ZHANG: Conversation = { platform: 'wecom', kind: 'private', id: 'zhangsan' }
const PNG = Buffer.from('89504e470d0a1a0a0000000d', 'hex')
const DECIDED: Card = {
  header: { text: '已通过', tone: 'success', tag: 'A-1' },
  summary: '已通过',
  blocks: [{ kind: 'text', markdown: '张三已同意' }],
}
const CARD: Card = {
  header: { text: '预算审批', tone: 'waiting', tag: 'A-1' },
  summary: '待审批',
  blocks: [{ kind: 'actions', buttons: [{ label: '同意', action: 'approve', args: { id: 'A-1' } }] }],
}

let bot: Awaited<ReturnType<typeof startScriptedBot>>
let clock: ManualClock
let wire: ManualClock
let intake: MemoryIntake
let log: MemoryLog
let adapter: MessengerAdapter
const opened: MessengerAdapter[] = []

beforeEach(async () => {
  bot = await startScriptedBot()
  clock = new ManualClock()
  wire = new ManualClock()
  intake = new MemoryIntake()
  log = new MemoryLog()
  adapter = create()
})
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.stop()))
  await bot.close()
})

function create(more: Partial<WecomSettings> = {}, lease?: Lease): MessengerAdapter {
  const settings = { bot: { ...BOT, wsUrl: bot.url }, ...more }
  const made = createWecom(settings, { clock, wireClock: wire, log, intake, ...(lease && { lease }) })
  opened.push(made)
  return made
}

const key = (idempotencyKey: string) => ({ idempotencyKey })
const connected = () => until('the bot is connected', () => adapter.health().state === 'ok')
const open = async () => {
  await adapter.start()
  await connected()
}
const sends = () => bot.of('aibot_send_msg').map(({ body }) => body)

describe('the connection', () => {
  it('subscribes with its credentials, once', async () => {
    expect(adapter.health()).toMatchObject({ transport: 'bot', state: 'starting' })
    await open()
    await adapter.start()
    expect(bot.of('aibot_subscribe').map(({ body }) => body)).toEqual([{ bot_id: 'AIBOTID', secret: BOT.botSecret }])
    expect(adapter.health()).toEqual({
      platform: 'wecom',
      transport: 'bot',
      state: 'ok',
      connectedSince: NOW.toISOString(),
    })
    expect(adapter.door.routes).toEqual([])
  })

  it('that is lost comes back after a wait, and says so meanwhile', async () => {
    await open()
    bot.drop()
    await until('the loss is seen', () => adapter.health().state === 'failing')
    expect(adapter.health().detail).toContain('正在重连')
    await until('another try waits', () => clock.waiting === 1)
    expect(bot.connections).toBe(1)
    clock.advance(3_000)
    await connected()
    expect(bot.connections).toBe(2)
  })

  it('that was kicked stays away for half a minute, and names the cause', async () => {
    await open()
    bot.push('aibot_event_callback', botFixture('event-disconnected'))
    await until('the kick is seen', () => adapter.health().state === 'failing')
    expect(adapter.health().detail).toContain('占用了同一个智能机器人')
    await until('another try waits', () => clock.waiting === 1)
    clock.advance(29_999)
    expect(bot.connections).toBe(1)
    clock.advance(16_000)
    await connected()
    expect(bot.connections).toBe(2)
    bot.push('aibot_msg_callback', botFixture('text-group'))
    await until('it hears again', () => intake.events.length === 1)
  })

  it('that is refused is tried again after ever longer waits', async () => {
    bot.plan('aibot_subscribe', { errcode: 40001 }, { errcode: 40001 })
    await adapter.start()
    await until('the refusal is seen', () => adapter.health().state === 'failing')
    expect(adapter.health().detail).toContain('BotID 或 Secret 不对')
    await until('another try waits', () => clock.waiting === 1)
    clock.advance(59_999)
    expect(bot.connections).toBe(1)
    clock.advance(31_000)
    await until('the second refusal is seen', () => bot.connections === 2 && clock.waiting === 1)
    clock.advance(119_999)
    expect(bot.connections).toBe(2)
    clock.advance(61_000)
    await connected()
    expect(log.lines.join('\n')).not.toContain('never-shown')
  })

  it('whose subscription is never answered is given up', async () => {
    bot.plan('aibot_subscribe', 'silence')
    await adapter.start()
    await until('it subscribed', () => bot.of('aibot_subscribe').length === 1)
    wire.advance(10_000)
    await until('another try waits', () => clock.waiting === 1)
    clock.advance(3_000)
    await connected()
  })

  it('to nobody is tried again', async () => {
    await bot.close()
    await adapter.start()
    await until('another try waits', () => clock.waiting === 1)
    expect(adapter.health().state).toBe('failing')
    await expect(adapter.messenger.sendText(GROUP, 'x', key('k1'))).rejects.toMatchObject({ fault: 'unavailable' })
    bot = await startScriptedBot()
  })

  it('leaves nothing running behind', async () => {
    await open()
    await adapter.stop()
    expect([clock.waiting, wire.waiting]).toEqual([0, 0])
    await adapter.stop()
    const other = create()
    await other.start()
    await other.stop()
    expect([clock.waiting, wire.waiting]).toEqual([0, 0])
  })
})

describe('the lease', () => {
  /** A lease that remembers, and belongs to whoever the test says. */
  function leaseOf(answers: { ours: boolean; broken?: boolean }) {
    const calls: string[] = []
    return {
      calls,
      acquire: async () => {
        calls.push('acquire')
        if (answers.broken) throw new Error('no database')
        return answers.ours
      },
      release: async () => void calls.push('release'),
    }
  }

  it('held elsewhere means to wait, and to be well', async () => {
    const answers = { ours: false }
    const lease = leaseOf(answers)
    adapter = create({}, lease)
    await adapter.start()
    await until('it waits', () => clock.waiting === 1)
    expect(adapter.health()).toMatchObject({ state: 'ok', detail: expect.stringContaining('另一个实例') })
    expect(bot.connections).toBe(0)
    await expect(adapter.messenger.sendText(GROUP, 'x', key('k1'))).rejects.toMatchObject({ fault: 'unavailable' })
    answers.ours = true
    clock.advance(23_000)
    await until('it is connected', () => adapter.health().connectedSince !== undefined)
  })

  it('is renewed while connected; lost, it ends the connection', async () => {
    const answers = { ours: true, broken: false }
    const lease = leaseOf(answers)
    adapter = create({}, lease)
    await open()
    wire.advance(RENEW_EVERY_MS)
    await until('it is renewed', () => lease.calls.length === 2 && wire.waiting === 1)
    answers.broken = true
    wire.advance(RENEW_EVERY_MS)
    await until('a database that is away is no loss', () => lease.calls.length === 3 && wire.waiting === 1)
    expect(adapter.health().connectedSince).toBeDefined()
    answers.broken = false
    answers.ours = false
    wire.advance(RENEW_EVERY_MS)
    await until('it stands by', () => clock.waiting === 1)
    expect(adapter.health()).toMatchObject({ state: 'ok', detail: expect.stringContaining('另一个实例') })
    expect(bot.connections).toBe(1)
  })

  it('is given back by who was kicked and by who stops, and taken again before the next connection', async () => {
    const lease = leaseOf({ ours: true })
    adapter = create({}, lease)
    await open()
    bot.push('aibot_event_callback', botFixture('event-disconnected'))
    await until('another try waits', () => clock.waiting === 1)
    expect(lease.calls).toEqual(['acquire', 'release'])
    clock.advance(46_000)
    await connected()
    await adapter.stop()
    expect(lease.calls).toEqual(['acquire', 'release', 'acquire', 'release'])
  })

  it('that cannot be asked for means to wait', async () => {
    adapter = create({}, leaseOf({ ours: true, broken: true }))
    await adapter.start()
    await until('it waits', () => clock.waiting === 1)
    expect(bot.connections).toBe(0)
  })
})

describe('what the bot hears', () => {
  it('is stored once', async () => {
    await open()
    for (const _ of [1, 2]) bot.push('aibot_msg_callback', botFixture('text-group'))
    bot.push('aibot_msg_callback', botFixture('text-single'))
    await until('both are in', () => intake.events.length === 2)
    expect(intake.events).toMatchObject([
      { text: '新建任务 落地页 @李四', conversation: GROUP },
      { text: '我的任务', conversation: ZHANG },
    ])
    expect(adapter.health().lastEventAt).toBe(NOW.toISOString())
  })

  it('that makes no sense does no harm', async () => {
    await open()
    for (const body of [null, {}, [], 'x', { msgtype: 'text' }, { msgtype: 'event', event: null }]) {
      bot.push('aibot_msg_callback', body)
      bot.push('aibot_event_callback', body)
    }
    for (const raw of ['{', 'null', '[]', '7', '{"headers":null}', '{"cmd":"aibot_msg_callback"}']) bot.raw(raw)
    bot.push('aibot_msg_callback', botFixture('text-single'))
    await until('the last is in', () => intake.events.length === 1)
  })

  it('is lost, and said to be, if it cannot be stored', async () => {
    await open()
    intake.broken = true
    bot.push('aibot_msg_callback', botFixture('text-group'))
    await until('it is said', () => log.lines.some((line) => line.includes('not stored')))
    intake.broken = false
    bot.push('aibot_msg_callback', botFixture('text-group'))
    await until('the next one is in', () => intake.events.length === 1)
  })

  it('is never in the log', async () => {
    await open()
    bot.push('aibot_msg_callback', botFixture('text-group'))
    await until('it is in', () => intake.events.length === 1)
    bot.raw(JSON.stringify({ headers: { req_id: 'unknown' }, body: { secret: '落地页' } }))
    bot.push('aibot_msg_callback', botFixture('text-single'))
    await until('the last is in', () => intake.events.length === 2)
    expect(log.lines.join('\n')).not.toMatch(/落地页|我的任务/)
  })
})

describe('what the bot says', () => {
  it('goes to groups and people as markdown', async () => {
    await open()
    const words = `**早上好** ${mention('lisi', '李四')} ${plain('<@all> *')}`
    expect(await adapter.messenger.sendText(GROUP, words, key('k1'))).toEqual({ messageId: 'k1' })
    await adapter.messenger.sendText(ZHANG, '早上好', key('k2'))
    expect(sends()).toEqual([
      {
        chatid: GROUP.id,
        chat_type: 2,
        msgtype: 'markdown',
        markdown: { content: '**早上好** @李四 ＜@all＞ ＊' },
      },
      { chatid: 'zhangsan', chat_type: 1, msgtype: 'markdown', markdown: { content: '早上好' } },
    ])
  })

  it('calls people where that is known to work', async () => {
    adapter = create({ bot: { ...BOT, wsUrl: bot.url, callsPeople: true } })
    await open()
    await adapter.messenger.sendText(GROUP, `请看 ${mention('lisi', '李四')}`, key('k1'))
    expect(at(sends()[0], 'markdown', 'content')).toBe('请看 <@lisi>')
  })

  it('shows pictures by upload, once', async () => {
    await open()
    const media = await adapter.messenger.upload({ name: '图.png', bytes: PNG, contentType: 'image/png' })
    for (const name of ['k1', 'k2']) await adapter.messenger.sendImage(GROUP, media, key(name))
    expect(bot.of('aibot_upload_media_init').map(({ body }) => body)).toMatchObject([
      { type: 'image', filename: 'image.png', total_size: PNG.length, total_chunks: 1 },
    ])
    expect(sends()).toMatchObject([{ msgtype: 'image', image: { media_id: 'bot-media-4' } }, { msgtype: 'image' }])
  })

  it('shows cards, and tells of changes in one short message', async () => {
    await open()
    const sent = await adapter.messenger.sendCard(GROUP, CARD, [], key('k1'))
    expect(sent).toEqual({ messageId: 'k1' })
    const updated = await adapter.messenger.updateCard(GROUP, sent, DECIDED, [], key('k2'))
    expect(updated).toEqual({ messageId: 'k1', degraded: 'resent' })
    expect(sends()).toMatchObject([
      { chatid: GROUP.id, msgtype: 'template_card', template_card: { card_type: 'button_interaction', task_id: 'k1' } },
      { msgtype: 'markdown', markdown: { content: '**已通过** [A-1]\n张三已同意' } },
    ])
  })

  it('knows a card that was sent before, and says a refused one in words', async () => {
    await open()
    bot.plan('aibot_send_msg', { errcode: 42014 }, { errcode: 40058 })
    expect(await adapter.messenger.sendCard(GROUP, CARD, [], key('k1'))).toEqual({ messageId: 'k1' })
    expect(await adapter.messenger.sendCard(GROUP, CARD, [], key('k2'))).toMatchObject({ degraded: 'text' })
  })

  it.each([
    [93006, 'gone'],
    [45009, 'rate_limited'],
    [-1, 'unavailable'],
    [12345, 'invalid'],
  ])('fails honestly (%d)', async (errcode, fault) => {
    await open()
    bot.plan('aibot_send_msg', { errcode })
    const work = adapter.messenger.sendText(GROUP, '太快', key('k1'))
    await expect(work).rejects.toMatchObject({ name: 'MessengerError', fault, platformCode: String(errcode) })
  })

  it('may have arrived if the connection ended before the answer', async () => {
    await open()
    bot.plan('aibot_send_msg', 'drop')
    const work = adapter.messenger.sendText(GROUP, '只说一次', key('k1'))
    await expect(work).rejects.toMatchObject({ name: 'MessengerError', fault: 'unknown_outcome' })
  })

  it('may have arrived if no answer came within the client’s five seconds', async () => {
    await open()
    bot.plan('aibot_send_msg', 'silence')
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const work = adapter.messenger.sendText(GROUP, 'x', key('k1')).catch((error: unknown) => error)
      await until('it was sent', () => bot.of('aibot_send_msg').length === 1)
      vi.advanceTimersByTime(5_000)
      expect(await work).toMatchObject({ fault: 'unknown_outcome', platformCode: 'ACK_TIMEOUT' })
    } finally {
      vi.useRealTimers()
    }
  })

  it('stops when the caller gives up', async () => {
    await open()
    bot.plan('aibot_send_msg', 'silence')
    const giveUp = new AbortController()
    const work = adapter.messenger.sendText(GROUP, 'x', { ...key('k1'), signal: giveUp.signal })
    giveUp.abort()
    await expect(work).rejects.toMatchObject({ fault: 'unknown_outcome' })
  })
})

describe('a click', () => {
  const press = (name = 'event-card', reqId = 'req-of-press') =>
    bot.push('aibot_event_callback', botFixture(name), reqId)

  it('is answered with the card as it is now, for everybody, under its own request', async () => {
    let noted = false
    intake.answer = async () => ({
      card: DECIDED,
      toast: { kind: 'success', text: '已同意' },
      delivered: async () => {
        noted = true
      },
    })
    await open()
    press()
    await until('it is noted', () => noted)
    expect(bot.of('aibot_respond_update_msg')).toMatchObject([
      {
        headers: { req_id: 'req-of-press' },
        body: { response_type: 'update_template_card', template_card: { card_type: 'text_notice', task_id: 'task-1' } },
      },
    ])
    expect(at(bot.of('aibot_respond_update_msg')[0]?.body, 'userids')).toBeUndefined()
    expect(sends()).toEqual([])
  })

  it('whose answer was refused is not noted, so that the change is told', async () => {
    let noted = false
    intake.answer = async () => ({
      card: DECIDED,
      delivered: async () => {
        noted = true
      },
    })
    await open()
    bot.plan('aibot_respond_update_msg', { errcode: 846605 })
    press()
    await until('the refusal is in the log', () => log.lines.some((line) => line.includes('846605')))
    await adapter.stop()
    expect(noted).toBe(false)
  })

  it.each([
    ['drop', 'drop'],
    ['an answer that never comes', 'silence'],
  ] as const)('and a lost connection do not end the process (%s)', async (_name, answer) => {
    const rejections: unknown[] = []
    const caught = (reason: unknown) => rejections.push(reason)
    process.on('unhandledRejection', caught)
    intake.answer = async () => ({ card: DECIDED })
    await open()
    bot.plan('aibot_respond_update_msg', answer)
    press()
    await until('the answer went out', () => bot.of('aibot_respond_update_msg').length === 1)
    bot.drop()
    await until('another try waits', () => clock.waiting === 1)
    await adapter.stop()
    await new Promise((resolve) => setImmediate(resolve))
    process.off('unhandledRejection', caught)
    expect(rejections).toEqual([])
  })

  it('that failed is only in the log, without an app to tell the person', async () => {
    intake.answer = async () => {
      throw new Error('bug')
    }
    await open()
    press()
    await until('it is in the log', () => log.lines.some((line) => line.includes('card click failed')))
    press('event-card-foreign')
    await until('nobody is told', () => log.lines.filter((line) => line.includes('no app to tell')).length === 2)
    expect(sends()).toEqual([])
  })
})

describe('with an app beside it', () => {
  let server: Awaited<ReturnType<typeof startScriptedWecom>>

  beforeEach(async () => {
    server = await startScriptedWecom()
    adapter = create({ app: { ...APP, apiBase: server.base } })
  })
  afterEach(() => server.close())

  const translated = (open: string, userid: string) => ({
    body: { errcode: 0, userid_list: [{ open_userid: open, userid }], invalid_open_userid_list: [] },
  })
  const invalid = (open: string) => ({
    body: { errcode: 0, userid_list: [], invalid_open_userid_list: [open] },
  })
  const TRANSLATE = '/batch/openuserid_to_userid'
  const withSender = (userid: string, msgid: string) => ({ ...botFixture('text-group'), from: { userid }, msgid })

  it('encrypted ids are translated, once', async () => {
    server.plan(TRANSLATE, translated('woAJ2GCAAAX', 'ZhangSan'))
    await open()
    bot.push('aibot_msg_callback', withSender('woAJ2GCAAAX', 'm1'))
    bot.push('aibot_msg_callback', withSender('woAJ2GCAAAX', 'm2'))
    await until('both are in', () => intake.events.length === 2)
    expect(intake.events.map((event) => 'sender' in event && event.sender)).toEqual(['ZhangSan', 'ZhangSan'])
    expect(server.to(TRANSLATE).map(({ body }) => body)).toEqual([{ open_userid_list: ['woAJ2GCAAAX'] }])
  })

  it('plain ids come back as invalid, and are written as the directory does', async () => {
    server.plan(TRANSLATE, invalid('zhangsan'))
    await open()
    bot.push('aibot_msg_callback', withSender('zhangsan', 'm1'))
    await until('it is in', () => intake.events.length === 1)
    expect(intake.events).toMatchObject([{ sender: 'ZhangSan' }])
  })

  it.each([
    [
      'a made-up id',
      () => [server.plan(TRANSLATE, invalid('x')), server.plan('/user/get', { body: { errcode: 60111 } })],
    ],
    [
      'a missing right',
      () => [
        server.plan(TRANSLATE, { body: { errcode: 48002 } }),
        server.plan('/user/get', { body: { errcode: 60011 } }),
      ],
    ],
    ['a WeCom that is down', () => [server.plan(TRANSLATE, { status: 503, body: '' })]],
  ])('%s is taken as it came', async (_name, plan) => {
    plan()
    await open()
    bot.push('aibot_msg_callback', withSender('x', 'm1'))
    await until('it is in', () => intake.events.length === 1)
    expect(intake.events).toMatchObject([{ sender: 'x' }])
  })

  it('people hear from the app, groups from the bot', async () => {
    await open()
    await adapter.messenger.sendText(ZHANG, '私聊', key('k1'))
    await adapter.messenger.sendText(GROUP, '群聊', key('k2'))
    expect(server.to('/message/send').map(({ body }) => at(body, 'text', 'content'))).toEqual(['私聊'])
    expect(sends().map((body) => at(body, 'markdown', 'content'))).toEqual(['群聊'])
    expect(adapter.health()).toMatchObject({ transport: 'app+bot', state: 'ok' })
  })

  it('somebody whom the app does not reach hears from the bot', async () => {
    server.plan('/message/send', { body: { errcode: 81013, errmsg: 'x' } })
    await open()
    await adapter.messenger.sendText({ ...ZHANG, id: 'woAJ2GCAAAX' }, '你好', key('k1'))
    expect(sends()).toMatchObject([{ chatid: 'woAJ2GCAAAX', chat_type: 1 }])
  })

  it('a refused click in a group is told to the person alone', async () => {
    intake.answer = async () => ({ toast: { kind: 'warning', text: '需要 项目经理 权限' } })
    await open()
    bot.push('aibot_event_callback', botFixture('event-card'))
    await until('the person is told', () => server.to('/message/send').length === 1)
    expect(server.to('/message/send')[0]?.body).toMatchObject({
      touser: 'ZhangSan',
      text: { content: '需要 项目经理 权限' },
    })
    expect(sends()).toEqual([])
  })

  it('both have to be well', async () => {
    bot.plan('aibot_subscribe', { errcode: 40001 })
    server.plan('/getcallbackip', { body: { errcode: 60020, errmsg: 'from ip: 203.0.113.9' } })
    await adapter.start()
    await until('both troubles are known', () => /203\.0\.113\.9.*BotID/.test(adapter.health().detail ?? ''))
    expect(adapter.health().state).toBe('failing')
  })
})
