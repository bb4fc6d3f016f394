import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { DWClient, EventAck, TOPIC_CARD, TOPIC_ROBOT } from 'dingtalk-stream'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { createDingtalk } from '../../../../src/adapters/messengers/dingtalk/index.ts'
import type { MessengerAdapter } from '../../../../src/adapters/shared/messenger-adapter.ts'
import { ManualClock, MemoryIntake, MemoryLog } from '../kit.ts'
import { fixture, type Json, SETTINGS, until } from './support.ts'

let platform: Awaited<ReturnType<typeof startGateway>>
let clock: ManualClock
let wire: ManualClock
let intake: MemoryIntake
let log: MemoryLog
let adapter: MessengerAdapter

beforeEach(async () => {
  platform = await startGateway()
  clock = new ManualClock()
  wire = new ManualClock()
  intake = new MemoryIntake()
  log = new MemoryLog()
  const bases = { apiBase: platform.baseUrl, oapiBase: platform.baseUrl }
  adapter = createDingtalk({ ...SETTINGS, ...bases, transport: 'stream' }, { clock, wireClock: wire, log, intake })
})
afterEach(async () => {
  await adapter.stop()
  await platform.close()
})

const open = async () => {
  await adapter.start()
  await until('the connection is open', () => adapter.health().state === 'ok')
}
const nothingWaits = () => expect([clock.waiting, wire.waiting]).toEqual([0, 0])

