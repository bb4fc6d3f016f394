import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createWecom } from '../../../../src/adapters/messengers/wecom/index.ts'
import type { MessengerAdapter } from '../../../../src/adapters/shared/messenger-adapter.ts'
import type { Block, Card } from '../../../../src/bot/card/card.ts'
import { type Conversation, mention, plain, type Sent } from '../../../../src/bot/messenger.ts'
import { ManualClock, MemoryIntake, MemoryLog } from '../kit.ts'
import { APP, at, BOT, startScriptedWecom } from './support.ts'

const ZHANG: Conversation = { platform: 'wecom', kind: 'private', id: 'ZhangSan' }
const GROUP: Conversation = { platform: 'wecom', kind: 'group', id: 'CHATID1' }
const NOTICES: Conversation = { platform: 'wecom', kind: 'group', id: '公告群' }
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const CHART = {} as Extract<Block, { kind: 'image' }>['chart']
const CARD: Card = {
  header: { text: '预算审批', tone: 'waiting', tag: 'A-1' },
  summary: '待审批',
  blocks: [
    { kind: 'text', markdown: '**618** 预热' },
    { kind: 'actions', buttons: [{ label: '同意', action: 'approve', args: { id: 'A-1' } }] },
  ],
}
const LONG: Card = { ...CARD, blocks: [{ kind: 'text', markdown: '很长的说明 '.repeat(100) }, ...CARD.blocks] }
const DECIDED: Card = {
  header: { text: '已通过', tone: 'success', tag: 'A-1' },
  summary: '已通过',
  blocks: [{ kind: 'text', markdown: '张三已同意' }],
}

let server: Awaited<ReturnType<typeof startScriptedWecom>>
let clock: ManualClock
let log: MemoryLog
let adapter: MessengerAdapter

beforeEach(async () => {
  server = await startScriptedWecom()
  clock = new ManualClock()
  log = new MemoryLog()
  adapter = createWecom(
    {
      app: { ...APP, apiBase: server.base },
      webhooks: { keys: { 公告群: 'webhook-key-never-shown' }, webhookBase: server.base },
      requestTimeoutMs: 1_000,
    },
    { clock, wireClock: clock, log, intake: new MemoryIntake() },
  )
})
afterEach(async () => {
  await adapter.stop()
  await server.close()
})

const key = (idempotencyKey: string) => ({ idempotencyKey })
const sends = () => server.to('/message/send').map(({ body }) => body)
const types = () => sends().map((body) => at(body, 'msgtype'))
const updates = () => server.to('/message/update_template_card').map(({ body }) => body)
const failed = (errcode: number) => ({ body: { errcode, errmsg: 'x' } })
const upload = (bytes: Uint8Array = PNG) =>
  adapter.messenger.upload({ name: 'gantt.png', bytes, contentType: 'image/png' })

