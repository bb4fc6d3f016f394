import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { createFragments } from '../../../../src/adapters/messengers/feishu/fragments.ts'
import {
  CONTROL,
  DATA,
  type Frame,
  type FrameCodec,
  headerOf,
  loadFrameCodec,
} from '../../../../src/adapters/messengers/feishu/frames.ts'
import { createFeishu } from '../../../../src/adapters/messengers/feishu/index.ts'
import type { MessengerAdapter } from '../../../../src/adapters/shared/messenger-adapter.ts'
import { ManualClock, MemoryIntake, MemoryLog } from '../kit.ts'
import { until } from './simulated.ts'
import { fixture, SETTINGS } from './support.ts'

const bytes = (text: string) => Buffer.from(text, 'utf8')

describe('frames', () => {
  it('come back as they went, 64-bit numbers included', async () => {
    const codec = await loadFrameCodec()
    // SeqID 18446744073709551615, LogID 9007199254740993, service 7, method 1, one header, an unknown field 15.
    const wire = Buffer.from(
      '08ffffffffffffffffff0110818080808080801018072001' + '2a060a01611201627801' + '420132' + '4a0178',
      'hex',
    )
    const frame = codec.decode(wire)
    expect([String(frame.seqId), String(frame.logId)]).toEqual(['18446744073709551615', '9007199254740993'])
    expect(frame).toMatchObject({ service: 7, method: DATA, headers: [['a', 'b']], logIdNew: 'x' })
    expect(codec.decode(codec.encode(frame))).toEqual(frame)
    expect(Buffer.from(codec.encode(frame)).toString('hex')).toBe(wire.toString('hex').replace('7801', ''))
  })

  it('that are none are refused', async () => {
    const codec = await loadFrameCodec()
    expect(() => codec.decode(bytes('garbage'))).toThrow()
  })
})

describe('fragments', () => {
  it('are joined by bytes: a part may end inside a character', () => {
    const fragments = createFragments(new ManualClock())
    const whole = bytes('{"text":"你好"}')
    const [first, second] = [whole.subarray(0, 10), whole.subarray(10)]
    expect(fragments.join('m', 2, 1, second)).toBeUndefined()
    expect(Buffer.from(fragments.join('m', 2, 0, first) ?? []).toString('utf8')).toBe('{"text":"你好"}')
    expect(fragments.pending()).toBe(0)
  })

  it('expire, so that lost parts take no memory', () => {
    const clock = new ManualClock()
    const fragments = createFragments(clock)
    fragments.join('lost', 2, 0, bytes('a'))
    clock.advance(10_001)
    fragments.join('other', 2, 0, bytes('b'))
    expect(fragments.pending()).toBe(1)
    expect(fragments.join('lost', 2, 1, bytes('c'))).toBeUndefined()
  })

  it.each([
    [2, 2],
    [2, -1],
    [1_000_000, 0],
    [2, Number.NaN],
  ])('that make no sense are dropped (sum %d, seq %d)', (sum, seq) => {
    const fragments = createFragments(new ManualClock())
    expect(fragments.join('m', sum, seq, bytes('a'))).toBeUndefined()
    expect(fragments.pending()).toBe(0)
  })

  it('are not needed for a payload in one piece', () => {
    expect(createFragments(new ManualClock()).join('m', Number.NaN, Number.NaN, bytes('a'))).toEqual(bytes('a'))
  })
})

