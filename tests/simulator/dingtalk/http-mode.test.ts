import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eventSignature, openEvent, sealEvent } from '../../../src/simulator/dingtalk/event-crypto.ts'
import { cardSign, robotSign } from '../../../src/simulator/dingtalk/signatures.ts'
import { FakeService } from './fake-service.ts'
import { APP, at, buttons, CREATE, cardTo, GROUP, type Running, run, until } from './support.ts'

const EVENTS = { token: 'mk-token', aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG' }
const TIMESTAMP = '1767225600000'

let service: FakeService
let address: string
let sim: Running

beforeEach(async () => {
  service = new FakeService()
  address = await service.listen()
  const subscription = { mode: 'webhook' as const, url: `${address}/robot`, cardUrl: `${address}/card` }
  sim = await run({ app: { subscription, cardApiSecret: 'card-secret' } })
})
afterEach(async () => {
  await sim.stop()
  await service.close()
})

const settled = () => until('answered', () => sim.platform.inFlight === 0)
const hmac = (key: string, text: string) => createHmac('sha256', key).update(text).digest('base64')

describe('the worked vectors', () => {
  it('of the robot, the card and the event push', () => {
    expect(robotSign(TIMESTAMP, 'mk-project-bot-secret')).toBe('HmKC+dgoN370/eTr5DFnkdWKV+URjW8SS3GjUrV01Hw=')
    expect(cardSign(TIMESTAMP, 'mySecret')).toBe('3JeywnyoDaqmedSO4+vahS0R0Vay6sbCmEmYAOqxZ78=')
    const sealed = sealEvent('success', 'dingmkproject', EVENTS.aesKey, Buffer.from('0123456789abcdef'))
    expect(sealed).toBe('Q3stYC6hdFzMh9T8HCvyDCxfvmuAAoLVUspGkGM7IvTlx9sgTXVrChDAy+mSbY1+z8dWCdVbViAwT5f9ycgJ+A==')
    expect(eventSignature(EVENTS.token, TIMESTAMP, 'mkNonce1', sealed)).toBe('921fbf09c54d19b9a5ff9c27948eb5c7b8ce413d')
    expect(openEvent(sealed, EVENTS.aesKey)).toBe('success')
    expect(openEvent('AAAA', EVENTS.aesKey)).toBeUndefined()
  })
})

describe('a robot message', () => {
  it('is POSTed as the stream would carry it, with time and sign in the headers', async () => {
    const id = sim.say('@营销助手 你好')
    await settled()
    const [received] = service.received
    const timestamp = String(received?.headers.timestamp)
    expect(received).toMatchObject({
      path: '/robot',
      headers: { sign: hmac(APP.clientSecret, `${timestamp}\n${APP.clientSecret}`) },
      body: { msgId: id, conversationId: GROUP, text: { content: ' 你好' }, robotCode: APP.robotCode },
    })
    expect(Math.abs(Number(timestamp) - sim.clock.now().getTime())).toBeLessThan(60_000)
  })

  it('is sent once, whatever comes back', async () => {
    service.answer = () => ({ status: 500 })
    sim.say('@营销助手 你好')
    await settled()
    await sim.advance(3600)
    await settled()
    expect(service.received).toHaveLength(1)
  })

  it('arrives in order', async () => {
    for (const word of ['一', '二', '三', '四', '五']) sim.say(`@营销助手 ${word}`)
    await settled()
    expect(service.received.map(({ body }) => at(body, 'text', 'content'))).toEqual([' 一', ' 二', ' 三', ' 四', ' 五'])
  })

  it('may be answered by a message', async () => {
    service.answer = () => ({ body: { msgtype: 'text', text: { content: '收到' } } })
    sim.say('@营销助手 你好')
    await until('answered', () => sim.views().length === 2)
    expect(sim.views()[1]).toMatchObject({ from: { bot: true }, chat: GROUP, text: '收到' })
  })

  it.each([[{ msgtype: 'empty' }], [{}], [undefined]])('is answered by no message: %j', async (body) => {
    service.answer = () => ({ body })
    sim.say('@营销助手 你好')
    await settled()
    expect(sim.views()).toHaveLength(1)
    expect(sim.log).toEqual([])
  })
})

describe('a card callback', () => {
  const press = () => sim.platform.press({ message: sim.views()[0]?.id ?? '', from: 'li', button: 'agree', values: {} })
  const create = (more: Record<string, unknown>) =>
    sim.api('POST', CREATE, cardTo({ title: '待审批', buttons: buttons('agree') }, more))

  it('goes to the registered address, signed by another algorithm, and is answered without a wrapper', async () => {
    const register = { callbackRouteKey: 'mine', callbackUrl: `${address}/registered`, apiSecret: 'route-secret' }
    expect((await sim.api('POST', '/v1.0/card/callbacks/register', register)).body).toMatchObject({ success: true })
    expect((await sim.api('POST', '/v1.0/card/callbacks/register', register)).status).toBe(400)
    await create({ callbackType: 'HTTP', callbackRouteKey: 'mine', outTrackId: 'http-1' })
    service.answer = () => ({ body: { cardData: { cardParamMap: { title: '已通过' } } } })
    expect(await press()).toEqual({ status: 'ok' })
    const [received] = service.received
    const timestamp = String(received?.headers['x-ddpaas-signature-timestamp'])
    expect(received).toMatchObject({
      path: '/registered',
      headers: { 'x-ddpaas-signature': hmac('route-secret', timestamp) },
      body: { type: 'actionCallback', outTrackId: 'http-1', userId: 'u1' },
    })
    expect(sim.views()[0]).toMatchObject({ title: '已通过' })
  })

  it('goes to the address of the console for a key that was never registered', async () => {
    await create({ callbackType: 'HTTP', callbackRouteKey: 'never' })
    expect(await press()).toEqual({ status: 'ok' })
    expect(service.received[0]).toMatchObject({ path: '/card', headers: { 'x-ddpaas-signature': expect.any(String) } })
  })

  it('does not follow the receiving mode: a card of type STREAM calls back over the stream', async () => {
    await create({})
    expect(await press()).toEqual({ status: 'unreachable', error: 'none' })
    const client = await sim.connect()
    expect(await press()).toEqual({ status: 'ok' })
    expect(client.cards).toHaveLength(1)
    expect(service.received).toEqual([])
  })
})

describe('the event push', () => {
  const events = () => ({ url: `${address}/events`, ...EVENTS })
  /** Answers the encrypted word, as the platform wants it. */
  const answerWord = (word: string) => {
    service.answer = () => {
      const encrypt = sealEvent(word, APP.clientId, EVENTS.aesKey)
      const msg_signature = eventSignature(EVENTS.token, TIMESTAMP, 'n', encrypt)
      return { body: { msg_signature, timeStamp: TIMESTAMP, nonce: 'n', encrypt } }
    }
  }
  const subscribe = () => sim.platform.setSubscription({ mode: 'webhook', url: `${address}/robot`, events: events() })

  it('is checked when it is saved, and carries events sealed and signed', async () => {
    answerWord('success')
    expect(await subscribe()).toEqual({ mode: 'webhook', url: `${address}/robot`, status: 'verified' })
    sim.platform.publishEvent('chat_add_member', { ChatId: 'chat1' })
    await settled()
    const [check, event] = service.received.map(({ path, body }) => {
      const query = new URL(path, address).searchParams
      const encrypt = String(body.encrypt)
      const signature = eventSignature(EVENTS.token, query.get('timestamp') ?? '', query.get('nonce') ?? '', encrypt)
      expect([query.get('msg_signature'), query.get('signature')]).toEqual([signature, signature])
      return JSON.parse(openEvent(encrypt, EVENTS.aesKey) ?? '') as unknown
    })
    expect(check).toEqual({ EventType: 'check_url' })
    expect(event).toMatchObject({ EventType: 'chat_add_member', CorpId: APP.corpId, ChatId: 'chat1' })
  })

  it('that answers another word is not verified and gets no events', async () => {
    answerWord('failure')
    expect(await subscribe()).toMatchObject({ status: 'failed', detail: expect.stringMatching(/success/) })
    service.received.length = 0
    sim.platform.publishEvent('chat_add_member', {})
    await settled()
    expect(service.received).toEqual([])
  })
})

describe('the receiving mode', () => {
  it('can be changed while running', async () => {
    const client = await sim.connect()
    sim.platform.subscribe({ mode: 'long-connection' })
    expect(await sim.platform.subscribed()).toEqual({ mode: 'long-connection', status: 'verified' })
    sim.say('@营销助手 一')
    await until('heard', () => client.robot.length === 1)
    sim.platform.subscribe({ mode: 'webhook', url: `${address}/other` })
    sim.say('@营销助手 二')
    await settled()
    expect(service.received.map(({ path }) => path)).toEqual(['/other'])
    expect(client.robot).toHaveLength(1)
  })
})
