import Fastify from 'fastify'
import {
  createSimulator,
  type FeishuApp,
  type Simulator,
  type SimulatorOptions,
  type World,
} from '../../src/simulator/index.ts'
import type { MessageView } from '../../src/simulator/view/message-view.ts'

export const APP: FeishuApp = {
  appId: 'cli_00000000000000aa',
  appSecret: 'test-secret',
  encryptKey: 'test-encrypt-key',
  verificationToken: 'test-verification-token',
  subscription: { mode: 'long-connection' },
}

export const LI = 'ou_li'
export const HAN = 'ou_han'
export const HANMEI = 'ou_hanmei'
export const GROUP = 'oc_group'

export const WORLD: World = {
  tenantKey: 'tenant1',
  bot: { name: '营销助手' },
  people: [
    { id: 'li', name: '李雷', title: '市场总监', accounts: [{ platform: 'feishu', id: LI, unionId: 'on_li' }] },
    { id: 'han', name: '韩梅', accounts: [{ platform: 'feishu', id: HAN }] },
    { id: 'hanmei', name: '韩梅梅', accounts: [{ platform: 'feishu', id: HANMEI }] },
    { id: 'out', name: '外部王', external: true, accounts: [{ platform: 'feishu', id: 'ou_out' }] },
  ],
  chats: [{ platform: 'feishu', id: GROUP, name: '双12项目群', type: 'group', members: ['li', 'han', 'hanmei'] }],
}

/** Tuesday. */
export const START = new Date('2026-11-24T10:00:00+08:00')

export interface Answer {
  status: number
  body: unknown
  headers: Headers
}

export interface Running {
  url: string
  simulator: Simulator
  /** Calls the simulator's own API. */
  api(method: string, path: string, body?: unknown): Promise<Answer>
  /** Calls the platform with a valid token. */
  platform(method: string, path: string, body?: unknown): Promise<Answer>
  /** A person says something in the group; returns the message id. */
  say(text: string, more?: Record<string, unknown>): Promise<string>
  /** What a person sees in the group. */
  read(query?: string): Promise<MessageView[]>
  stop(): Promise<void>
}

type Settings = Partial<Omit<SimulatorOptions, 'feishu'>> & { feishu?: Partial<FeishuApp> }

/** A simulator listening on a free port. */
export async function run(settings: Settings = {}): Promise<Running> {
  const feishu = { ...APP, ...settings.feishu }
  const simulator = createSimulator({ world: WORLD, startAt: START, ...settings, feishu })
  // Node does not count a socket that never sent a request as idle, so closing would wait for it.
  const app = Fastify({ forceCloseConnections: true })
  await app.register(simulator.pages)
  await app.register(simulator.feishu)
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  await simulator.start()
  const api = (method: string, path: string, body?: unknown) => call(`${url}/simulator/api${path}`, method, body)
  const platform = async (method: string, path: string, body?: unknown) =>
    call(`${url}/open-apis${path}`, method, body, `Bearer ${await tokenFrom(url)}`)
  return {
    url,
    simulator,
    api,
    platform,
    say: async (text, more = {}) => {
      const answer = await api('POST', '/messages', { platform: 'feishu', chat: GROUP, from: 'li', text, ...more })
      return textOf(answer.body, 'id')
    },
    read: async (query = '') => (await api('GET', `/messages?chat=${GROUP}${query}`)).body as MessageView[],
    stop: async () => {
      await simulator.close()
      await app.close()
    },
  }
}

export async function call(url: string, method: string, body?: unknown, authorization?: string): Promise<Answer> {
  const headers: Record<string, string> = {}
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (authorization) headers.authorization = authorization
  const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  const text = await response.text()
  return { status: response.status, body: parsed(text), headers: response.headers }
}

export async function tokenFrom(url: string): Promise<string> {
  const credentials = { app_id: APP.appId, app_secret: APP.appSecret }
  const answer = await call(`${url}/open-apis/auth/v3/tenant_access_token/internal`, 'POST', credentials)
  return textOf(answer.body, 'tenant_access_token')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

/** A nested property by its path, e.g. at(body, 'data', 'message_id'). */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown> | undefined)?.[key], value)
}

export function textOf(value: unknown, ...path: (string | number)[]): string {
  const found = at(value, ...path)
  if (typeof found !== 'string') throw new Error(`${path.join('.')} is not a string in ${JSON.stringify(value)}`)
  return found
}

/** Body of a message to the group. */
export function message(type: string, content: unknown, more: Record<string, unknown> = {}) {
  return { receive_id: GROUP, msg_type: type, content: JSON.stringify(content), ...more }
}

export const SEND = '/im/v1/messages?receive_id_type=chat_id'

/** A shared card of schema 2.0 with these elements. */
export function card(...elements: unknown[]): Record<string, unknown> {
  return { schema: '2.0', config: { update_multi: true }, body: { elements } }
}

export function button(name: string, value: unknown = { a: name }, more: Record<string, unknown> = {}) {
  const text = { tag: 'plain_text', content: name }
  return { tag: 'button', name, text, behaviors: [{ type: 'callback', value }], ...more }
}

/** Waits for a condition by the event loop's turns; fails after 5 s. */
export async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 5_000
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`never happened: ${what}`)
    await new Promise((resolve) => setImmediate(resolve))
  }
}