describe('the Stream connection', () => {
  it('opens with the credentials, three subscriptions and an escaped ticket', async () => {
    platform.ticket = 'a+b/c=='
    await open()
    expect(platform.asked).toEqual([
      {
        clientId: 'dingmkproject',
        clientSecret: 'mk-project-bot-secret',
        ua: 'mems-node/1.0',
        subscriptions: [
          { type: 'EVENT', topic: '*' },
          { type: 'CALLBACK', topic: TOPIC_ROBOT },
          { type: 'CALLBACK', topic: TOPIC_CARD },
        ],
      },
    ])
    expect(platform.tickets).toEqual(['a+b/c=='])
    expect(adapter.health()).toMatchObject({ transport: 'stream', connectedSince: clock.now().toISOString() })
    expect(log.lines.join()).not.toMatch(/mk-project-bot-secret|a\+b/)
  })

  it('stores a message, and acknowledges it only then', async () => {
    const release = Promise.withResolvers<void>()
    const accept = intake.accept.bind(intake)
    intake.accept = async (event) => {
      await release.promise
      return accept(event)
    }
    await open()
    platform.callback(TOPIC_ROBOT, fixture('text-private'), 'f-1')
    platform.system('ping', { opaque: 'o-1' }, 'p-1')
    expect((await platform.acked('p-1')).data).toBe('{"opaque":"o-1"}')
    expect(platform.acks).toHaveLength(1)
    release.resolve()
    expect(await platform.acked('f-1')).toEqual({
      code: 200,
      headers: { contentType: 'application/json', messageId: 'f-1' },
      message: 'OK',
      data: '{"response":null}',
    })
    expect(intake.events.map(({ eventKey }) => eventKey)).toEqual(['message:dingmkproject:msgHq3v0000000000000000=='])
    expect(adapter.health().lastEventAt).toBe(clock.now().toISOString())
  })

  it('acknowledges a message that comes again in another frame, and stores it once', async () => {
    await open()
    platform.callback(TOPIC_ROBOT, fixture('text-private'), 'f-1')
    platform.callback(TOPIC_ROBOT, fixture('text-private'), 'f-2')
    await platform.acked('f-1')
    await platform.acked('f-2')
    expect(intake.events).toHaveLength(1)
  })

  it('does not acknowledge what could not be stored', async () => {
    await open()
    intake.broken = true
    platform.callback(TOPIC_ROBOT, fixture('text-private'), 'f-1')
    await until('the failure is logged', () => log.lines.some((line) => line.includes('not acknowledged')))
    intake.broken = false
    platform.callback(TOPIC_ROBOT, fixture('text-private'), 'f-2')
    await platform.acked('f-2')
    expect(platform.acks.map(({ headers }) => headers.messageId)).toEqual(['f-2'])
    expect(intake.events).toHaveLength(1)
  })

  it('keeps the order of a conversation while names are looked up', async () => {
    await open()
    platform.slowNames = true
    platform.callback(TOPIC_ROBOT, fixture('text-group-mentions'), 'f-1')
    platform.callback(TOPIC_ROBOT, fixture('text-group'), 'f-2')
    await until('the name is asked for', () => platform.release !== undefined)
    expect(intake.events).toEqual([])
    platform.release?.()
    await platform.acked('f-2')
    expect(intake.events.map((event) => event.kind === 'message' && event.text)).toEqual([
      '给 加任务 落地页 @李四 @外部人员',
      '新建任务 落地页',
    ])
  })

  it('answers a press in the acknowledgement, and says when that was out', async () => {
    const told: string[] = []
    intake.answer = async () => ({
      toast: { kind: 'success', text: '已同意' },
      delivered: async () => void told.push('delivered'),
    })
    await open()
    platform.callback(TOPIC_CARD, fixture('card-button'), 'f-1')
    const { data } = await platform.acked('f-1')
    expect(JSON.parse(data)).toEqual({
      response: {
        cardUpdateOptions: { updateCardDataByKey: true, updatePrivateDataByKey: true },
        cardData: { cardParamMap: {} },
        userPrivateData: { cardParamMap: { notice: '已同意' } },
      },
    })
    await until('the answer is noted', () => told.length === 1)
    expect(intake.events).toMatchObject([{ eventKey: 'card:f-1', at: '2026-10-12T02:00:00.500Z' }])
  })

  it('refuses messages to another robot and acknowledges them', async () => {
    await open()
    platform.callback(TOPIC_ROBOT, fixture('text-private', { robotCode: 'dingother' }), 'f-1')
    await platform.acked('f-1')
    expect(intake.events).toEqual([])
    expect(intake.refusals).toMatchObject([{ reason: 'unknown_event', detail: { robot_code: 'dingother' } }])
  })

  it('survives garbage', async () => {
    await open()
    platform.raw('garbage')
    platform.raw('[]')
    platform.raw('{"type":"CALLBACK"}')
    platform.raw('{"type":"SYSTEM"}')
    platform.raw('{"type":"NEWS","headers":{"topic":"x"}}')
    platform.system('KEEPALIVE', {}, 's-1')
    platform.raw(JSON.stringify({ type: 'CALLBACK', headers: { topic: TOPIC_ROBOT, messageId: 'f-0' }, data: '{"x' }))
    expect((await platform.acked('f-0')).code).toBe(400)
    platform.callback('/v1.0/graph/api/invoke', {}, 'f-1')
    expect((await platform.acked('f-1')).code).toBe(404)
    expect(intake.refusals.map(({ reason }) => reason)).toEqual(['malformed'])
    expect(adapter.health().state).toBe('ok')
  })

  it('is told to go: the new one is open before the old one closes', async () => {
    await open()
    wire.advance(60_000)
    const release = Promise.withResolvers<void>()
    intake.answer = async () => {
      await release.promise
      return {}
    }
    platform.callback(TOPIC_CARD, fixture('card-button'), 'f-1')
    await until('the press is being decided', () => intake.events.length === 1)
    platform.system('disconnect', { reason: 'connection is expired' }, 's-1')
    await until('a second one is open', () => platform.sockets.length === 2)
    expect(platform.sockets[0]?.readyState).toBe(1)
    release.resolve()
    await until('the old one is closed', () => platform.sockets[0]?.readyState === 3)
    expect(platform.acks.map(({ socket, headers }) => [socket, headers.messageId])).toEqual([[0, 'f-1']])
    expect(adapter.health().state).toBe('ok')
    expect(clock.waiting).toBe(0)
  })

  it('meets a platform that sends every connection away with patience', async () => {
    await open()
    platform.system('disconnect', {}, 's-1')
    await until('the second one is open', () => platform.sockets[0]?.readyState === 3)
    platform.system('disconnect', {}, 's-2')
    await until('the third one waits', () => clock.waiting === 1)
    expect(platform.asked).toHaveLength(2)
    clock.advance(1_500)
    await until('the third one is open', () => platform.sockets.length === 3)
  })

  it('notices a half-open connection by two missing pongs', async () => {
    await open()
    platform.deaf = true
    platform.sockets[0]?.pause()
    wire.advance(50_000)
    expect(adapter.health().state).toBe('ok')
    wire.advance(25_000)
    await until('the loss is noticed', () => adapter.health().state === 'failing')
    expect(adapter.health().detail).toBe('no answer to 2 pings')
  })

  it('lives as long as pongs come, however silent the platform is', async () => {
    await open()
    for (let pings = 1; pings <= 6; pings++) {
      wire.advance(25_000)
      await until('the ping is there', () => platform.pings === pings)
      // The pong is on its way before this frame is.
      platform.system('ping', { opaque: '' }, `p-${pings}`)
      await platform.acked(`p-${pings}`)
    }
    expect(adapter.health().state).toBe('ok')
    expect(platform.sockets).toHaveLength(1)
  })

  it('comes back with growing waits, one attempt at a time, and fresh after a stable minute', async () => {
    await open()
    platform.refuse = { status: 500, body: { code: 'system.busy' } }
    platform.sockets[0]?.terminate()
    await until('the loss is noticed', () => adapter.health().state === 'failing')
    const waits: number[] = []
    for (let tries = 2; tries <= 9; tries++) {
      let waited = 0
      while (clock.waiting > 0) {
        clock.advance(500)
        waited += 500
      }
      waits.push(waited)
      await until('the next wait begins', () => platform.asked.length === tries && clock.waiting === 1)
    }
    waits.forEach((wait, index) => {
      const least = Math.min(1000 * 2 ** index, 60_000)
      expect(wait).toBeGreaterThanOrEqual(least)
      expect(wait).toBeLessThanOrEqual(least * 1.5 + 500)
    })
    platform.refuse = undefined
    clock.advance(90_000)
    await until('it is open again', () => adapter.health().state === 'ok')
    wire.advance(60_000)
    platform.sockets.at(-1)?.terminate()
    await until('the loss is noticed', () => clock.waiting === 1)
    clock.advance(1_500)
    await until('it is open again', () => adapter.health().state === 'ok')
  })

  it.each([
    [{ status: 400, body: { code: 'invalidClientIdOrSecret', message: 'x' } }, 'client id or secret wrong'],
    [{ status: 429, body: { code: 'Throttling' } }, 'too many calls'],
    [{ status: 200, body: {} }, 'unusable answer'],
    [{ status: 200, body: { endpoint: 'http://x', ticket: 't' } }, 'unusable answer'],
    [{ status: 200, body: '<xml/>' }, 'not in our table'],
  ])('says why the gateway refused: %j', async (refuse, words) => {
    platform.refuse = refuse
    await adapter.start()
    await until('the failure is known', () => adapter.health().state === 'failing')
    expect(adapter.health().detail).toContain(words)
    platform.refuse = undefined
    clock.advance(2_000)
    await until('it is open', () => adapter.health().state === 'ok')
  })

  it('says why the handshake was refused', async () => {
    platform.refuseHandshake = true
    await adapter.start()
    await until('the failure is known', () => adapter.health().state === 'failing')
    expect(adapter.health().detail).toBe('handshake refused: HTTP 401')
  })

  it('outlives a service clock that is set forward: on the wire no time has passed', async () => {
    await open()
    clock.advance(86_400_000)
    expect(adapter.health().state).toBe('ok')
    expect(platform.asked).toHaveLength(1)
  })

  it('started twice is one', async () => {
    await open()
    await adapter.start()
    platform.callback(TOPIC_ROBOT, fixture('text-private'), 'f-1')
    await platform.acked('f-1')
    expect(platform.asked).toHaveLength(1)
  })
})