describe('the long connection', () => {
  let platform: Awaited<ReturnType<typeof startPlatform>>
  let clock: ManualClock
  let wire: ManualClock
  let intake: MemoryIntake
  let log: MemoryLog
  let adapter: MessengerAdapter

  beforeEach(async () => {
    platform = await startPlatform()
    clock = new ManualClock()
    wire = new ManualClock()
    intake = new MemoryIntake()
    log = new MemoryLog()
    adapter = createFeishu(
      { ...SETTINGS, baseUrl: platform.baseUrl, transport: 'stream' },
      { clock, wireClock: wire, log, intake },
    )
  })
  afterEach(async () => {
    await adapter.stop()
    await platform.close()
  })

  const open = async () => {
    await adapter.start()
    await until('the connection is open', () => adapter.health().state === 'ok' && platform.frames.length > 0)
  }

  it('opens with the credentials and pings at once', async () => {
    await open()
    expect(platform.asked[0]).toEqual({ AppID: SETTINGS.appId, AppSecret: SETTINGS.appSecret })
    expect(platform.frames[0]).toMatchObject({ method: CONTROL, service: 42, headers: [['type', 'ping']] })
  })

  it.each(['event', 'card'])('stores an event that comes as `%s` and acknowledges it afterwards', async (type) => {
    await open()
    platform.deliver(type, JSON.stringify(fixture('message-text-private')), 3)
    const ack = await platform.acknowledged()
    expect(intake.events.map((event) => event.eventKey)).toEqual(['message:om_private'])
    expect(ack.answer).toEqual({ code: 200 })
    expect(headerOf(ack.frame, 'message_id')).toBe('m-1')
    expect(headerOf(ack.frame, 'biz_rt')).toMatch(/^\d+$/)
    expect([String(ack.frame.seqId), String(ack.frame.logId)]).toEqual(['9007199254740993', '9007199254740995'])
  })

  it('asks for another delivery if nothing could be stored', async () => {
    await open()
    intake.broken = true
    platform.deliver('event', JSON.stringify(fixture('message-text-private')))
    expect((await platform.acknowledged()).answer).toEqual({ code: 500 })
  })

  it('answers a click in the acknowledgement', async () => {
    intake.answer = async () => ({ toast: { kind: 'success', text: '已同意' } })
    await open()
    platform.deliver('event', JSON.stringify(fixture('card-button')))
    const { answer } = await platform.acknowledged()
    const data = Buffer.from(String((answer as { data: string }).data), 'base64').toString('utf8')
    expect(JSON.parse(data)).toEqual({ toast: { type: 'success', content: '已同意' } })
  })

  it('refuses events for another app', async () => {
    await open()
    platform.deliver('event', JSON.stringify(fixture('message-text-private', { header: { app_id: 'cli_other' } })))
    expect((await platform.acknowledged()).answer).toEqual({ code: 200 })
    expect(intake.events).toEqual([])
    expect(intake.refusals).toEqual([{ reason: 'unknown_event', detail: { app_id: 'cli_other' } }])
  })

  it('survives garbage', async () => {
    await open()
    platform.sockets[0]?.send(bytes('garbage'))
    platform.deliver('event', '{"truncated')
    expect((await platform.acknowledged()).answer).toEqual({ code: 500 })
    expect(adapter.health().state).toBe('ok')
  })

  it('keeps pinging as often as the platform wants', async () => {
    await open()
    platform.pong({ PingInterval: 10 })
    await until('the pong is read', () => wire.waiting === 1)
    wire.advance(120_000)
    await until('the second ping', () => platform.frames.length === 2)
    platform.pong()
    await until('the second pong is read', () => wire.waiting === 1)
    wire.advance(10_000)
    await until('the third ping', () => platform.frames.length === 3)
  })

  it('notices a half-open connection by its silence and comes back', async () => {
    await open()
    wire.advance(30_000)
    await until('the connection is given up', () => adapter.health().state === 'failing')
    expect(adapter.health().detail).toBe('silent after a ping')
    clock.advance(30_000)
    await until('a new one is open', () => adapter.health().state === 'ok')
    expect(platform.sockets).toHaveLength(2)
  })

  it('comes back when it was cut', async () => {
    await open()
    platform.sockets[0]?.terminate()
    await until('the loss is noticed', () => adapter.health().state === 'failing')
    clock.advance(30_000)
    await until('a new one is open', () => adapter.health().state === 'ok')
  })

  it.each([
    [{ code: 1, msg: 'system busy' }, 'system busy (code 1,'],
    [{ code: 514, msg: 'auth failed', data: {} }, 'authentication failed (code 514,'],
    [{ code: 1000040350, msg: 'too many', data: {} }, 'too many long connections'],
    [{ code: 0, msg: 'ok' }, 'unusable answer'],
    [{ code: 0, msg: 'ok', data: { URL: 'not a url' } }, 'unusable answer'],
  ])('tries again after %j', async (answer, detail) => {
    platform.answers.push(answer)
    await adapter.start()
    await until('the failure is known', () => adapter.health().state === 'failing')
    expect(adapter.health().detail).toContain(detail)
    clock.advance(8_000)
    await until('the connection is open', () => adapter.health().state === 'ok')
  })

  it('outlives a service clock that is set forward, as the simulator does: on the wire no time has passed', async () => {
    await open()
    clock.advance(86_400_000)
    expect(adapter.health().state).toBe('ok')
    expect(platform.frames).toHaveLength(1)
    platform.deliver('event', JSON.stringify(fixture('message-text-private')))
    expect((await platform.acknowledged()).answer).toMatchObject({ code: 200 })
  })

  it('says why the handshake was refused', async () => {
    platform.refuseHandshake = true
    await adapter.start()
    await until('the failure is known', () => adapter.health().state === 'failing')
    expect(adapter.health().detail).toBe('handshake refused: 514')
  })

  it('stops cleanly: what is being handled is acknowledged, nothing is left', async () => {
    await open()
    const release = Promise.withResolvers<void>()
    intake.answer = async () => {
      await release.promise
      return { toast: { kind: 'info', text: '好' } }
    }
    platform.deliver('event', JSON.stringify(fixture('card-button')))
    await until('the click is being handled', () => intake.events.length === 1)
    const stopped = adapter.stop()
    release.resolve()
    await stopped
    expect((await platform.acknowledged()).answer).toMatchObject({ code: 200 })
    expect(clock.waiting + wire.waiting).toBe(0)
    await until('the socket is closed', () => platform.sockets[0]?.readyState === 3)
  })

  it('stops while it waits to come back', async () => {
    platform.answers.push({ code: 1, msg: 'busy' })
    await adapter.start()
    await until('the failure is known', () => adapter.health().state === 'failing')
    await adapter.stop()
    expect(clock.waiting).toBe(0)
  })
})

