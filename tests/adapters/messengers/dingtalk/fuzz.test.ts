/** Whatever comes in, nothing is thrown, and nothing unverified reaches the bot. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decryptEvent, encryptEvent } from '../../../../src/adapters/messengers/dingtalk/crypto.ts'
import { decodeMessage } from '../../../../src/adapters/messengers/dingtalk/decode.ts'
import { decodeCardAction } from '../../../../src/adapters/messengers/dingtalk/decode-card.ts'
import { createEvents } from '../../../../src/adapters/messengers/dingtalk/events.ts'
import { createFrameHandler } from '../../../../src/adapters/messengers/dingtalk/frame-handler.ts'
import { readFrame, TOPIC } from '../../../../src/adapters/messengers/dingtalk/frames.ts'
import { createDingtalk } from '../../../../src/adapters/messengers/dingtalk/index.ts'
import { createQuota } from '../../../../src/adapters/messengers/dingtalk/quota.ts'
import { createSessionWebhooks } from '../../../../src/adapters/messengers/dingtalk/session-webhooks.ts'
import { resolve } from '../../../../src/adapters/messengers/dingtalk/settings.ts'
import { ManualClock, MemoryIntake, MemoryLog, NOW } from '../kit.ts'
import { cardPost, delivered, eventPost, fixture, type Json, robotPost, SETTINGS } from './support.ts'

/** Inputs per property; raise it for a long run. */
const RUNS = Number(process.env.MEMS_FUZZ ?? 300)
const runs = { numRuns: RUNS }

const MESSAGES = 'text-private text-group-mentions text-quote-card rich-text picture file audio video unknown'.split(
  ' ',
)
const PRESSES = 'card-button card-button-object card-form-beside card-form-inside card-foreign'.split(' ')

/** A recorded payload with some of its values, at any depth, replaced by anything. */
function mutated(names: readonly string[]): fc.Arbitrary<Json> {
  const change = fc.tuple(fc.nat(200), fc.jsonValue({ maxDepth: 3 }))
  return fc
    .tuple(fc.constantFrom(...names), fc.array(change, { minLength: 1, maxLength: 4 }))
    .map(([name, changes]) => changes.reduce((data, [place, value]) => replaced(data, place, value), fixture(name)))
}

/** The value at the n-th place, counted through the whole payload, replaced. */
function replaced(data: Json, place: number, value: unknown): Json {
  const copy: Json = structuredClone(data)
  const places: { holder: Json | unknown[]; key: string | number }[] = []
  const walk = (holder: unknown): void => {
    if (typeof holder !== 'object' || holder === null) return
    for (const key of Object.keys(holder)) {
      places.push({ holder: holder as Json, key })
      walk((holder as Json)[key])
    }
  }
  walk(copy)
  const chosen = places[place % Math.max(1, places.length)]
  if (chosen) Object.assign(chosen.holder, { [chosen.key]: value })
  return copy
}

const anything = (names: readonly string[]) =>
  fc.oneof(mutated(names), fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }))) as fc.Arbitrary<Json>