describe('texts to a person', () => {
  it('go by the app, plain ones as text', async () => {
    const sent = await adapter.messenger.sendText(ZHANG, plain('早上好 *星* <b>'), key('k1'))
    expect(sent).toEqual({ messageId: 'msg-2' })
    expect(sends()).toEqual([
      {
        touser: 'ZhangSan',
        agentid: 1000002,
        msgtype: 'text',
        text: { content: '早上好 *星* ＜b>' },
        enable_duplicate_check: 0,
      },
    ])
  })

  it('with markup as markdown, in which nothing a user typed is markup', async () => {
    const evil = plain('**粗** [点](http://x) <@all> <font color="info">x</font> `c`')
    await adapter.messenger.sendText(ZHANG, `**预算** ${evil} ${mention('lisi', '李四')}`, key('k1'))
    expect(at(sends()[0], 'markdown', 'content')).toBe(
      '**预算** ＊＊粗＊＊ ［点］(http://x) ＜@all＞ ＜font color="info"＞x＜/font＞ ｀c｀ @李四',
    )
  })

  it.each([
    ['text', '😀'.repeat(1000)],
    ['markdown', `**${'字'.repeat(2000)}**`],
    ['markdown', `**b** ${plain('*').repeat(4000)}`],
  ])('too long as %s are cut below 2048 bytes, never within a character', async (type, words) => {
    await adapter.messenger.sendText(ZHANG, words, key('k1'))
    const content = String(at(sends()[0], type, 'content'))
    expect(Buffer.byteLength(content)).toBeLessThanOrEqual(2048)
    expect(Buffer.byteLength(content)).toBeGreaterThan(1900)
    expect(content).toContain('…已截断')
    expect(content.isWellFormed()).toBe(true)
  })

  it.each([
    ['outside the visible range', { invaliduser: 'zhangsan' }],
    ['without a licence', { unlicenseduser: 'lisi|zhangsan' }],
  ])('%s did not arrive, whatever the code says', async (_name, lists) => {
    server.plan('/message/send', { body: { errcode: 0, errmsg: 'ok', msgid: 'm', ...lists } })
    const work = adapter.messenger.sendText(ZHANG, '你好', key('k1'))
    await expect(work).rejects.toMatchObject({ fault: 'gone', platformCode: '81013' })
    expect(log.lines.join('\n')).toContain('zhangsan')
  })
})

it.each(['@all', 'a|b', ''])('%j is no person', async (id) => {
  await expect(adapter.messenger.sendText({ ...ZHANG, id }, 'x', key('k1'))).rejects.toMatchObject({ fault: 'gone' })
  expect(sends()).toEqual([])
})

describe('images to a person', () => {
  it('are uploaded once for as long as their media live', async () => {
    const media = await upload()
    for (const name of ['k1', 'k2']) await adapter.messenger.sendImage(ZHANG, media, key(name))
    expect(server.to('/media/upload')).toHaveLength(1)
    expect(at(sends()[1], 'image', 'media_id')).toBe('media-2')
    const form = server.to('/media/upload')[0]
    expect(form?.query.get('type')).toBe('image')
    expect(form?.raw.toString('latin1')).toMatch(/name="media"; filename="image.png"\r\nContent-Type: image\/png/i)
    expect(form?.raw.includes(PNG)).toBe(true)
    clock.advance(61 * 3_600_000)
    await adapter.messenger.sendImage(ZHANG, media, key('k3'))
    expect(server.to('/media/upload')).toHaveLength(2)
  })

  it('whose media are dead are uploaded again, once', async () => {
    const media = await upload()
    server.plan('/message/send', failed(40007))
    await adapter.messenger.sendImage(ZHANG, media, key('k1'))
    expect(server.to('/media/upload')).toHaveLength(2)
    server.plan('/message/send', failed(40007), failed(40007))
    await expect(adapter.messenger.sendImage(ZHANG, media, key('k2'))).rejects.toMatchObject({ platformCode: '40007' })
  })

  it.each([
    ['empty', new Uint8Array(3), 'invalid'],
    ['above 10 MB', Buffer.concat([PNG, Buffer.alloc(10 * 1024 * 1024)]), 'too_large'],
    ['of another kind', Buffer.from('GIF89a-and-more'), 'invalid'],
  ])('%s are refused', async (_name, bytes, fault) => {
    await expect(upload(bytes)).rejects.toMatchObject({ name: 'MessengerError', fault })
  })

  it('no longer held are to be uploaded again by the next attempt', async () => {
    const work = adapter.messenger.sendImage(ZHANG, { key: 'unknown' }, key('k1'))
    await expect(work).rejects.toMatchObject({ fault: 'unavailable' })
  })
})

