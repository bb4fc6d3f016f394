import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFeishu } from '../../../../src/adapters/messengers/feishu/index.ts'
import type { MessengerAdapter } from '../../../../src/adapters/shared/messenger-adapter.ts'
import type { Card } from '../../../../src/bot/card/card.ts'
import { type Conversation, mention, plain } from '../../../../src/bot/messenger.ts'
import { ManualClock, MemoryIntake, MemoryLog } from '../kit.ts'
import { at, SETTINGS, type Seen, startScriptedFeishu } from './support.ts'

const SEND = '/open-apis/im/v1/messages'
const GROUP: Conversation = { platform: 'feishu', kind: 'group', id: 'oc_1' }
const PRIVATE: Conversation = { platform: 'feishu', kind: 'private', id: 'ou_1' }
const CARD: Card = {
  header: { text: '预算审批', tone: 'waiting' },
  summary: '待审批',
  blocks: [{ kind: 'actions', buttons: [{ label: '同意', action: 'approve', args: { id: 'A-1' } }] }],
}
const refused = (code: number, msg = '') => ({ status: 400, body: { code, msg } })

let server: Awaited<ReturnType<typeof startScriptedFeishu>>
let adapter: MessengerAdapter

beforeEach(async () => {
  server = await startScriptedFeishu()
  const clock = new ManualClock()
  const ports = { clock, wireClock: clock, log: new MemoryLog(), intake: new MemoryIntake() }
  adapter = createFeishu({ ...SETTINGS, baseUrl: server.baseUrl }, ports)
})
afterEach(() => server.close())

const sent = () => server.seen.filter(({ path }) => path.startsWith(SEND))
const summary = (request: Seen | undefined) => ({
  method: request?.method,
  path: request?.path.slice(SEND.length),
  type: at(request?.body, 'msg_type'),
  uuid: at(request?.body, 'uuid'),
})
const content = (request: Seen | undefined): unknown => JSON.parse(String(at(request?.body, 'content')))

describe('texts', () => {
  it('go to a group by chat_id and to a person by open_id', async () => {
    await adapter.messenger.sendText(GROUP, '你好', { idempotencyKey: 'k1' })
    await adapter.messenger.sendText(PRIVATE, '你好', { idempotencyKey: 'k2' })
    expect(sent().map((request) => [request.query.get('receive_id_type'), at(request.body, 'receive_id')])).toEqual([
      ['chat_id', 'oc_1'],
      ['open_id', 'ou_1'],
    ])
    expect(sent().map((request) => at(request.body, 'uuid'))).toEqual(['k1', 'k2'])
    expect(content(sent()[0])).toEqual({ text: '你好' })
  })

  it('with markup go as a post, one element per paragraph', async () => {
    await adapter.messenger.sendText(GROUP, `**预算** 12 万 ${mention('ou_2', '李四')}\n- 预热\n\n第二段`, {
      idempotencyKey: 'k1',
    })
    expect(summary(sent()[0]).type).toBe('post')
    expect(content(sent()[0])).toEqual({
      zh_cn: {
        title: '',
        content: [
          [{ tag: 'md', text: '**预算** 12 万 <at user_id="ou_2">李四</at>\n- 预热' }],
          [{ tag: 'md', text: '第二段' }],
        ],
      },
    })
  })

  it('never let a user call everybody', async () => {
    const evil = plain('<at user_id="all">所有人</at> *a*')
    await adapter.messenger.sendText(GROUP, evil, { idempotencyKey: 'k1' })
    await adapter.messenger.sendText(GROUP, `**x** ${evil}`, { idempotencyKey: 'k2' })
    expect(content(sent()[0])).toEqual({ text: '＜at user_id="all">所有人＜/at> *a*' })
    expect(JSON.stringify(content(sent()[1]))).not.toContain('<at')
  })

  it('too long are cut below the limit of the request body, and say so', async () => {
    for (const [index, text] of ['字'.repeat(20_000), `**b**${plain('*').repeat(20_000)}`].entries()) {
      await adapter.messenger.sendText(GROUP, text, { idempotencyKey: `k${index}` })
      const request = sent()[index]
      expect(request?.raw.byteLength).toBeLessThan(30 * 1024)
      expect(JSON.stringify(content(request))).toContain('已截断')
    }
  })

  it('quote a message', async () => {
    await adapter.messenger.sendText(GROUP, '好', { idempotencyKey: 'k1', replyTo: 'om_1' })
    expect(summary(sent()[0])).toEqual({ method: 'POST', path: '/om_1/reply', type: 'text', uuid: 'k1' })
  })

  it.each([230011, 230110, 99992354])('whose quoted message is gone (%d) go plainly', async (code) => {
    server.plan(`${SEND}/om_1/reply`, refused(code))
    await adapter.messenger.sendText(GROUP, '好', { idempotencyKey: 'k1', replyTo: 'om_1' })
    expect(sent().map(summary)).toEqual([
      { method: 'POST', path: '/om_1/reply', type: 'text', uuid: 'k1' },
      { method: 'POST', path: '', type: 'text', uuid: 'k1.plain' },
    ])
  })

  it('to a group without us fail, quoted or not', async () => {
    server.plan(`${SEND}/om_1/reply`, refused(230002))
    const work = adapter.messenger.sendText(GROUP, '好', { idempotencyKey: 'k1', replyTo: 'om_1' })
    await expect(work).rejects.toMatchObject({ fault: 'gone' })
    expect(sent()).toHaveLength(1)
  })

  it('keep the key within fifty characters', async () => {
    const key = 'k'.repeat(50)
    server.plan(SEND, refused(230099))
    await adapter.messenger.sendCard(GROUP, CARD, [], { idempotencyKey: key })
    const uuids = sent().map((request) => String(at(request.body, 'uuid')))
    expect(uuids[0]).toBe(key)
    expect(uuids[1]).toMatch(/^[0-9a-f]{32}$/)
  })
})

