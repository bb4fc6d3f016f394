import { afterEach, describe, expect, it } from 'vitest'
import {
  ALL,
  APP,
  Client,
  CREDENTIALS,
  call,
  type Frame,
  GROUP,
  type Running,
  run,
  TOPIC_ROBOT,
  textOf,
  until,
} from './support.ts'

let sim: Running
afterEach(() => sim.stop())

const OPEN = '/v1.0/gateway/connections/open'
const ask = (body: unknown, headers: Record<string, string> = {}) => call(`${sim.url}${OPEN}`, 'POST', body, headers)

async function addressOf(): Promise<string> {
  const { body } = await ask({ ...CREDENTIALS, subscriptions: ALL })
  return `${textOf(body, 'endpoint')}?ticket=${textOf(body, 'ticket')}`
}

/** Waits until the platform saw the answers. */
const settled = () => until('all answered', () => sim.platform.inFlight === 0)

describe('the gateway', () => {
  it.each([
    ['wrong secret', { ...CREDENTIALS, clientSecret: 'x', subscriptions: ALL }, 401, 'authFailed'],
    ['no client id', { clientSecret: 'x', subscriptions: ALL }, 400, 'param.error'],
    ['no subscriptions', CREDENTIALS, 400, 'param.error'],
    ['an event topic', { ...CREDENTIALS, subscriptions: [{ type: 'EVENT', topic: 'chat' }] }, 400, 'param.error'],
  ])('refuses %s in the new shape', async (_name, body, status, code) => {
    sim = await run()
    expect(await ask(body)).toMatchObject({
      status,
      body: { code, message: expect.any(String), requestid: expect.any(String) },
    })
  })

  it('answers an address on the host of the request and a ticket, without a token', async () => {
    sim = await run()
    const { body } = await ask({ ...CREDENTIALS, subscriptions: ALL })
    expect(body).toEqual({
      endpoint: `${sim.url.replace('http', 'ws')}/connect`,
      ticket: expect.stringMatching(/^[\w-]{36}$/),
    })
  })

  it('answers XML to whoever does not ask for JSON', async () => {
    sim = await run()
    const { text } = await ask({ ...CREDENTIALS, subscriptions: ALL }, { accept: '*/*' })
    expect(text).toMatch(/^<OpenConnectionResponse><endpoint>ws:/)
  })

  it('opens one connection per ticket', async () => {
    sim = await run()
    const address = await addressOf()
    const client = await Client.open(address)
    await expect(Client.open(address)).rejects.toThrow('HTTP 401')
    client.close()
  })

  it('lets a ticket in for 90 s', async () => {
    sim = await run()
    const [fresh, stale] = [await addressOf(), await addressOf()]
    await sim.advance(80)
    const client = await Client.open(fresh)
    await sim.advance(11)
    await expect(Client.open(stale)).rejects.toThrow('HTTP 401')
    client.close()
  })
})

