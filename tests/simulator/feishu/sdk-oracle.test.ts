// The truth of the simulator is held by the official SDK: it must be able to live with it, as a client knows the platform.
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import * as lark from '@larksuiteoapi/node-sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sign } from '../../../src/simulator/feishu/crypto.ts'
import { APP, at, button, card, GROUP, HAN, type Running, run, until } from '../support.ts'

const silent = {
  error: () => undefined,
  warn: () => undefined,
  info: () => undefined,
  debug: () => undefined,
  trace: () => undefined,
}
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

function clientOf(url: string): lark.Client {
  return new lark.Client({
    appId: APP.appId,
    appSecret: APP.appSecret,
    domain: url,
    cache: new lark.DefaultCache(),
    logger: silent,
  })
}

let sim: Running
let client: lark.Client

beforeAll(async () => {
  sim = await run({ rateLimits: 'off', feishu: { longConnection: { fragmentBytes: 256, pingInterval: 1 } } })
  client = clientOf(sim.url)
})
afterAll(() => sim.stop())

describe('Client', () => {
  const send = (msg_type: string, content: unknown, more = {}) =>
    client.im.v1.message.create({
      params: { receive_id_type: 'chat_id' },
      data: { receive_id: GROUP, msg_type, content: JSON.stringify(content), ...more },
    })

  it('creates, replies, patches, edits, reads and deletes messages', async () => {
    const text = await send('text', { text: 'hi' }, { uuid: 'sdk-1' })
    expect(text).toMatchObject({ code: 0, data: { message_id: expect.stringMatching(/^om_/), chat_id: GROUP } })
    const message_id = text.data?.message_id ?? ''
    const reply = await client.im.v1.message.reply({
      path: { message_id },
      data: { msg_type: 'text', content: '{"text":"re"}' },
    })
    expect(reply.data).toMatchObject({ parent_id: message_id, root_id: message_id })
    const sent = await send('interactive', card({ tag: 'markdown', content: 'v1' }))
    const path = { message_id: sent.data?.message_id ?? '' }
    const content = JSON.stringify(card({ tag: 'markdown', content: 'v2' }))
    expect(await client.im.v1.message.patch({ path, data: { content } })).toMatchObject({ code: 0 })
    expect((await sim.read()).at(-1)).toMatchObject({ text: 'v2' })
    const update = await client.im.v1.message.update({
      path: { message_id },
      data: { msg_type: 'text', content: '{"text":"edited"}' },
    })
    expect(update).toMatchObject({ code: 0 })
    const got = await client.im.v1.message.get({ path: { message_id } })
    expect(got.data?.items?.[0]).toMatchObject({ body: { content: '{"text":"edited"}' }, updated: true })
    expect(await client.im.v1.message.delete({ path: { message_id } })).toMatchObject({ code: 0 })
  })

  it('uploads an image and shows it in a card', async () => {
    const uploaded = await client.im.v1.image.create({ data: { image_type: 'message', image: PNG } })
    const img_key = uploaded?.image_key ?? ''
    expect(img_key).toMatch(/^img_/)
    expect(
      await send('interactive', card({ tag: 'img', img_key, alt: { tag: 'plain_text', content: '图' } })),
    ).toMatchObject({ code: 0 })
    const view = (await sim.read()).at(-1)
    const bytes = await (await fetch(`${sim.url}${view?.image}`)).arrayBuffer()
    expect(Buffer.from(bytes).equals(PNG)).toBe(true)
  })

  it('sees a refused upload, and uploads files', async () => {
    const image = Buffer.from('not an image at all')
    await expect(client.im.v1.image.create({ data: { image_type: 'message', image } })).rejects.toMatchObject({
      response: { status: 400, data: { code: 234011 } },
    })
    const file = await client.im.v1.file.create({
      data: { file_type: 'stream', file_name: '表.csv', file: Buffer.from('a,b') },
    })
    expect(await send('file', { file_key: file?.file_key })).toMatchObject({ code: 0 })
    expect((await sim.read()).at(-1)).toMatchObject({ kind: 'file' })
  })

  it('reads people, chats, members and the bot', async () => {
    const user = await client.contact.v3.user.get({ path: { user_id: HAN }, params: { user_id_type: 'open_id' } })
    expect(user.data?.user).toMatchObject({ name: '韩梅' })
    const batch = await client.contact.v3.user.batch({ params: { user_ids: [HAN], user_id_type: 'open_id' } })
    expect(batch.data?.items).toMatchObject([{ open_id: HAN }])
    const names: unknown[] = []
    for await (const page of await client.im.v1.chatMembers.getWithIterator({
      path: { chat_id: GROUP },
      params: { page_size: 2 },
    }))
      names.push(...(page?.items ?? []).map((item) => item.name))
    expect(names).toEqual(['李雷', '韩梅', '韩梅梅'])
    expect(await client.request({ method: 'GET', url: '/open-apis/bot/v3/info' })).toMatchObject({
      bot: { app_name: '营销助手' },
    })
  })

  it('reacts, and sees a refusal as HTTP 400 with code and log id', async () => {
    const text = await send('text', { text: 'ok?' })
    const reaction = await client.im.v1.messageReaction.create({
      path: { message_id: text.data?.message_id ?? '' },
      data: { reaction_type: { emoji_type: 'OK' } },
    })
    expect(reaction).toMatchObject({ code: 0 })
    await expect(send('interactive', card({ tag: 'note' }))).rejects.toMatchObject({
      response: {
        status: 400,
        data: { code: 230099, msg: expect.stringContaining('ErrCode: 200861'), error: { log_id: expect.any(String) } },
      },
    })
  })
})