describe('cards to a person', () => {
  it('carry a task id made of the key, and bring back what updates them', async () => {
    const sent = await adapter.messenger.sendCard(ZHANG, CARD, [], key('outbox-1'))
    expect(sent.messageId).toBe('outbox-1')
    expect(JSON.parse(sent.updateToken ?? '')).toEqual({ c: 'code-2', t: clock.now().toISOString() })
    expect(at(sends()[0], 'template_card', 'task_id')).toBe('outbox-1')
  })

  it('sent before under this key are known by it', async () => {
    server.plan('/message/send', failed(42014))
    expect(await adapter.messenger.sendCard(ZHANG, CARD, [], key('k1'))).toEqual({ messageId: 'k1' })
    expect(adapter.messenger.limits.keyMemoryMs).toEqual({ message: 0, card: 86_400_000 })
  })

  it('too small for what is on them come after all of it in words, once', async () => {
    server.plan('/message/send', { body: { errcode: 0, msgid: 'm' } }, { body: 'cut' })
    await expect(adapter.messenger.sendCard(ZHANG, LONG, [], key('k1'))).rejects.toMatchObject({
      fault: 'unknown_outcome',
    })
    await adapter.messenger.sendCard(ZHANG, LONG, [], key('k1'))
    expect(types()).toEqual(['markdown', 'template_card', 'template_card'])
    expect(String(at(sends()[0], 'markdown', 'content'))).toContain('很长的说明 很长的说明')
    expect(String(at(sends()[0], 'markdown', 'content'))).not.toContain('1 同意')
    expect(String(at(sends()[2], 'template_card', 'sub_title_text'))).toContain('…已截断')
  })

  it('are sent even if nobody knows whether the words before them arrived', async () => {
    server.plan('/message/send', { body: 'cut' })
    expect((await adapter.messenger.sendCard(ZHANG, LONG, [], key('k1'))).messageId).toBe('k1')
    expect(types()).toEqual(['markdown', 'template_card'])
  })

  it('with a chart come after its picture', async () => {
    const media = await upload()
    const withChart: Card = { ...CARD, blocks: [{ kind: 'image', chart: CHART, alt: '甘特图' }, ...CARD.blocks] }
    await adapter.messenger.sendCard(ZHANG, withChart, [media], key('k1'))
    expect(types()).toEqual(['image', 'template_card'])
  })

  it('without buttons that are too long are words only', async () => {
    const report: Card = { ...DECIDED, blocks: [{ kind: 'text', markdown: '一行\n'.repeat(100) }] }
    const sent = await adapter.messenger.sendCard(ZHANG, report, [], key('k1'))
    expect(sent.degraded).toBe('text')
    expect(types()).toEqual(['markdown'])
  })

  it.each([40058, 45002])('refused (%d) are their text twin', async (errcode) => {
    server.plan('/message/send', failed(errcode))
    const sent = await adapter.messenger.sendCard(ZHANG, CARD, [], key('k1'))
    expect(sent).toEqual({ messageId: 'msg-3', degraded: 'text' })
    expect(String(at(sends()[1], 'markdown', 'content'))).toMatch(/预算审批[\s\S]*1 同意/)
  })

  it('refused for another reason stay an error', async () => {
    server.plan('/message/send', failed(45009))
    await expect(adapter.messenger.sendCard(ZHANG, CARD, [], key('k1'))).rejects.toMatchObject({
      fault: 'rate_limited',
    })
  })
})

