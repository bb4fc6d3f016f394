import type { IncomingMessage } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { decodeFrame, encodeFrame, type Frame } from '../../../src/simulator/feishu/frames.ts'
import { APP, at, call, type Running, run, textOf, until } from '../support.ts'

const CREDENTIALS = { AppID: APP.appId, AppSecret: APP.appSecret }
let sim: Running | undefined
afterEach(async () => {
  await sim?.stop()
  sim = undefined
})

const ask = (url: string, body: unknown) => call(`${url}/callback/ws/endpoint`, 'POST', body)

/** A client of our own that acknowledges as told. */
class Client {
  readonly frames: Frame[] = []
  readonly socket: WebSocket
  acknowledge = true
  closed = false

  constructor(url: string) {
    this.socket = new WebSocket(url)
    this.socket.on('error', () => undefined)
    this.socket.on('close', () => {
      this.closed = true
    })
    this.socket.on('message', (data: Buffer) => this.#take(decodeFrame(data)))
  }

  static async open(url: string): Promise<Client> {
    const client = new Client(textOf((await ask(url, CREDENTIALS)).body, 'data', 'URL'))
    await new Promise((resolve) => client.socket.once('open', resolve))
    return client
  }

  #take(frame: Frame): void {
    this.frames.push({ ...frame, payload: Buffer.from(frame.payload) })
    const last = Number(frame.headers.seq) === Number(frame.headers.sum) - 1
    if (frame.method === 1 && this.acknowledge && last)
      this.socket.send(encodeFrame({ ...frame, payload: Buffer.from('{"code":200}') }))
  }

  /** Whole events, joined from their fragments. */
  get events(): unknown[] {
    const data = this.frames.filter(({ method }) => method === 1)
    const ids = [...new Set(data.map(({ headers }) => headers.message_id))]
    return ids.map((id) => {
      const parts = data.filter(({ headers }) => headers.message_id === id)
      const ordered = parts.sort((left, right) => Number(left.headers.seq) - Number(right.headers.seq))
      return JSON.parse(Buffer.concat(ordered.map(({ payload }) => payload)).toString('utf8')) as unknown
    })
  }
}

describe('endpoint', () => {
  it.each([
    ['no credential', {}, 1000040344],
    ['another app', { ...CREDENTIALS, AppID: 'cli_ffffffffffffffff' }, 403],
    ['a wrong secret', { ...CREDENTIALS, AppSecret: 'x' }, 514],
  ])('refuses %s, with the empty data that the SDK needs', async (_name, body, code) => {
    sim = await run()
    expect((await ask(sim.url, body)).body).toMatchObject({ code, data: {} })
  })

  it('hands out an address and the timings of the client', async () => {
    sim = await run({ feishu: { longConnection: { pingInterval: 7 } } })
    const { body } = await ask(sim.url, CREDENTIALS)
    expect(textOf(body, 'data', 'URL')).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/ws\/v2\?fpid=/)
    expect(body).toMatchObject({
      code: 0,
      data: { ClientConfig: { PingInterval: 7, ReconnectCount: -1, ReconnectInterval: 120, ReconnectNonce: 30 } },
    })
  })

  it('lets a ticket in once', async () => {
    sim = await run()
    const url = textOf((await ask(sim.url, CREDENTIALS)).body, 'data', 'URL')
    const first = new Client(url)
    await new Promise((resolve) => first.socket.once('open', resolve))
    const second = new WebSocket(url)
    const refused = await new Promise<IncomingMessage>((resolve) => {
      second.on('unexpected-response', (_request, response) => resolve(response))
      second.on('error', () => undefined)
    })
    expect(refused.statusCode).toBe(401)
    expect(refused.headers['handshake-status']).toBe('514')
    first.socket.terminate()
  })

  it('allows 50 connections', async () => {
    sim = await run()
    const { url } = sim
    const clients = await Promise.all(Array.from({ length: 50 }, () => Client.open(url)))
    expect((await ask(url, CREDENTIALS)).body).toMatchObject({ code: 1000040350 })
    clients[0]?.socket.terminate()
    await until('a place was free', async () => at((await ask(url, CREDENTIALS)).body, 'code') === 0)
  })
})

