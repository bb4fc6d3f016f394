import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { encrypt, sign } from '../../../src/simulator/feishu/crypto.ts'
import { FakeService } from '../fake-service.ts'
import { APP, at, GROUP, HAN, HANMEI, LI, message, type Running, run, SEND, textOf, until } from '../support.ts'

let service: FakeService
let sim: Running

beforeEach(async () => {
  service = new FakeService(APP.encryptKey)
  sim = await run({ feishu: { subscription: { mode: 'webhook', url: await service.listen() } } })
})
afterEach(async () => {
  await sim.stop()
  await service.close()
})

const idle = () => sim.api('POST', '/idle')
const advance = (duration: string) => sim.api('POST', '/clock', { advance: duration })

describe('cryptography', () => {
  const plain =
    '{"schema":"2.0","header":{"event_id":"5e3702a84e847582be8db7fb73283c02","event_type":"im.message.receive_v1","create_time":"1608725989000","token":"rvaYgkND1GOiu5MM0E1rncYC6PLtF7JV","app_id":"cli_9f5343c580712544","tenant_key":"2ca1d211f64f6438"},"event":{"message":{"message_id":"om_1","content":"{\\"text\\":\\"@_user_1 你好\\"}"}}}'
  const body =
    '{"encrypt":"AAECAwQFBgcICQoLDA0OD5gdCS//yJGidtK6XHVE/59gRFnATtTnTHUxzKVlnBpOAMDDEFhulX0QYiaFvsKoS7dLK0lcmX49DQx64jlmhd10TYN5i84QIRKWhoolVAQdY9BDDWfqGORowQZdEPb6zMTt8B7hiqzQkQbxlM99s5kaNa2fcaxluiBc6IrQ9NoaBlZ9SkRKVAXPTLBrnDXHZCd+WAJpBHqrrVNDetfz2O2wx7mh1LiQq73GE9BSRv+yLiBOHZeXB1gBhCOi9andkDui2jD2x1ezSk19pUZwApPWcaVsb6sJpz73gTluwimKLjxAK4EasZDNUOR/sd1cQFJUFEchbKiCRm6FR71KnvBjog+ugqxxc1ApebkDVX00ecvb8w5R/u3x75S+5Er6QdJVeuCBiULA0hilXb7LmRbac1s67Dj7opz0Pq3MsO0yneHOeZna9VMgct82ikZz+w=="}'

  it('reproduces the worked vector', () => {
    const iv = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex')
    const made = JSON.stringify({ encrypt: encrypt(plain, 'kudryavka-2026', iv) })
    expect(made).toBe(body)
    expect(sign('1700000000', 'abcd1234', 'kudryavka-2026', made)).toBe(
      'e4fe8631f41e15f524d8611a013102ad1c0c1d692ff90f98606d55868e636ac5',
    )
  })

  it('takes a fresh IV each time', () => {
    expect(encrypt('x', 'key')).not.toBe(encrypt('x', 'key'))
  })
})

describe('subscription', () => {
  it('challenges a webhook before it sends anything', async () => {
    expect(service.challenges).toBe(1)
    expect(sim.simulator.platform('feishu').subscription).toMatchObject({ mode: 'webhook', status: 'verified' })
  })

  it('sends nothing to an address that fails the challenge', async () => {
    const other = new FakeService(APP.encryptKey)
    const gone = await other.listen()
    await other.close()
    sim.simulator.setSubscription({ mode: 'webhook', url: gone })
    expect(await sim.simulator.subscribed()).toMatchObject({ status: 'failed', detail: 'no answer (tcp)' })
    const liar = new FakeService(APP.encryptKey)
    liar.challengeAnswer = 'something else'
    sim.simulator.setSubscription({ mode: 'webhook', url: await liar.listen() })
    expect(await sim.simulator.subscribed()).toMatchObject({ detail: 'the challenge did not come back' })
    await liar.close()
    await sim.say('谁听得见')
    await idle()
    expect(service.received).toHaveLength(0)
  })
})

