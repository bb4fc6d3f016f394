import { EventDispatcher } from '@larksuiteoapi/node-sdk'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { createFeishu } from '../../../../src/adapters/messengers/feishu/index.ts'
import { ManualClock, MemoryIntake, MemoryLog, NOW } from '../kit.ts'
import { delivered, fixture, SETTINGS, seal, sign } from './support.ts'

let intake: MemoryIntake
let log: MemoryLog
let clock: ManualClock

beforeEach(() => {
  intake = new MemoryIntake()
  log = new MemoryLog()
  clock = new ManualClock()
})

function feishu(settings: Partial<typeof SETTINGS> = {}) {
  return createFeishu({ ...SETTINGS, ...settings }, { clock, wireClock: clock, log, intake })
}

const privateMessage = () => fixture('message-text-private')

function workedVector() {
  const { key, timestamp, nonce, body, signature } = fixture('worked-vector')
  return {
    key: String(key),
    timestamp: String(timestamp),
    nonce: String(nonce),
    body: String(body),
    signature: String(signature),
  }
}

describe('the door', () => {
  it('takes a signed and encrypted message and stores it once however often it comes', async () => {
    const { door } = feishu()
    expect(await door.handle(seal(privateMessage()))).toEqual({ status: 200, body: '{}' })
    const again = fixture('message-text-private', { header: { event_id: 'another-delivery' } })
    expect(await door.handle(seal(again))).toEqual({ status: 200, body: '{}' })
    expect(intake.events.map((event) => event.eventKey)).toEqual(['message:om_private'])
    expect(intake.refusals).toEqual([])
  })

  it('opens the worked vector, which the official SDK opens too', async () => {
    const vector = workedVector()
    clock.advance(Number(vector.timestamp) * 1000 - NOW.getTime())
    const headers = {
      'x-lark-request-timestamp': vector.timestamp,
      'x-lark-request-nonce': vector.nonce,
      'x-lark-signature': vector.signature,
    }
    const answer = await feishu().door.handle(delivered(vector.body, headers))
    // Its event names no sender, so there is nobody to answer: taken, but nothing to store.
    expect(answer).toEqual({ status: 200, body: '{}' })
    expect(intake.refusals).toEqual([])
    const received: unknown[] = []
    const oracle = new EventDispatcher({ encryptKey: vector.key }).register({
      'im.message.receive_v1': (data: unknown) => void received.push(data),
    })
    await oracle.invoke(Object.assign(Object.create({ headers }), JSON.parse(vector.body)))
    expect(received).toHaveLength(1)
  })

  it('signs what the official SDK accepts: the test sealer is no private invention', async () => {
    const { headers, raw } = seal(privateMessage())
    const received: unknown[] = []
    const oracle = new EventDispatcher({ encryptKey: SETTINGS.encryptKey }).register({
      'im.message.receive_v1': (data: unknown) => void received.push(data),
    })
    await oracle.invoke(Object.assign(Object.create({ headers }), JSON.parse(Buffer.from(raw).toString('utf8'))))
    expect(received).toHaveLength(1)
  })

  it('verifies raw bytes: other whitespace and escapes are as good', async () => {
    const { encrypt } = JSON.parse(Buffer.from(seal(privateMessage()).raw).toString('utf8'))
    const odd = `{ "encrypt" :\n "${encrypt.replaceAll('/', '\\/')}" }`
    expect((await feishu().door.handle(sign(odd))).status).toBe(200)
    expect(intake.events).toHaveLength(1)
  })
})

describe('the challenge', () => {
  const challenge = (token = SETTINGS.verificationToken) => ({ challenge: 'ajls384k', token, type: 'url_verification' })

  it('is answered encrypted and without a signature', async () => {
    const { raw } = seal(challenge())
    expect(await feishu().door.handle(delivered(raw))).toEqual({
      status: 200,
      body: '{"challenge":"ajls384k"}',
    })
  })

  it('is answered in plain text only where no key is set', async () => {
    const raw = Buffer.from(JSON.stringify(challenge()))
    expect((await feishu({ encryptKey: '' }).door.handle(delivered(raw))).body).toBe('{"challenge":"ajls384k"}')
    expect((await feishu().door.handle(delivered(raw))).status).toBe(401)
    expect(intake.refusals.map(({ reason }) => reason)).toEqual(['plaintext'])
  })

  it('is refused with a wrong token', async () => {
    const { raw } = seal(challenge('guess'))
    expect((await feishu().door.handle(delivered(raw))).status).toBe(401)
    expect(intake.refusals.map(({ reason }) => reason)).toEqual(['token'])
  })

  it('is told by its type, not by a stray field of an event', async () => {
    const answer = await feishu().door.handle(seal({ ...privateMessage(), challenge: 'x' }))
    expect(answer.body).toBe('{}')
    expect(intake.events).toHaveLength(1)
  })
})