describe('updates of a person’s card', () => {
  const update = (sent: Sent, name = 'u1') => adapter.messenger.updateCard(ZHANG, sent, DECIDED, [], key(name))

  it('spend the code that came with it, and the next one is a short message', async () => {
    const sent = await adapter.messenger.sendCard(ZHANG, CARD, [], key('k1'))
    const first = await update(sent)
    expect(first).toEqual({ messageId: 'k1', updateToken: 'spent' })
    expect(updates()).toMatchObject([
      { userids: ['ZhangSan'], agentid: 1000002, response_code: 'code-2', template_card: { card_type: 'text_notice' } },
    ])
    expect(await update({ ...sent, ...first }, 'u2')).toEqual({ messageId: 'k1', degraded: 'resent' })
    expect(updates()).toHaveLength(1)
    expect(at(sends().at(-1), 'markdown', 'content')).toBe('**已通过** [A-1]\n张三已同意')
  })

  it('after 72 hours are a short message', async () => {
    const sent = await adapter.messenger.sendCard(ZHANG, CARD, [], key('k1'))
    clock.advance(72 * 3_600_000)
    expect(await update(sent)).toMatchObject({ degraded: 'resent' })
    expect(updates()).toEqual([])
  })

  it.each([
    ['of a card whose code nobody knows', {}],
    ['with a token that is none', { updateToken: 'x' }],
    ['with a token of tomorrow', { updateToken: '{"c":"x","t":"2099-01-01T00:00:00Z"}' }],
  ])('%s are a short message', async (_name, more) => {
    expect(await update({ messageId: 'k1', ...more })).toEqual({ messageId: 'k1', degraded: 'resent' })
    expect(updates()).toEqual([])
  })

  it('that WeCom refuses are a short message', async () => {
    server.plan('/message/update_template_card', failed(999999))
    const sent = await adapter.messenger.sendCard(ZHANG, CARD, [], key('k1'))
    expect(await update(sent)).toMatchObject({ degraded: 'resent' })
  })

  it('that may be out are repeated; the short message is not', async () => {
    const sent = await adapter.messenger.sendCard(ZHANG, CARD, [], key('k1'))
    server.plan('/message/update_template_card', { body: 'cut' })
    await expect(update(sent)).rejects.toMatchObject({ fault: 'unavailable' })
    server.plan('/message/send', { body: 'cut' })
    await expect(update({ messageId: 'k1' })).rejects.toMatchObject({ fault: 'unknown_outcome' })
    await expect(update({ messageId: 'k1' })).rejects.toMatchObject({ fault: 'invalid' })
    expect(types()).toEqual(['template_card', 'markdown'])
  })

  it('of what was shown as words are a new card', async () => {
    const updated = await update({ messageId: 'm', degraded: 'text' })
    expect(updated).toMatchObject({ messageId: 'u1-new', degraded: 'resent' })
    expect(types()).toEqual(['template_card'])
  })
})

describe('groups that the app created', () => {
  it('hear words and see pictures', async () => {
    const media = await upload()
    await adapter.messenger.sendText(GROUP, '早上好', key('k1'))
    await adapter.messenger.sendImage(GROUP, media, key('k2'))
    const bodies = server.to('/appchat/send').map(({ body }) => body)
    expect(bodies).toMatchObject([
      { chatid: 'CHATID1', msgtype: 'text', text: { content: '早上好' }, safe: 0 },
      { chatid: 'CHATID1', msgtype: 'image', image: { media_id: expect.stringMatching(/^media-/) } },
    ])
  })

  it('see no cards, but their words', async () => {
    const sent = await adapter.messenger.sendCard(GROUP, CARD, [], key('k1'))
    expect(sent).toEqual({ messageId: 'k1', degraded: 'text' })
    expect(String(at(server.to('/appchat/send')[0]?.body, 'markdown', 'content'))).toContain('618')
    expect(await adapter.messenger.updateCard(GROUP, sent, DECIDED, [], key('k2'))).toMatchObject({
      degraded: 'resent',
    })
  })

  it('a card that may have arrived is not said twice', async () => {
    server.plan('/appchat/send', { body: 'cut' })
    const work = () => adapter.messenger.sendCard(GROUP, CARD, [], key('k1'))
    await expect(work()).rejects.toMatchObject({ fault: 'unknown_outcome' })
    await expect(work()).rejects.toMatchObject({ fault: 'invalid' })
    expect(server.to('/appchat/send')).toHaveLength(1)
  })

  it('of another kind of id are out of reach', async () => {
    const work = adapter.messenger.sendText({ ...GROUP, id: 'wr-x_y' }, '早上好', key('k1'))
    await expect(work).rejects.toMatchObject({ fault: 'gone' })
  })
})

