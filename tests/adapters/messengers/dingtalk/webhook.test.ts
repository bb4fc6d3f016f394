import { beforeEach, describe, expect, it } from 'vitest'
import { decryptEvent, eventSignature } from '../../../../src/adapters/messengers/dingtalk/crypto.ts'
import { createDingtalk, type DingtalkSettings } from '../../../../src/adapters/messengers/dingtalk/index.ts'
import type { DoorRequest, MessengerAdapter } from '../../../../src/adapters/shared/messenger-adapter.ts'
import { ManualClock, MemoryIntake, MemoryLog, NOW } from '../kit.ts'
import { cardPost, delivered, eventPost, fixture, robotPost, SETTINGS } from './support.ts'

let clock: ManualClock
let intake: MemoryIntake
let log: MemoryLog
let adapter: MessengerAdapter

function open(edit: Partial<DingtalkSettings> = {}): void {
  clock = new ManualClock()
  intake = new MemoryIntake()
  log = new MemoryLog()
  adapter = createDingtalk({ ...SETTINGS, ...edit }, { clock, wireClock: clock, log, intake })
}
beforeEach(() => open())

const later = (ms: number) => new Date(NOW.getTime() + ms)
async function post(request: DoorRequest) {
  const { status, body, sent } = await adapter.door.handle(request)
  return { status, body: JSON.parse(body), sent }
}

describe('a robot message over HTTP', () => {
  it('is stored, then answered with nothing to say', async () => {
    expect(await post(robotPost(fixture('text-private')))).toMatchObject({ status: 200, body: { msgtype: 'empty' } })
    expect(intake.events).toMatchObject([{ kind: 'message', text: '我的任务' }])
    expect(adapter.health().lastEventAt).toBe(NOW.toISOString())
  })

  it('that comes again is the same one', async () => {
    await post(robotPost(fixture('text-private')))
    expect((await post(robotPost(fixture('text-private'), { at: later(60_000) }))).status).toBe(200)
    expect(intake.events).toHaveLength(1)
  })

  it('is asked for again if it could not be stored', async () => {
    intake.broken = true
    expect((await post(robotPost(fixture('text-private')))).status).toBe(500)
  })

  it('without ids is taken, and forgotten with a word in the log', async () => {
    expect((await post(robotPost(fixture('text-private', { msgId: '' })))).status).toBe(200)
    expect(intake.events).toEqual([])
    expect(log.lines.join()).toContain('without ids')
  })

  it('that lost its content to the quota alarms the operator and reaches nobody', async () => {
    expect((await post(robotPost(fixture('quota-used-up')))).status).toBe(200)
    expect(intake.events).toEqual([])
    expect(log.lines.join()).toContain('quota used up')
    expect(adapter.health()).toMatchObject({ state: 'failing', detail: expect.stringContaining('20001') })
  })

  it('is taken within an hour of its timestamp', async () => {
    expect((await post(robotPost(fixture('text-private'), { at: later(-3_600_000) }))).status).toBe(200)
    expect((await post(robotPost(fixture('text-group'), { at: later(3_600_000) }))).status).toBe(200)
  })
})

describe('a press over HTTP', () => {
  it('is decided, and the answer is the bare response', async () => {
    const told: string[] = []
    intake.answer = async () => ({
      toast: { kind: 'success', text: '已同意' },
      delivered: async () => void told.push('delivered'),
    })
    const { status, body, sent } = await post(cardPost(fixture('card-button')))
    expect(status).toBe(200)
    expect(body).toMatchObject({ userPrivateData: { cardParamMap: { notice: '已同意' } } })
    expect(intake.events).toMatchObject([{ action: 'budget.approve', sender: 'manager4220' }])
    expect(told).toEqual([])
    sent?.()
    expect(told).toEqual(['delivered'])
  })

  it('is told apart from another by its time', async () => {
    await post(cardPost(fixture('card-button')))
    await post(cardPost(fixture('card-button'), { at: later(1) }))
    await post(cardPost(fixture('card-button'), { at: later(1) }))
    const [first, second, third] = intake.events.map(({ eventKey }) => eventKey)
    expect(first).not.toBe(second)
    expect(second).toBe(third)
  })

  it('on a foreign button says so to whoever pressed', async () => {
    const { body } = await post(cardPost(fixture('card-foreign')))
    expect(body.userPrivateData.cardParamMap.notice).toContain('已失效')
    expect(intake.events).toEqual([])
  })

  it('that fails on our side says so, too', async () => {
    intake.answer = async () => {
      throw new Error('database gone')
    }
    const { status, body } = await post(cardPost(fixture('card-button')))
    expect(status).toBe(200)
    expect(body.userPrivateData.cardParamMap.notice).toContain('处理失败')
  })
})