describe('what is refused changes nothing and is audited', () => {
  const tampered = () => {
    const request = seal(privateMessage())
    const raw = Buffer.from(request.raw)
    raw[40] = raw[40] === 65 ? 66 : 65
    return delivered(raw, request.headers)
  }
  const without = (name: string) => {
    const request = seal(privateMessage())
    return { ...request, headers: { ...request.headers, [name]: undefined } }
  }
  const otherToken = () => fixture('message-text-private', { header: { token: 'guess' } })
  const noToken = () => fixture('message-text-private', { header: { token: undefined } })
  const otherApp = () => fixture('message-text-private', { header: { app_id: 'cli_other' } })
  const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000)
  const raw = (body: string) => sign(body)

  const signatureWith = (value: string) => {
    const request = seal(privateMessage())
    return { ...request, headers: { ...request.headers, 'x-lark-signature': value } }
  }

  it.each([
    ['a tampered byte', tampered, 'undecryptable|signature', 400, 401],
    ['a body sealed with another key', () => seal(privateMessage(), { key: 'guess' }), 'undecryptable', 400],
    [
      'a signature of another key',
      () => ({ ...seal(privateMessage()), headers: sign('{}').headers }),
      'signature',
      401,
    ],
    ['a signature of another length', () => signatureWith('ab'), 'signature', 401],
    ['an upper-case signature', () => signatureWith('AB'.repeat(32)), 'signature', 401],
    ['no signature header', () => without('x-lark-signature'), 'signature', 401],
    ['no timestamp header', () => without('x-lark-request-timestamp'), 'signature', 401],
    ['no nonce header', () => without('x-lark-request-nonce'), 'signature', 401],
    ['a replay of six minutes ago', () => seal(privateMessage(), { at: minutes(-6) }), 'timestamp', 401],
    ['a request from the future', () => seal(privateMessage(), { at: minutes(6) }), 'timestamp', 401],
    ['a wrong verification token', () => seal(otherToken()), 'token', 401],
    ['a missing verification token', () => seal(noToken()), 'token', 401],
    ['an event for another app', () => seal(otherApp()), 'unknown_event', 403],
    ['plain text although a key is set', () => raw(JSON.stringify(privateMessage())), 'plaintext', 401],
    ['truncated JSON', () => raw('{"encrypt":"AAEC'), 'malformed', 400],
    ['no JSON', () => raw('<html>'), 'malformed', 400],
    ['an empty body', () => raw(''), 'malformed', 400],
    ['a JSON list', () => raw('[]'), 'malformed', 400],
    ['garbage in `encrypt`', () => raw('{"encrypt":"%%%"}'), 'undecryptable', 400],
    ['an encrypted non-object', () => seal('hello'), 'undecryptable', 400],
    ['an oversized body', () => raw(`{"encrypt":"${'A'.repeat(1024 * 1024)}"}`), 'oversized', 413],
  ])('%s', async (_name, request, reasons, ...statuses) => {
    const answer = await feishu().door.handle(request())
    expect(statuses).toContain(answer.status)
    expect(intake.events).toEqual([])
    expect(intake.refusals).toHaveLength(1)
    expect(reasons.split('|')).toContain(intake.refusals[0]?.reason)
    expect(log.lines.join('\n')).not.toContain(SETTINGS.verificationToken)
  })

  it('any other bytes, and any signed JSON that is no event, do no harm', async () => {
    const { door } = feishu()
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.json(), async (bytes, json) => {
        const raw = await door.handle(delivered(bytes, sign('{}').headers))
        const sealed = await door.handle(seal(JSON.parse(json)))
        const event = await door.handle(seal(fixture('message-text-private', { event: JSON.parse(json) })))
        return [raw, sealed].every(({ status }) => status >= 400 && status < 500) && event.status === 200
      }),
      { numRuns: 200 },
    )
  })

  it('a flood costs a bounded part of the audit: the first sixty of a minute one by one, the rest as a number', async () => {
    const adapter = feishu()
    const flood = async (count: number) => {
      for (let sent = 0; sent < count; sent++) await adapter.door.handle(raw('{}'))
    }
    await flood(200)
    expect(intake.refusals).toHaveLength(60)
    clock.advance(60_000)
    expect(intake.refusals.slice(60)).toEqual([{ reason: 'plaintext', detail: { more: '140' } }])
    expect(log.lines).toHaveLength(61)
    await flood(70)
    await adapter.stop()
    expect(intake.refusals).toHaveLength(61 + 60 + 1)
    expect(intake.refusals.at(-1)?.detail).toEqual({ more: '10' })
    expect(clock.waiting).toBe(0)
  })

  it('accepts clocks that differ by less than five minutes', async () => {
    expect((await feishu().door.handle(seal(privateMessage(), { at: minutes(-4.9) }))).status).toBe(200)
    expect((await feishu().door.handle(seal(privateMessage(), { at: minutes(4.9) }))).status).toBe(200)
  })

  it('believes nothing if neither a key nor a token is configured', async () => {
    const { door } = feishu({ encryptKey: '', verificationToken: '' })
    const request = delivered(JSON.stringify(privateMessage()))
    expect((await door.handle(request)).status).toBe(401)
  })
})