describe('a robot message', () => {
  it('comes as a CALLBACK frame whose data is JSON text', async () => {
    sim = await run()
    const client = await sim.connect()
    const id = sim.say('@营销助手 新建项目 双12大促')
    await until('a frame', () => client.robot.length === 1)
    expect(client.robot[0]).toMatchObject({
      specVersion: '1.0',
      type: 'CALLBACK',
      headers: {
        appId: APP.clientId,
        connectionId: sim.platform.connections[0],
        contentType: 'application/json',
        messageId: expect.any(String),
        time: expect.stringMatching(/^\d{13}$/),
        topic: TOPIC_ROBOT,
      },
      data: { msgId: id, conversationId: GROUP },
    })
    await settled()
  })

  it('that nobody acknowledged comes again after 60 s, with another messageId and the same data', async () => {
    sim = await run()
    const client = await sim.connect()
    client.answer = () => undefined
    sim.say('@营销助手 在吗')
    await until('a frame', () => client.robot.length === 1)
    await sim.advance(59)
    await settledTurns()
    expect(client.robot).toHaveLength(1)
    await sim.advance(1)
    await until('again', () => client.robot.length === 2)
    const [first, second] = client.robot
    expect(second?.data).toEqual(first?.data)
    expect(second?.headers.messageId).not.toBe(first?.headers.messageId)
    client.ack(second?.headers.messageId, { response: null })
    await settledTurns()
    await sim.advance(120)
    await settledTurns()
    expect(client.robot).toHaveLength(2)
  })

  it('acknowledged late, after it came again, does not come a third time', async () => {
    sim = await run()
    const client = await sim.connect()
    client.answer = () => undefined
    sim.say('@营销助手 在吗')
    await until('a frame', () => client.robot.length === 1)
    await sim.advance(60)
    await until('again', () => client.robot.length === 2)
    client.ack(client.robot[0]?.headers.messageId, { response: null })
    await settledTurns()
    await sim.advance(120)
    await settledTurns()
    expect(client.robot).toHaveLength(2)
  })

  it.each([
    ['an acknowledgement', { data: { response: null } }, 1],
    ['code 500', { code: 500, data: {} }, 2],
  ])('after %s', async (_name, answer, deliveries) => {
    sim = await run()
    const client = await sim.connect()
    client.answer = () => answer
    sim.say('@营销助手 在吗')
    await until('a frame', () => client.robot.length === 1)
    await settled()
    client.answer = () => ({ data: {} })
    await sim.advance(61)
    await settledTurns()
    expect(client.robot).toHaveLength(deliveries)
  })

  it('waits for a connection that comes within ten minutes, and is then lost', async () => {
    sim = await run()
    sim.say('@营销助手 一')
    await sim.advance(300)
    const client = await sim.connect()
    await sim.advance(60)
    await until('a frame', () => client.robot.length === 1)
    client.close()
    await until('closed', () => sim.platform.connections.length === 0)
    sim.say('@营销助手 二')
    await sim.advance(660)
    expect(sim.log).toEqual([`simulator: ${TOPIC_ROBOT} was never acknowledged`])
  })

  it('goes to one of several connections, and only to those that subscribed', async () => {
    sim = await run()
    const clients = [await sim.connect(), await sim.connect()]
    const deaf = await sim.connect([{ type: 'EVENT', topic: '*' }])
    const count = () => clients.reduce((sum, client) => sum + client.robot.length, 0)
    for (let index = 0; index < 40; index += 1) sim.say(`@营销助手 ${index}`)
    await until('all', () => count() === 40)
    expect(clients.every((client) => client.robot.length > 0)).toBe(true)
    expect(deaf.frames).toEqual([])
    await settled()
  })
})

describe('a connection', () => {
  it('echoes pings', async () => {
    sim = await run()
    const client = await sim.connect()
    expect(await sim.platform.ping()).toBe(1)
    expect(client.frames[0]).toMatchObject({
      type: 'SYSTEM',
      headers: { topic: 'ping' },
      data: { opaque: expect.any(String) },
    })
  })

  it('told to go gets nothing more and is closed after 10 s', async () => {
    sim = await run()
    const old = await sim.connect()
    sim.platform.recycleConnections()
    await until('told', () => old.frames.length === 1)
    expect(old.frames[0]).toMatchObject({ headers: { topic: 'disconnect' }, data: { reason: 'connection is expired' } })
    const fresh = await sim.connect()
    for (let index = 0; index < 10; index += 1) sim.say('@营销助手 在吗')
    await until('all', () => fresh.robot.length === 10)
    expect(old.robot).toEqual([])
    await sim.advance(10)
    await until('closed', () => old.closed)
    expect(fresh.closed).toBe(false)
    await settled()
  })

  it('that sends no JSON is dropped', async () => {
    sim = await run()
    const client = await sim.connect()
    client.sendRaw('hello')
    await until('closed', () => client.closed)
  })
})

describe('an event', () => {
  it('carries its kind in the headers, and comes again when put off', async () => {
    sim = await run()
    const client = await sim.connect()
    const words = ['LATER', 'SUCCESS']
    client.answer = () => ({ data: { status: words.shift(), message: '' } })
    sim.platform.publishEvent('chat_add_member', { openConversationId: GROUP, userId: ['u1'] })
    await until('a frame', () => client.frames.length === 1)
    const [first] = client.frames as [Frame]
    expect(first).toMatchObject({
      type: 'EVENT',
      headers: {
        topic: '*',
        eventType: 'chat_add_member',
        eventCorpId: APP.corpId,
        eventId: expect.any(String),
        eventBornTime: expect.stringMatching(/^\d{13}$/),
        eventUnifiedAppId: APP.clientId,
      },
      data: { openConversationId: GROUP, userId: ['u1'] },
    })
    await settled()
    await sim.advance(60)
    await until('again', () => client.frames.length === 2)
    expect(client.frames[1]?.headers.eventId).toBe(first.headers.eventId)
    await settled()
    await sim.advance(120)
    await settledTurns()
    expect(client.frames.filter(({ type }) => type === 'EVENT')).toHaveLength(2)
  })
})

/** Gives frames on loopback a chance to arrive where none is expected. */
async function settledTurns(): Promise<void> {
  await sim.platform.ping()
}