describe('stopping', () => {
  it('lets what is handled be answered, and leaves nothing running', async () => {
    await open()
    const release = Promise.withResolvers<void>()
    intake.answer = async () => {
      await release.promise
      return {}
    }
    platform.callback(TOPIC_CARD, fixture('card-button'), 'f-1')
    await until('the press is being decided', () => intake.events.length === 1)
    const stopped = adapter.stop()
    release.resolve()
    await stopped
    await platform.acked('f-1')
    nothingWaits()
    await until('the socket is closed', () => platform.sockets[0]?.readyState === 3)
  })

  it('works while it waits to come back', async () => {
    platform.refuse = { status: 500, body: {} }
    await adapter.start()
    await until('it waits', () => clock.waiting === 1)
    await adapter.stop()
    nothingWaits()
  })

  it('works while the gateway hangs', async () => {
    platform.refuse = { status: 200, body: 'hang' }
    await adapter.start()
    await until('the gateway is asked', () => platform.asked.length === 1)
    await adapter.stop()
    nothingWaits()
    expect(platform.sockets).toEqual([])
  })

  it('works in the middle of a handshake', async () => {
    platform.hangHandshake = true
    await adapter.start()
    await until('the handshake began', () => platform.tickets.length === 1)
    await adapter.stop()
    nothingWaits()
  })

  it('works before the start, twice, and does not forbid another start', async () => {
    await adapter.stop()
    await open()
    await adapter.stop()
    await adapter.stop()
    nothingWaits()
    await open()
    expect(platform.asked).toHaveLength(2)
  })
})