describe('without an encrypt key the token alone proves the origin', () => {
  it('takes plain text with the right token only', async () => {
    const { door } = feishu({ encryptKey: '' })
    const plain = (envelope: unknown) => delivered(JSON.stringify(envelope))
    expect((await door.handle(plain(privateMessage()))).status).toBe(200)
    const forged = fixture('message-text-private', { header: { token: 'guess' } })
    expect((await door.handle(plain(forged))).status).toBe(401)
    expect(intake.events).toHaveLength(1)
  })
})

describe('after the door', () => {
  it('asks for another delivery if nothing could be stored', async () => {
    intake.broken = true
    expect((await feishu().door.handle(seal(privateMessage()))).status).toBe(500)
  })

  it.each(['unknown-event', 'event-v1', 'message-from-bot', 'message-from-app'])('ignores %s', async (name) => {
    expect(await feishu().door.handle(seal(fixture(name)))).toEqual({ status: 200, body: '{}' })
    expect(intake.events).toEqual([])
    expect(intake.refusals).toEqual([])
  })

  it('answers a click with toast and card', async () => {
    intake.answer = async () => ({
      toast: { kind: 'success', text: '已通过' },
      card: { header: { text: '预算', tone: 'success' }, summary: '已通过', blocks: [{ kind: 'divider' }] },
    })
    const answer = await feishu().door.handle(seal(fixture('card-button')))
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.body)).toMatchObject({
      toast: { type: 'success', content: '已通过' },
      card: {
        type: 'raw',
        data: { schema: '2.0', header: { template: 'green' }, body: { elements: [{ tag: 'hr' }] } },
      },
    })
  })

  it('answers our own failure with a toast, because a click is never sent again', async () => {
    intake.answer = async () => {
      throw new Error('bug')
    }
    const answer = await feishu().door.handle(seal(fixture('card-button')))
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.body).toast.type).toBe('error')
  })

  it.each(['card-foreign', 'card-string-value', 'card-no-operator'])('answers %s politely', async (name) => {
    const answer = await feishu().door.handle(seal(fixture(name)))
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.body)).toEqual({ toast: { type: 'warning', content: expect.any(String) } })
    expect(intake.events).toEqual([])
  })

  it('remembers when it last heard from the platform', async () => {
    const adapter = feishu()
    expect(adapter.health().lastEventAt).toBeUndefined()
    await adapter.door.handle(seal(privateMessage()))
    expect(adapter.health().lastEventAt).toBe(NOW.toISOString())
  })
})