describe('images', () => {
  it('are uploaded as multipart and sent by key', async () => {
    const bytes = new Uint8Array([137, 80, 78, 71])
    const media = await adapter.messenger.upload({ name: 'gantt.png', bytes, contentType: 'image/png' })
    expect(media).toEqual({ key: 'img_1' })
    const form = server.to('/open-apis/im/v1/images')[0]?.raw.toString('latin1') ?? ''
    expect(form).toMatch(/name="image_type"\r\n\r\nmessage\r\n/)
    expect(form).toMatch(/name="image"; filename="gantt.png"\r\nContent-Type: image\/png\r\n\r\n\x89PNG\r\n/)
    await adapter.messenger.sendImage(PRIVATE, media, { idempotencyKey: 'k1' })
    expect(content(sent()[0])).toEqual({ image_key: 'img_1' })
  })

  it.each([
    [0, 'invalid'],
    [10 * 1024 * 1024 + 1, 'too_large'],
  ])('of %d bytes are refused before they are sent', async (size, fault) => {
    const file = { name: 'a.png', bytes: new Uint8Array(size), contentType: 'image/png' }
    await expect(adapter.messenger.upload(file)).rejects.toMatchObject({ fault })
    expect(server.seen).toEqual([])
  })
})

describe('cards', () => {
  it.each([
    [230099, 'ErrCode: 11310; too many'],
    [230099, 'ErrCode: 200621'],
    [230025, ''],
    [230001, ''],
  ])('refused (%d %s) go as their text twin', async (code, msg) => {
    server.plan(SEND, refused(code, msg))
    const answer = await adapter.messenger.sendCard(GROUP, CARD, [], {
      idempotencyKey: 'k1',
      replyTo: undefined as never,
    })
    expect(answer).toMatchObject({ degraded: 'text', messageId: expect.any(String) })
    expect(sent().map(summary)).toEqual([
      { method: 'POST', path: '', type: 'interactive', uuid: 'k1' },
      { method: 'POST', path: '', type: 'post', uuid: 'k1.text' },
    ])
    expect(JSON.stringify(content(sent()[1]))).toContain('回复序号：1 同意')
  })

  it.each([
    [refused(230020), 'rate_limited'],
    [refused(230002), 'gone'],
    [{ body: 'cut' }, 'unknown_outcome'],
  ])('are not turned into text by other failures', async (answer, fault) => {
    server.plan(SEND, answer)
    await expect(adapter.messenger.sendCard(GROUP, CARD, [], { idempotencyKey: 'k1' })).rejects.toMatchObject({ fault })
    expect(sent()).toHaveLength(1)
  })

  it('are updated in place', async () => {
    const answer = await adapter.messenger.updateCard(GROUP, { messageId: 'om_1' }, CARD, [], { idempotencyKey: 'k1' })
    expect(answer).toEqual({ messageId: 'om_1' })
    expect(summary(sent()[0])).toMatchObject({ method: 'PATCH', path: '/om_1' })
    expect(Object.keys(sent()[0]?.body as object)).toEqual(['content'])
  })

  it.each([230031, 200750, 230011, 230110, 99992354, 200310])('out of reach (%d) are sent anew', async (code) => {
    server.plan(`${SEND}/om_1`, refused(code))
    const answer = await adapter.messenger.updateCard(GROUP, { messageId: 'om_1' }, CARD, [], { idempotencyKey: 'k1' })
    expect(answer).toMatchObject({ degraded: 'resent' })
    expect(answer.messageId).not.toBe('om_1')
    expect(summary(sent()[1])).toEqual({ method: 'POST', path: '', type: 'interactive', uuid: 'k1.new' })
  })

  it('refused on update go as text', async () => {
    server.plan(`${SEND}/om_1`, refused(230099))
    const answer = await adapter.messenger.updateCard(GROUP, { messageId: 'om_1' }, CARD, [], { idempotencyKey: 'k1' })
    expect(answer.degraded).toBe('text')
  })

  it('that were sent as text are sent anew: a text cannot be patched', async () => {
    const before = { messageId: 'om_1', degraded: 'text' as const }
    const answer = await adapter.messenger.updateCard(GROUP, before, CARD, [], { idempotencyKey: 'k1' })
    expect(answer.degraded).toBe('resent')
    expect(sent().map(({ method }) => method)).toEqual(['POST'])
  })

  it('in a private chat mark their buttons', async () => {
    await adapter.messenger.sendCard(PRIVATE, CARD, [], { idempotencyKey: 'k1' })
    expect(JSON.stringify(content(sent()[0]))).toContain('"value":{"a":"approve","v":1,"g":{"id":"A-1"},"p":1}')
  })
})