describe('groups with a webhook', () => {
  const posts = () => server.to('/webhook/send').map(({ body }) => body)

  it('hear words without a token; the key is in the address only', async () => {
    await adapter.messenger.sendText(NOTICES, '早上好', key('k1'))
    expect(posts()).toEqual([{ msgtype: 'text', text: { content: '早上好' } }])
    expect(Object.fromEntries(server.to('/webhook/send')[0]?.query ?? [])).toEqual({ key: 'webhook-key-never-shown' })
    expect(server.to('/gettoken')).toEqual([])
  })

  it('are called by name, and cut at their own limit', async () => {
    await adapter.messenger.sendText(NOTICES, `请看 ${mention('lisi', '李四')}`, key('k1'))
    await adapter.messenger.sendText(NOTICES, '字'.repeat(3000), key('k2'))
    expect(at(posts()[0], 'markdown', 'content')).toBe('请看 <@lisi>')
    const content = String(at(posts()[1], 'markdown', 'content'))
    expect(Buffer.byteLength(content)).toBeLessThanOrEqual(4096)
    expect(content).toContain('…已截断')
  })

  it('see pictures by their bytes', async () => {
    await adapter.messenger.sendImage(NOTICES, await upload(), key('k1'))
    const md5 = createHash('md5').update(PNG).digest('hex')
    expect(posts()).toEqual([{ msgtype: 'image', image: { base64: PNG.toString('base64'), md5 } }])
    const big = await upload(Buffer.concat([PNG, Buffer.alloc(2 * 1024 * 1024)]))
    await expect(adapter.messenger.sendImage(NOTICES, big, key('k2'))).rejects.toMatchObject({ fault: 'too_large' })
  })

  it('see cards without buttons, or all of it in words', async () => {
    expect(await adapter.messenger.sendCard(NOTICES, CARD, [], key('k1'))).toEqual({ messageId: 'k1' })
    expect(await adapter.messenger.sendCard(NOTICES, LONG, [], key('k2'))).toMatchObject({ degraded: 'text' })
    expect(posts()).toMatchObject([
      { msgtype: 'template_card', template_card: { card_type: 'text_notice', card_action: { type: 1 } } },
      { msgtype: 'markdown' },
    ])
  })

  it.each([
    [93000, '重新复制'],
    [93004, '重新启用'],
    [93008, '重新添加'],
  ])('that is lost (%d) is told', async (errcode, sentence) => {
    server.plan('/webhook/send', failed(errcode))
    await expect(adapter.messenger.sendText(NOTICES, 'x', key('k1'))).rejects.toMatchObject({ fault: 'gone' })
    expect(adapter.health()).toMatchObject({ state: 'failing', detail: expect.stringContaining(sentence) })
    expect(log.lines.join('\n')).not.toContain('never-shown')
  })
})

describe('rates are the strictest of what is configured', () => {
  const ports = () => ({ clock, wireClock: clock, log, intake: new MemoryIntake() })
  const minute = (count: number) => ({ scope: 'conversation', count, perMs: 60_000 })
  const hour = { scope: 'conversation', count: 1000, perMs: 3_600_000 }
  const app = { ...APP, apiBase: 'http://127.0.0.1:1' }
  const bot = { ...BOT, wsUrl: 'ws://127.0.0.1:1' }
  const webhooks = { keys: { g: 'k' }, webhookBase: 'http://127.0.0.1:1' }

  it.each([
    [{ app }, [minute(30)]],
    [{ bot }, [minute(30), hour]],
    [{ app, bot, webhooks }, [minute(20), hour]],
    [{ webhooks }, [minute(20)]],
  ])('%#', (settings, rates) => {
    expect(createWecom(settings, ports()).messenger.limits.rates).toEqual(rates)
  })

  it('a conversation without a transport is out of reach', async () => {
    const { messenger } = createWecom({ webhooks }, ports())
    await expect(messenger.sendText(ZHANG, 'x', key('k1'))).rejects.toMatchObject({ fault: 'gone' })
    await expect(messenger.sendText(GROUP, 'x', key('k1'))).rejects.toMatchObject({ fault: 'gone' })
  })
})
