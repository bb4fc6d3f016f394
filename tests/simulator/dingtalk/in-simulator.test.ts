/** Beside another platform on one server, behind the simulator's own API. */
import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createDingtalkPlatform } from '../../../src/simulator/dingtalk/index.ts'
import { createSimulator, type Shared, type Simulator } from '../../../src/simulator/index.ts'
import {
  ALL,
  APP,
  at,
  buttons,
  Client,
  CREATE,
  CREDENTIALS,
  call,
  cardTo,
  GROUP,
  PNG,
  START,
  textOf,
  until,
  WORLD,
} from './support.ts'

const FEISHU = {
  appId: 'cli_00000000000000aa',
  appSecret: 'feishu-secret',
  encryptKey: '',
  verificationToken: 'token',
  subscription: { mode: 'long-connection' as const },
}

let simulator: Simulator
let server: FastifyInstance
let url: string
let client: Client

beforeEach(async () => {
  const platforms = [(shared: Shared) => createDingtalkPlatform({ ...shared, app: APP })]
  simulator = createSimulator({ world: WORLD, startAt: START, feishu: FEISHU, platforms })
  server = Fastify({ forceCloseConnections: true })
  await server.register(simulator.pages)
  for (const { endpoints } of simulator.platforms) await server.register(endpoints)
  url = await server.listen({ port: 0, host: '127.0.0.1' })
  await simulator.start()
  const { body } = await call(`${url}/v1.0/gateway/connections/open`, 'POST', { ...CREDENTIALS, subscriptions: ALL })
  client = await Client.open(`${textOf(body, 'endpoint')}?ticket=${textOf(body, 'ticket')}`)
})
afterEach(async () => {
  client.close()
  await simulator.close()
  await server.close()
})

const api = (method: string, path: string, body?: unknown) => call(`${url}/simulator/api${path}`, method, body)

it('people talk, press and look through the API', async () => {
  const file = { name: 'a.png', content: PNG.toString('base64') }
  const said = await api('POST', '/messages', {
    platform: 'dingtalk',
    chat: GROUP,
    from: '李雷',
    text: '@营销助手 看',
    file,
  })
  await until('heard', () => client.robot.length === 1)
  expect(client.robot[0]?.data).toMatchObject({ msgId: textOf(said.body, 'id'), msgtype: 'richText' })
  const token = await call(`${url}/v1.0/oauth2/accessToken`, 'POST', {
    appKey: APP.clientId,
    appSecret: APP.clientSecret,
  })
  const headers = { 'x-acs-dingtalk-access-token': textOf(token.body, 'accessToken') }
  await call(`${url}${CREATE}`, 'POST', cardTo({ title: '审批', buttons: buttons('agree') }), headers)
  const seen = (await api('GET', '/messages?platform=dingtalk')).body
  expect(seen).toMatchObject([{ text: '@营销助手 看' }, { kind: 'card', title: '审批', platform: 'dingtalk' }])
  const picture = await fetch(`${url}${textOf(seen, 0, 'image')}`)
  expect(Buffer.from(await picture.arrayBuffer())).toEqual(PNG)
  const click = { platform: 'dingtalk', message: textOf(seen, 1, 'id'), from: '韩梅', button: 'agree' }
  expect((await api('POST', '/clicks', click)).body).toEqual({ status: 'ok' })
  expect(client.cards[0]?.data).toMatchObject({ userId: 'u12' })
  expect((await api('POST', '/clicks', { ...click, button: 'x' })).status).toBe(422)
})

it('faults, the subscription and the wire are reached through the API', async () => {
  const fault = {
    platform: 'dingtalk',
    match: { direction: 'api', path: '/gettoken' },
    fault: { kind: 'code', code: 40096 },
  }
  expect((await api('POST', '/faults', fault)).status).toBe(200)
  const refused = await call(`${url}/gettoken?appkey=${APP.clientId}&appsecret=${APP.clientSecret}`, 'GET')
  expect(refused.body).toMatchObject({ errcode: 40096 })
  const webhook = { platform: 'dingtalk', mode: 'webhook', url: 'http://127.0.0.1:9/dingtalk' }
  expect((await api('POST', '/subscription', webhook)).body).toMatchObject({ mode: 'webhook', status: 'verified' })
  await until('recorded', () => simulator.platform('dingtalk').inFlight === 0)
  const { body } = await api('GET', '/exchanges?platform=dingtalk')
  expect(at(body, 0)).toMatchObject({ platform: 'dingtalk', path: `/gettoken?appkey=${APP.clientId}&appsecret=***` })
})