describe('the official client as oracle', () => {
  it('sends the same acknowledgements, and subscribes to the same', async () => {
    await open()
    const say = (id: string) => {
      platform.callback(TOPIC_ROBOT, fixture('text-private'), `robot-${id}`)
      platform.callback(TOPIC_CARD, fixture('card-button'), `card-${id}`)
      platform.event('chat_add_member', fixture('event-add-member'), `event-${id}`)
      platform.system('ping', { opaque: 'o' }, `ping-${id}`)
    }
    intake.answer = async () => ({ toast: { kind: 'info', text: '好' } })
    say('1')
    for (const kind of ['robot', 'card', 'event', 'ping']) await platform.acked(`${kind}-1`)
    await adapter.stop()

    const quiet = vi.spyOn(console, 'info').mockReturnValue(undefined)
    const official = new OfficialClient({ clientId: 'dingmkproject', clientSecret: 's' })
    official.url = `${platform.socketUrl}?ticket=t`
    official.registerCallbackListener(TOPIC_ROBOT, ({ headers }) =>
      official.socketCallBackResponse(headers.messageId, null),
    )
    official.registerCallbackListener(TOPIC_CARD, ({ headers }) => {
      const ours = platform.acks.find((ack) => ack.headers.messageId === 'card-1')?.data ?? ''
      official.socketCallBackResponse(headers.messageId, JSON.parse(ours).response)
    })
    official.registerAllEventListener(() => ({ status: EventAck.SUCCESS, message: '' }))
    await official.connect()
    await until('it is connected', () => platform.sockets.length === 2)
    say('2')
    for (const kind of ['robot', 'card', 'event', 'ping']) {
      const theirs = await platform.acked(`${kind}-2`)
      const ours = await platform.acked(`${kind}-1`)
      expect({ ...ours, headers: { ...ours.headers, messageId: '' } }).toEqual({
        ...theirs,
        // It sends all headers of a ping back; the protocol asks for these two.
        headers: { contentType: theirs.headers.contentType, messageId: '' },
      })
    }
    expect(platform.asked[0]?.subscriptions).toEqual(official.getConfig().subscriptions)
    official.disconnect()
    quiet.mockRestore()
  })
})