describe('connection', () => {
  it('answers a ping with the timings', async () => {
    sim = await run()
    const client = await Client.open(sim.url)
    const empty = new Uint8Array()
    client.socket.send(
      encodeFrame({ seqId: 0, logId: 0, service: 1, method: 0, headers: { type: 'ping' }, payload: empty }),
    )
    await until('pong', () => client.frames.length > 0)
    const [pong] = client.frames
    expect(pong).toMatchObject({ method: 0, headers: { type: 'pong' } })
    expect(JSON.parse(Buffer.from(pong?.payload ?? '').toString())).toMatchObject({ PingInterval: 120 })
  })

  it('cuts big events into fragments that split characters', async () => {
    sim = await run({ feishu: { longConnection: { fragmentBytes: 100 } } })
    const client = await Client.open(sim.url)
    const text = '多字节字符'.repeat(40)
    await sim.say(text)
    await sim.api('POST', '/idle')
    expect(client.frames.length).toBeGreaterThan(5)
    expect(client.frames.map(({ headers }) => headers.seq)).toEqual(client.frames.map((_, index) => String(index)))
    expect(client.events).toMatchObject([{ event: { message: { content: JSON.stringify({ text }) } } }])
  })

  it('gives each event to one of several', async () => {
    sim = await run()
    const { url } = sim
    const clients = await Promise.all([Client.open(url), Client.open(url), Client.open(url)])
    for (let index = 0; index < 60; index += 1) await sim.say(`第${index}句`)
    await sim.api('POST', '/idle')
    const counts = clients.map((client) => client.events.length)
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(60)
    expect(Math.min(...counts)).toBeGreaterThan(0)
  })

  it('re-sends what was not acknowledged, on the same schedule', async () => {
    sim = await run()
    await sim.say('没人在')
    await sim.api('POST', '/idle')
    const client = await Client.open(sim.url)
    await sim.api('POST', '/clock', { advance: 'PT15S' })
    expect(client.events).toHaveLength(1)
    await sim.api('POST', '/clock', { advance: 'P1D' })
    expect(client.events).toHaveLength(1)
  })

  it('when cut loses the event, which comes over the next connection', async () => {
    sim = await run()
    const first = await Client.open(sim.url)
    await sim.api('POST', '/faults', { match: { direction: 'event' }, fault: { kind: 'cut' } })
    await sim.say('断线')
    await until('the connection was cut', () => first.closed)
    const second = await Client.open(sim.url)
    await sim.api('POST', '/clock', { advance: 'PT15S' })
    expect([first.events.length, second.events.length]).toEqual([0, 1])
  })

  it('ends when the client closes it while an acknowledgement is awaited', async () => {
    sim = await run()
    const client = await Client.open(sim.url)
    client.acknowledge = false
    await sim.say('收到就走')
    await until('it arrived', () => client.frames.length === 1)
    client.socket.terminate()
    expect((await sim.api('POST', '/idle')).body).toEqual({ idle: true })
    expect(sim.simulator.clock.nextTimer()).not.toBeNull()
  })

  it('ends on bytes that are no frame', async () => {
    sim = await run()
    const client = await Client.open(sim.url)
    client.socket.send(Buffer.from([0xff, 0xff, 0xff]))
    await until('closed', () => client.closed)
  })

  it('has no timestamp header, so a skewed clock shows in create_time', async () => {
    sim = await run()
    const client = await Client.open(sim.url)
    await sim.api('POST', '/faults', { match: { direction: 'event' }, fault: { kind: 'skew', seconds: -3600 } })
    await sim.say('早一小时')
    await sim.api('POST', '/idle')
    const created = Number(at(client.events[0], 'header', 'create_time'))
    const sent = Number(at(client.events[0], 'event', 'message', 'create_time'))
    expect(sent - created).toBeGreaterThanOrEqual(3_599_000)
  })
})

it('frames keep every field, and skip those that are unknown', () => {
  const headers = { type: 'event', message_id: 'm', sum: '2', seq: '1' }
  const frame: Frame = { seqId: 2 ** 40, logId: 7, service: 33554678, method: 1, headers, payload: Buffer.from('载荷') }
  const unknown = Buffer.from([0x32, 1, 0x61, 0x3a, 1, 0x62, 0x4a, 1, 0x63])
  const decoded = decodeFrame(Buffer.concat([encodeFrame(frame), unknown]))
  expect({ ...decoded, payload: Buffer.from(decoded.payload).toString() }).toEqual({ ...frame, payload: '载荷' })
})
