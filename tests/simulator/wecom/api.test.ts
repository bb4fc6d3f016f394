// WeCom beside Feishu in one simulator, as the host puts them on one server.

import websocket from '@fastify/websocket'
import { WSClient } from '@wecom/aibot-node-sdk'
import Fastify from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSimulator, type Simulator } from '../../../src/simulator/index.ts'
import { createWecomPlatform } from '../../../src/simulator/wecom/index.ts'
import { FakeService, reply } from './fake-service.ts'
import { APP, approval, GROUP, START, WORLD } from './support.ts'

const FEISHU = {
  appId: 'cli_00000000000000aa',
  appSecret: 'feishu-secret',
  encryptKey: '',
  verificationToken: '',
  subscription: { mode: 'long-connection' as const },
}
const quiet = () => undefined

let service: FakeService
let simulator: Simulator
let server: ReturnType<typeof Fastify>
let url: string

beforeEach(async () => {
  service = new FakeService()
  simulator = createSimulator({
    world: WORLD,
    startAt: START,
    rateLimits: 'off',
    feishu: FEISHU,
    platforms: [(shared) => createWecomPlatform({ ...shared, app: APP })],
  })
  server = Fastify({ forceCloseConnections: true })
  await server.register(websocket)
  await server.register(simulator.pages)
  for (const platform of simulator.platforms) await server.register(platform.endpoints)
  url = await server.listen({ port: 0, host: '127.0.0.1' })
})
afterEach(async () => {
  await simulator.close()
  await server.close()
  await service.close()
})

async function api(path: string, body?: unknown): Promise<Record<string, unknown>> {
  const settings = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const response = await fetch(`${url}/simulator/api/${path}`, body === undefined ? {} : settings)
  return (await response.json()) as Record<string, unknown>
}

describe('through the HTTP API', () => {
  it('people of the app talk and press', async () => {
    service.answer = ({ event }) =>
      event.MsgType === 'text' ? { reply: reply('LiLei', 'text', '<Content>收到</Content>') } : {}
    const subscription = { platform: 'wecom', mode: 'webhook', url: await service.listen() }
    expect(await api('subscription', subscription)).toMatchObject({ status: 'verified' })
    const chat = simulator.platform('wecom').chats.find(({ members }) => members.length === 1 && members[0] === 'li')
    await api('messages', { platform: 'wecom', chat: chat?.id, from: 'li', text: '你好' })
    expect(await api('idle', {})).toEqual({ idle: true })
    expect(await api(`messages?platform=wecom&chat=${chat?.id}`)).toMatchObject([{ text: '你好' }, { text: '收到' }])

    const issued = await (await fetch(`${url}/cgi-bin/gettoken?corpid=${APP.corpId}&corpsecret=${APP.secret}`)).json()
    const { access_token } = issued as { access_token: string }
    const body = { touser: 'LiLei', agentid: APP.agentId, msgtype: 'template_card', template_card: approval('t1') }
    const sent = await fetch(`${url}/cgi-bin/message/send?access_token=${access_token}`, {
      method: 'POST',
      body: JSON.stringify(body),
    })
    const { msgid } = (await sent.json()) as { msgid: string }
    const click = { platform: 'wecom', message: msgid, from: '李雷', button: 'approve:42' }
    expect(await api('clicks', click)).toEqual({ status: 'ok' })
    expect(service.all('EventKey')).toEqual([undefined, 'approve:42'])
  })

  it('the bot answers in its group while the sockets of both platforms share the server', async () => {
    const client = new WSClient({
      botId: APP.bot.botId,
      secret: APP.bot.secret,
      wsUrl: `${url.replace('http', 'ws')}/ws`,
      logger: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    })
    const ready = new Promise<void>((resolve) => client.once('authenticated', resolve))
    client.on('message', (frame) => {
      client.replyStream(frame, 's1', '收到', true).catch(quiet)
    })
    client.connect()
    await ready
    const answered = new Promise<void>((resolve) => client.once('message', () => resolve()))
    await api('messages', { platform: 'wecom', chat: GROUP, from: 'li', text: '@营销助手 你好' })
    await answered
    await api('idle', {})
    const seen = simulator.platform('wecom').messages(false)
    expect(seen.at(0)).toMatchObject({ text: '@营销助手 你好' })
    client.disconnect()
  })
})