describe('WSClient', () => {
  async function connected(events: Record<string, (data: unknown) => unknown>): Promise<lark.WSClient> {
    const dispatcher = new lark.EventDispatcher({ logger: silent }).register(events)
    const ready = Promise.withResolvers<void>()
    const socket = new lark.WSClient({
      appId: APP.appId,
      appSecret: APP.appSecret,
      domain: sim.url,
      logger: silent,
      onReady: () => ready.resolve(),
      onError: (error: unknown) => ready.reject(error),
    })
    await socket.start({ eventDispatcher: dispatcher })
    await ready.promise
    return socket
  }

  it('receives messages in fragments, acknowledges them, and answers card callbacks', async () => {
    const texts: unknown[] = []
    const actions: unknown[] = []
    const socket = await connected({
      'im.message.receive_v1': (data) => void texts.push(at(data, 'message', 'content')),
      'card.action.trigger': (data) => {
        actions.push(at(data, 'action', 'value'))
        const decided = card({ tag: 'markdown', content: '已通过 ✅ 多字节' })
        return { toast: { type: 'success', content: '已通过' }, card: { type: 'raw', data: decided } }
      },
    })
    const long = '长消息要分片'.repeat(60)
    await sim.say(long)
    await sim.api('POST', '/idle')
    expect(texts).toEqual([JSON.stringify({ text: long })])
    expect(sim.simulator.clock.nextTimer()).toBeNull()
    const sent = await client.im.v1.message.create({
      params: { receive_id_type: 'chat_id' },
      data: { receive_id: GROUP, msg_type: 'interactive', content: JSON.stringify(card(button('approve', { v: 3 }))) },
    })
    const click = { platform: 'feishu', message: sent.data?.message_id, from: 'han', button: 'approve' }
    expect((await sim.api('POST', '/clicks', click)).body).toEqual({
      status: 'ok',
      toast: { type: 'success', content: '已通过' },
    })
    expect(actions).toEqual([{ v: 3 }])
    expect((await sim.read()).at(-1)).toMatchObject({ text: '已通过 ✅ 多字节' })
    socket.close({ force: true })
  })

  it('fails at once on a wrong secret', async () => {
    const failed = Promise.withResolvers<unknown>()
    const socket = new lark.WSClient({
      appId: APP.appId,
      appSecret: 'wrong',
      domain: sim.url,
      logger: silent,
      onError: (error: unknown) => failed.resolve(error),
    })
    await socket.start({ eventDispatcher: new lark.EventDispatcher({ logger: silent }) })
    expect(String(await failed.promise)).toContain('514')
    socket.close({ force: true })
  })
})

describe('EventDispatcher and AESCipher', () => {
  it('decrypt and verify what the webhook gets', async () => {
    const seen: unknown[] = []
    const bodies: string[] = []
    const dispatcher = new lark.EventDispatcher({
      encryptKey: APP.encryptKey,
      verificationToken: APP.verificationToken,
      logger: silent,
    }).register({ 'im.message.receive_v1': (data) => void seen.push(data.message.content) })
    const handle = lark.adaptDefault('/hook', dispatcher, { autoChallenge: true })
    const server = http.createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => bodies.push(Buffer.concat(chunks).toString('utf8')))
      void handle(request, response)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
    const other = await run({ feishu: { subscription: { mode: 'webhook', url } } })
    expect(other.simulator.platform('feishu').subscription).toMatchObject({ status: 'verified' })
    await other.say('@营销助手 验签')
    await until('the event arrived', () => seen.length > 0)
    expect(seen).toEqual([JSON.stringify({ text: '@_user_1 验签' })])
    const encrypted = String(at(JSON.parse(bodies.at(-1) ?? '{}'), 'encrypt'))
    expect(JSON.parse(new lark.AESCipher(APP.encryptKey).decrypt(encrypted))).toMatchObject({ schema: '2.0' })
    await other.stop()
    server.closeAllConnections()
    server.close()
  })

  it('refuse a signature made with another key', async () => {
    const seen: unknown[] = []
    const dispatcher = new lark.EventDispatcher({ encryptKey: 'another key', logger: silent }).register({
      'im.message.receive_v1': (data) => void seen.push(data),
    })
    const body = { encrypt: 'x' }
    const headers = {
      'x-lark-request-timestamp': '1',
      'x-lark-request-nonce': 'n',
      'x-lark-signature': sign('1', 'n', APP.encryptKey, JSON.stringify(body)),
    }
    await dispatcher.invoke(Object.assign(Object.create({ headers }), body))
    expect(seen).toEqual([])
  })
})