describe('an event over HTTP', () => {
  it.each(['event-check-url', 'event-add-member'])('(%s) is answered with the encrypted word', async (name) => {
    const { status, body } = await post(eventPost(fixture(name)))
    expect(status).toBe(200)
    expect(decryptEvent(body.encrypt, SETTINGS.eventAesKey)).toEqual({ text: 'success', owner: 'dingmkproject' })
    expect(body.msg_signature).toBe(eventSignature('mk-token', body.timeStamp, body.nonce, body.encrypt))
    expect(body.timeStamp).toBe(String(NOW.getTime()))
  })

  it('may be owned by the organisation', async () => {
    expect((await post(eventPost(fixture('event-check-url'), { owner: SETTINGS.corpId }))).status).toBe(200)
  })
})

describe('forgeries are refused and audited', () => {
  const message = fixture('text-private')
  const pressed = fixture('card-button')
  const event = fixture('event-add-member')
  const unsigned = (path: string, body: unknown) => delivered(path, JSON.stringify(body))
  const robotHeaders = robotPost(message).headers
  const cardHeaders = cardPost(pressed).headers

  it.each<[string, DoorRequest, number, string]>([
    ['a message without signature', unsigned('', message), 401, 'signature'],
    ['a message signed with another secret', robotPost(message, { secret: 'guess' }), 401, 'signature'],
    ['a message signed as a card', { ...cardPost(message), path: '' }, 401, 'signature'],
    [
      'a message with a timestamp moved',
      { ...robotPost(message), headers: { ...robotHeaders, timestamp: '1791770400001' } },
      401,
      'signature',
    ],
    ['a message an hour old', robotPost(message, { at: later(-3_600_001) }), 401, 'timestamp'],
    ['a message an hour early', robotPost(message, { at: later(3_600_001) }), 401, 'timestamp'],
    ['a message to another robot', robotPost(fixture('text-private', { robotCode: 'normal' })), 403, 'unknown_event'],
    ['a message to no robot', robotPost(fixture('text-private', { robotCode: undefined })), 403, 'unknown_event'],
    [
      'a message of another organisation',
      robotPost(fixture('text-private', { chatbotCorpId: 'ding2' })),
      403,
      'unknown_event',
    ],
    ['a message that is no JSON', { ...robotPost(message), raw: Buffer.from('{"text') }, 400, 'malformed'],
    ['a message that is a list', { ...robotPost(message), raw: Buffer.from('[]') }, 400, 'malformed'],
    ['a message too large', { ...robotPost(message), raw: Buffer.alloc(1024 * 1024 + 1) }, 413, 'oversized'],
    ['a press without signature', unsigned('/card', pressed), 401, 'signature'],
    ['a press signed with another secret', cardPost(pressed, { secret: 'guess' }), 401, 'signature'],
    ['a press signed as a message', delivered('/card', JSON.stringify(pressed), robotHeaders), 401, 'signature'],
    ['a press five minutes old', cardPost(pressed, { at: later(-300_001) }), 401, 'timestamp'],
    ['a press in another organisation', cardPost(fixture('card-button', { corpId: 'ding2' })), 403, 'unknown_event'],
    ['a press that is no JSON', delivered('/card', 'x', cardHeaders), 400, 'malformed'],
    ['an event without signature', { ...eventPost(event), query: '' }, 401, 'signature'],
    ['an event signed with another token', eventPost(event, { token: 'guess' }), 401, 'signature'],
    ['an event encrypted with another key', eventPost(event, { secret: 'A'.repeat(43) }), 400, 'undecryptable'],
    ['an event in plain text', unsigned('/events', event), 401, 'plaintext'],
    ['an event of another app', eventPost(event, { owner: 'dingother' }), 403, 'unknown_event'],
    ['an event an hour old', eventPost(event, { at: later(-3_600_001) }), 401, 'timestamp'],
    ['an event that is no JSON', delivered('/events', 'x'), 400, 'malformed'],
  ])('%s', async (_what, request, status, reason) => {
    const answer = await post(request)
    expect(answer).toMatchObject({ status, body: { error: reason } })
    expect(intake.refusals.map((refusal) => refusal.reason)).toEqual([reason])
    expect(intake.events).toEqual([])
    expect(adapter.health().lastEventAt).toBeUndefined()
  })

  it('also where no secret is set to hold them against', async () => {
    open({ cardApiSecret: '', eventToken: '', eventAesKey: '' })
    expect((await post(cardPost(pressed, { secret: '' }))).status).toBe(401)
    expect((await post(eventPost(event, { token: '' }))).status).toBe(401)
    expect(intake.refusals).toHaveLength(2)
  })

  it('and too large ones that nobody read', async () => {
    await adapter.door.oversized('2000000')
    expect(intake.refusals).toEqual([{ reason: 'oversized', detail: { bytes: '2000000' } }])
  })
})
