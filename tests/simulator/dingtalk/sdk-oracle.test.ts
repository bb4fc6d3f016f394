/** The official SDK, pointed at the simulator, is a client that works: connects, receives, acknowledges, leaves. */
import { DWClient, type DWClientDownStream, EventAck, TOPIC_CARD, TOPIC_ROBOT } from 'dingtalk-stream'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { APP, at, buttons, CREATE, cardTo, GROUP, type Running, run, until } from './support.ts'

interface AxiosLike {
  interceptors: {
    request: { use(change: (config: { url?: string }) => { url?: string }): number; eject(id: number): void }
  }
}

/** The SDK's own HTTP client; its addresses are written into the SDK. */
const HTTP_CLIENT = 'axios'

let sim: Running
let client: DWClient
let axios: AxiosLike
let rewriting: number

beforeAll(async () => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined)
  axios = ((await import(HTTP_CLIENT)) as { default: AxiosLike }).default
  rewriting = axios.interceptors.request.use((config) => ({
    ...config,
    url: (config.url ?? '').replace(/^https:\/\/o?api\.dingtalk\.com/, sim.url),
  }))
})
afterAll(() => {
  axios.interceptors.request.eject(rewriting)
  vi.restoreAllMocks()
})

beforeEach(async () => {
  sim = await run()
  client = newClient()
})
afterEach(async () => {
  client.disconnect()
  await sim.stop()
})

/** Each client has a list of its own: the SDK's default one is shared. */
function newClient(credentials = { clientId: APP.clientId, clientSecret: APP.clientSecret }): DWClient {
  const unlisted = { subscriptions: [{ type: 'EVENT', topic: '*' }], autoReconnect: false }
  return new DWClient({ ...credentials, ...unlisted })
}

const dataOf = (frame: DWClientDownStream) => JSON.parse(frame.data) as Record<string, unknown>

describe('the official SDK', () => {
  it('fetches a token from the old family that serves the new one', async () => {
    const token = await client.getAccessToken()
    expect(token).toBe(await sim.token())
  })

  it('receives robot messages and acknowledges them', async () => {
    const received: DWClientDownStream[] = []
    client.registerCallbackListener(TOPIC_ROBOT, (frame) => {
      received.push(frame)
      client.socketCallBackResponse(frame.headers.messageId, null)
    })
    await client.connect()
    expect(client.connected).toBe(true)
    sim.say('@营销助手 你好')
    await until('a message', () => received.length === 1)
    await until('acknowledged', () => sim.platform.inFlight === 0)
    const [frame] = received as [DWClientDownStream]
    expect(frame.headers).toMatchObject({ topic: TOPIC_ROBOT, contentType: 'application/json' })
    expect(dataOf(frame)).toMatchObject({ conversationId: GROUP, text: { content: ' 你好' }, senderStaffId: 'u1' })
    await sim.advance(120)
    await sim.platform.ping()
    expect(received).toHaveLength(1)
  })

  it('is sent a message again that it did not acknowledge', async () => {
    const received: DWClientDownStream[] = []
    client.registerCallbackListener(TOPIC_ROBOT, (frame) => received.push(frame))
    await client.connect()
    sim.say('@营销助手 你好')
    await until('a message', () => received.length === 1)
    await sim.advance(60)
    await until('again', () => received.length === 2)
    const [first, second] = received as [DWClientDownStream, DWClientDownStream]
    expect(dataOf(second).msgId).toBe(dataOf(first).msgId)
    expect(second.headers.messageId).not.toBe(first.headers.messageId)
  })

  it('answers a card callback, and the card changes', async () => {
    client.registerCallbackListener(TOPIC_CARD, (frame) => {
      const inner = JSON.parse(String(dataOf(frame).content)) as unknown
      const title = `${String(dataOf(frame).userId)} ${String(at(inner, 'cardPrivateData', 'actionIds', 0))}`
      const cardUpdateOptions = { updateCardDataByKey: true, updatePrivateDataByKey: true }
      client.socketCallBackResponse(frame.headers.messageId, {
        cardUpdateOptions,
        cardData: { cardParamMap: { title } },
      })
    })
    await client.connect()
    await sim.api('POST', CREATE, cardTo({ title: '待审批', body: '海报', buttons: buttons('agree') }))
    const message = sim.views()[0]?.id ?? ''
    expect(await sim.platform.press({ message, from: 'han', button: 'agree', values: {} })).toEqual({ status: 'ok' })
    expect(sim.views()[0]).toMatchObject({ title: 'u12 agree', text: '海报' })
  })

  it('acknowledges events and pings by itself', async () => {
    const events: DWClientDownStream[] = []
    client.registerAllEventListener((frame) => {
      events.push(frame)
      return { status: EventAck.SUCCESS }
    })
    await client.connect()
    sim.platform.publishEvent('chat_update_title', { title: '新名' })
    await until('acknowledged', () => events.length === 1 && sim.platform.inFlight === 0)
    expect(events[0]?.headers.eventType).toBe('chat_update_title')
    expect(await sim.platform.ping()).toBe(1)
  })

  it('leaves when told, and by itself', async () => {
    await client.connect()
    sim.platform.recycleConnections()
    await until('told', () => !client.connected)
    await sim.advance(10)
    await until('closed', () => sim.platform.connections.length === 0)
    const other = newClient()
    await other.connect()
    expect(sim.platform.connections).toHaveLength(1)
    other.disconnect()
    await until('gone', () => sim.platform.connections.length === 0)
  })

  it('does not get in with a wrong secret', async () => {
    client = newClient({ clientId: APP.clientId, clientSecret: 'wrong' })
    await client.connect()
    expect(client.connected).toBe(false)
    expect(sim.platform.connections).toEqual([])
  })
})