/** A long-connection platform that does only what a test tells it to. */
async function startPlatform() {
  const codec: FrameCodec = await loadFrameCodec()
  const asked: unknown[] = []
  const answers: unknown[] = []
  const frames: Frame[] = []
  const sockets: WebSocket[] = []
  const state = { refuseHandshake: false }
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(answerTo(request.url ?? '', Buffer.concat(chunks).toString('utf8'))))
  })
  const sockServer = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, socket, head) => {
    if (state.refuseHandshake) {
      socket.end('HTTP/1.1 401 Unauthorized\r\nhandshake-status: 514\r\nhandshake-msg: auth failed\r\n\r\n')
      return
    }
    sockServer.handleUpgrade(request, socket, head, (opened) => {
      sockets.push(opened)
      opened.on('message', (data: Buffer) => frames.push(codec.decode(data)))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  function answerTo(path: string, body: string): unknown {
    if (path.startsWith('/open-apis/auth')) return { code: 0, tenant_access_token: 't', expire: 7200 }
    if (path.startsWith('/open-apis/bot')) return { code: 0, bot: { open_id: 'ou_bot' } }
    asked.push(JSON.parse(body))
    const url = `ws://127.0.0.1:${port}/ws/v2?device_id=1&service_id=42`
    return (
      answers.shift() ?? {
        code: 0,
        msg: 'ok',
        data: { URL: url, ClientConfig: { PingInterval: 120, ReconnectNonce: 30 } },
      }
    )
  }

  let sequence = 0
  const send = (frame: Omit<Frame, 'seqId' | 'logId' | 'service'>, ids?: Pick<Frame, 'seqId' | 'logId'>) =>
    sockets.at(-1)?.send(codec.encode({ seqId: 1, logId: 2, service: 42, ...ids, ...frame }))

  return Object.assign(state, {
    baseUrl: `http://127.0.0.1:${port}`,
    asked,
    answers,
    frames,
    sockets,
    deliver(type: string, payload: string, parts = 1) {
      sequence += 1
      const all = bytes(payload)
      const length = Math.ceil(all.length / parts)
      // Read from the wire, because numbers above 2^53 cannot be written down in JavaScript.
      const ids = codec.decode(Buffer.from('0881808080808080101083808080808080101800' + '2000', 'hex'))
      for (let seq = 0; seq < parts; seq++) {
        const headers: Frame['headers'] = [
          ['type', type],
          ['message_id', `m-${sequence}`],
          ['sum', String(parts)],
          ['seq', String(seq)],
        ]
        send({ method: DATA, headers, payload: all.subarray(seq * length, (seq + 1) * length) }, ids)
      }
    },
    pong(config?: object) {
      send({ method: CONTROL, headers: [['type', 'pong']], payload: bytes(config ? JSON.stringify(config) : '') })
    },
    async acknowledged() {
      await until('an acknowledgement', () => frames.some(({ method }) => method === DATA))
      const frame = frames.find(({ method }) => method === DATA)
      if (!frame) throw new Error('no acknowledgement')
      return { frame, answer: JSON.parse(Buffer.from(frame.payload).toString('utf8')) as unknown }
    },
    async close() {
      for (const socket of sockets) socket.terminate()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  })
}