/** The official client with its gateway address, which is fixed, left out. */
class OfficialClient extends DWClient {
  url = ''

  override async getEndpoint(): Promise<this> {
    Object.assign(this, { dw_url: this.url })
    return this
  }
}

interface Ack {
  code: number
  headers: { contentType: string; messageId: string }
  message: string
  data: string
}

/** A DingTalk gateway that does only what a test tells it to. */
async function startGateway() {
  const asked: Json[] = []
  const tickets: string[] = []
  const sockets: WebSocket[] = []
  const pending: Duplex[] = []
  const acks: (Ack & { socket: number })[] = []
  const state = {
    ticket: 't-1',
    refuse: undefined as { status: number; body: unknown } | undefined,
    refuseHandshake: false,
    hangHandshake: false,
    deaf: false,
    slowNames: false,
    release: undefined as (() => void) | undefined,
    pings: 0,
  }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8'))
    const { status, body: answer } = answerTo(request.url ?? '', body)
    if (answer === 'hang') return
    if (state.slowNames && request.url?.startsWith('/topapi')) {
      await new Promise<void>((resolve) => {
        state.release = resolve
      })
    }
    response.writeHead(status).end(typeof answer === 'string' ? answer : JSON.stringify(answer))
  })
  const socketServer = new WebSocketServer({ noServer: true, autoPong: true })
  server.on('upgrade', (request, socket, head) => {
    tickets.push(new URL(request.url ?? '', 'http://x').searchParams.get('ticket') ?? '')
    if (state.hangHandshake) return void pending.push(socket)
    if (state.refuseHandshake) return void socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n')
    socketServer.handleUpgrade(request, socket, head, (opened) => {
      const index = sockets.push(opened) - 1
      opened.on('message', (data: Buffer) => acks.push({ ...JSON.parse(data.toString('utf8')), socket: index }))
      opened.on('ping', () => {
        state.pings += 1
      })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const socketUrl = `ws://127.0.0.1:${port}/connect`

  function answerTo(path: string, body: Json): { status: number; body: unknown } {
    if (path === '/v1.0/oauth2/accessToken') return { status: 200, body: { accessToken: 't', expireIn: 7200 } }
    if (path.startsWith('/topapi')) return { status: 200, body: { errcode: 0, result: { name: '李四' } } }
    asked.push(body)
    return state.refuse ?? { status: 200, body: { endpoint: socketUrl, ticket: state.ticket } }
  }

  const raw = (text: string) => sockets.at(-1)?.send(text)
  function push(type: string, topic: string, data: unknown, messageId: string, more: Json = {}): void {
    const headers = { topic, messageId, contentType: 'application/json', time: '1791770400500', ...more }
    raw(JSON.stringify({ specVersion: '1.0', type, headers, data: JSON.stringify(data) }))
  }

  return Object.assign(state, {
    baseUrl: `http://127.0.0.1:${port}`,
    socketUrl,
    asked,
    tickets,
    sockets,
    acks,
    raw,
    callback: (topic: string, data: unknown, messageId: string) => push('CALLBACK', topic, data, messageId),
    event: (eventType: string, data: unknown, messageId: string) => push('EVENT', '*', data, messageId, { eventType }),
    system: (topic: string, data: unknown, messageId: string) => push('SYSTEM', topic, data, messageId),
    async acked(messageId: string): Promise<Ack> {
      const find = () => acks.find(({ headers }) => headers.messageId === messageId)
      await until(`the acknowledgement of ${messageId}`, () => find() !== undefined)
      const { socket: _socket, ...ack } = find() ?? {
        socket: 0,
        code: 0,
        headers: { contentType: '', messageId: '' },
        message: '',
        data: '',
      }
      return ack
    },
    async close() {
      for (const socket of sockets) socket.terminate()
      for (const socket of pending) socket.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  })
}