describe('message events', () => {
  it('are signed, encrypted and shaped as documented', async () => {
    const id = await sim.say('@营销助手 派给 @韩梅梅 和 @韩梅 @所有人')
    await idle()
    const [received] = service.received
    expect(Object.keys(JSON.parse(received?.raw ?? '{}'))).toEqual(['encrypt'])
    const headers: Record<string, unknown> = { ...received?.headers }
    const timestamp = String(headers['x-lark-request-timestamp'])
    const nonce = String(headers['x-lark-request-nonce'])
    expect(headers['x-lark-signature']).toBe(sign(timestamp, nonce, APP.encryptKey, received?.raw ?? ''))
    expect(Number(timestamp) * 1000).toBeLessThanOrEqual(sim.simulator.clock.now().getTime())
    expect(received?.event).toMatchObject({
      schema: '2.0',
      header: {
        event_type: 'im.message.receive_v1',
        token: APP.verificationToken,
        app_id: APP.appId,
        tenant_key: 'tenant1',
        create_time: expect.stringMatching(/^\d{13}$/),
      },
      event: {
        sender: { sender_id: { open_id: LI, union_id: 'on_li', user_id: null }, sender_type: 'user' },
        message: {
          message_id: id,
          chat_id: GROUP,
          chat_type: 'group',
          message_type: 'text',
          content: JSON.stringify({ text: '@_user_1 派给 @_user_2 和 @_user_3 @_all' }),
          mentions: [
            { key: '@_user_1', name: '营销助手', mentioned_type: 'bot' },
            { key: '@_user_2', name: '韩梅梅', id: { open_id: HANMEI } },
            { key: '@_user_3', name: '韩梅', id: { open_id: HAN } },
          ],
        },
      },
    })
  })

  it('arrive in order of occurrence within a chat', async () => {
    const texts = Array.from({ length: 30 }, (_, index) => `第${index}句`)
    for (const text of texts) await sim.say(text)
    await idle()
    expect(service.texts()).toEqual(texts)
  })

  it('carry replies, images and posts', async () => {
    const first = await sim.say('一')
    await sim.say('二', { replyTo: first })
    const png = Buffer.from('89504e470d0a1a0a0000000d4948445200000002000000030806000000', 'hex').toString('base64')
    await sim.say('', { file: { name: 'a.png', content: png } })
    await sim.say('@营销助手 看图', { file: { name: 'a.png', content: png } })
    await sim.say('', { file: { name: '预算.csv', content: Buffer.from('a,b').toString('base64') } })
    await idle()
    const messages = service.received.map(({ event }) => at(event, 'event', 'message') as Record<string, string>)
    expect(messages.map((sent) => sent.message_type)).toEqual(['text', 'text', 'image', 'post', 'file'])
    expect(messages[1]).toMatchObject({ parent_id: first, root_id: first })
    expect(JSON.parse(messages[3]?.content ?? '')).toMatchObject({
      content: [[{ tag: 'img', image_key: expect.any(String) }], [{ tag: 'at', user_id: '@_user_1' }, { tag: 'text' }]],
    })
    const { file_key, file_name } = JSON.parse(messages[4]?.content ?? '') as Record<string, string>
    expect(file_name).toBe('预算.csv')
    const download = await sim.platform(
      'GET',
      `/im/v1/messages/${messages[4]?.message_id}/resources/${file_key}?type=file`,
    )
    expect(download.body).toBe('a,b')
    const foreign = await sim.platform('GET', `/im/v1/messages/${first}/resources/${file_key}?type=file`)
    expect(foreign.body).toMatchObject({ code: 234001 })
  })

  it('with scope group_at_msg reach the app only when they mention it', async () => {
    const narrow = new FakeService(APP.encryptKey)
    const url = await narrow.listen()
    const other = await run({ feishu: { groupMessages: 'mentions', subscription: { mode: 'webhook', url } } })
    await other.say('没有提到')
    await other.say('@所有人 开会')
    await other.say('@营销助手 帮助')
    await other.api('POST', '/messages', { platform: 'feishu', chat: 'li', from: 'li', text: '私聊' })
    await other.api('POST', '/idle')
    expect(narrow.texts().sort()).toEqual(['@_user_1 帮助', '私聊'])
    await other.stop()
    await narrow.close()
  })

  it('tell of the bot joining and leaving, and stop in between', async () => {
    await sim.api('POST', `/chats/${GROUP}/bot`, { present: false, from: 'han' })
    await sim.say('背着机器人说')
    await sim.api('POST', `/chats/${GROUP}/bot`, { present: true })
    await idle()
    expect(service.received.map(({ event }) => textOf(event, 'header', 'event_type'))).toEqual([
      'im.chat.member.bot.deleted_v1',
      'im.chat.member.bot.added_v1',
    ])
    expect(service.received[0]?.event).toMatchObject({
      event: { chat_id: GROUP, name: '双12项目群', operator_id: { open_id: HAN } },
    })
  })

  it('come plain and unsigned when the app has no encrypt key', async () => {
    const plain = new FakeService('')
    const url = await plain.listen()
    const other = await run({ feishu: { encryptKey: '', subscription: { mode: 'webhook', url } } })
    await other.say('明文')
    await other.api('POST', '/idle')
    expect(plain.received[0]?.headers['x-lark-signature']).toBeUndefined()
    expect(JSON.parse(plain.received[0]?.raw ?? '{}')).toMatchObject({ schema: '2.0' })
    await other.stop()
    await plain.close()
  })
})