describe('decoders', () => {
  it('read any message, or say that it is none', () => {
    const context = { robotCode: 'r', robotName: '营销助手', names: new Map(), receivedAt: NOW }
    fc.assert(
      fc.property(anything(MESSAGES), (data) => {
        const message = decodeMessage(data, context)
        if (!message) return
        expect([message.messageId, message.sender, message.conversation.id]).not.toContain('')
        expect(message.at).toBe(new Date(message.at).toISOString())
        expect(JSON.parse(JSON.stringify(message))).toEqual(message)
      }),
      runs,
    )
  })

  it('read any press, and never take the presser from inside', () => {
    fc.assert(
      fc.property(anything(PRESSES), (data) => {
        const press = decodeCardAction(data, { id: 'd', at: NOW.toISOString() })
        if (!press) return
        expect(press.sender).toBe(String(data.userId))
        for (const value of Object.values({ ...press.args, ...press.form })) expect(typeof value).toBe('string')
      }),
      runs,
    )
  })

  it('read any frame, or say that it is none', () => {
    const frames = fc.oneof(
      fc.string(),
      fc.json(),
      mutated(MESSAGES).map((data) => JSON.stringify({ type: 'CALLBACK', headers: data, data })),
    )
    fc.assert(
      fc.property(frames, (source) => {
        const frame = readFrame(source)
        if (frame) for (const value of Object.values(frame)) expect(typeof value).toBe('string')
      }),
      runs,
    )
  })

  it('decrypt any text, or say that they cannot', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String()), fc.string(), (encrypted, key) => {
        decryptEvent(encrypted, key)
      }),
      runs,
    )
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, owner) => {
        const sealed = encryptEvent(text, SETTINGS.eventAesKey, owner)
        expect(decryptEvent(sealed, SETTINGS.eventAesKey)).toEqual({ text, owner })
      }),
      runs,
    )
  })
})

function open() {
  const clock = new ManualClock()
  const ports = { clock, wireClock: clock, log: new MemoryLog(), intake: new MemoryIntake() }
  return { ...ports, adapter: createDingtalk(SETTINGS, ports) }
}

describe('the door', () => {
  it('answers any bytes without proof with a refusal', async () => {
    const { adapter, intake } = open()
    const headers = fc.dictionary(
      fc.constantFrom('timestamp', 'sign', 'x-ddpaas-signature', 'x-ddpaas-signature-timestamp'),
      fc.oneof(fc.string(), fc.constant(String(NOW.getTime()))),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('', '/card', '/events'),
        fc.oneof(
          fc.uint8Array(),
          mutated([...MESSAGES, ...PRESSES]).map((data) => Buffer.from(JSON.stringify(data))),
        ),
        headers,
        fc.string(),
        async (path, body, given, query) => {
          const { status } = await adapter.door.handle(delivered(path, body, given, query))
          expect(status).toBeGreaterThanOrEqual(400)
        },
      ),
      runs,
    )
    expect(intake.events).toEqual([])
    await adapter.stop()
  })

  it('answers any body that is proved, without failing', async () => {
    const { adapter } = open()
    const body = fc.oneof(fc.jsonValue({ maxDepth: 3 }), mutated([...MESSAGES, ...PRESSES]))
    await fc.assert(
      fc.asyncProperty(body, async (data) => {
        for (const request of [robotPost(data), cardPost(data), eventPost(data)]) {
          const { status } = await adapter.door.handle(request)
          expect([200, 400, 403]).toContain(status)
        }
      }),
      runs,
    )
    await adapter.stop()
  })
})

describe('the stream', () => {
  it('has an acknowledgement for any frame', async () => {
    const { clock, log, intake } = open()
    const settings = resolve(SETTINGS)
    const refusals = { note: async () => {}, close: async () => {} }
    const events = createEvents({
      settings,
      intake,
      person: async () => undefined,
      webhooks: createSessionWebhooks(settings.webhookHosts, clock),
      quota: createQuota(clock),
      refusals,
      clock,
      log,
    })
    const handle = createFrameHandler({ events, refusals, clock, seen: () => {} })
    const data = fc.oneof(
      fc.string(),
      fc.json(),
      mutated([...MESSAGES, ...PRESSES]).map((one) => JSON.stringify(one)),
    )
    const frame = fc.record({
      type: fc.constantFrom('CALLBACK', 'EVENT'),
      topic: fc.oneof(fc.constantFrom<string>(TOPIC.robot, TOPIC.card), fc.string()),
      messageId: fc.string(),
      time: fc.string(),
      data,
    })
    await fc.assert(
      fc.asyncProperty(frame, async (one) => {
        const { ack } = await handle(one)
        expect([200, 400, 404]).toContain(ack.code)
        JSON.parse(ack.data)
      }),
      runs,
    )
  })
})