describe('re-sending', () => {
  it('happens after 15 s, 5 min, 1 h and 6 h on the virtual clock, then the event is lost', async () => {
    service.answer = () => ({ status: 500 })
    await sim.say('收不到')
    await idle()
    const counts = [service.received.length]
    for (const wait of ['PT14S', 'PT2S', 'PT5M', 'PT1H', 'PT6H', 'P1D']) {
      await advance(wait)
      counts.push(service.received.length)
    }
    expect(counts).toEqual([1, 1, 2, 3, 4, 5, 5])
    const ids = service.received.map(({ event }) => textOf(event, 'header', 'event_id'))
    expect(new Set(ids).size).toBe(1)
  })

  it('stops at the first acknowledgement', async () => {
    service.answer = () => ({ status: service.received.length < 3 ? 503 : 200 })
    await sim.say('第三次')
    await idle()
    await advance('P1D')
    expect(service.received).toHaveLength(3)
  })

  it('treats a redirect and three seconds of silence as not acknowledged', async () => {
    service.answer = () => (service.received.length === 1 ? { silent: true } : {})
    await sim.say('沉默')
    const started = performance.now()
    await until(
      'given up',
      async () =>
        (await sim.api('GET', '/exchanges?limit=1')).body !== null && sim.simulator.clock.nextTimer() !== null,
    )
    expect(performance.now() - started).toBeGreaterThan(2_900)
    await advance('PT15S')
    expect(service.received).toHaveLength(2)
    service.answer = () => ({ status: 302 })
    await sim.say('转走')
    await idle()
    expect(sim.simulator.clock.nextTimer()).not.toBeNull()
  })

  it('does not hold up other chats', async () => {
    service.answer = ({ event }) => (at(event, 'event', 'message', 'chat_type') === 'group' ? { silent: true } : {})
    await sim.say('卡住')
    await sim.api('POST', '/messages', { platform: 'feishu', chat: '李雷', from: 'li', text: '私聊照常' })
    await until('private message', () => service.texts().includes('私聊照常'))
  })
})

describe('inspector', () => {
  it('shows the plain event beside the encrypted one, masks secrets, and finds by message', async () => {
    const id = await sim.say('看协议')
    await idle()
    await sim.platform('POST', SEND, message('text', { text: '答' }))
    const all = (await sim.api('GET', '/exchanges')).body
    const text = JSON.stringify(all)
    for (const secret of [APP.appSecret, APP.verificationToken, APP.encryptKey, 'Bearer t-'])
      expect(text).not.toContain(secret)
    const found = (await sim.api('GET', `/exchanges?message=${id}`)).body
    expect(found).toMatchObject([
      {
        direction: 'to-service',
        transport: 'http',
        status: 200,
        request: { encrypt: expect.any(String) },
        decrypted: { header: { event_type: 'im.message.receive_v1', token: '***' } },
        messages: [id],
      },
    ])
  })
})
