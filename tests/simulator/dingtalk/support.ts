import Fastify from 'fastify'
import WebSocket from 'ws'
import { VirtualClock } from '../../../src/simulator/clock.ts'
import {
  createDingtalkPlatform,
  type DingtalkApp,
  type DingtalkPlatform,
} from '../../../src/simulator/dingtalk/index.ts'
import { ExchangeLog } from '../../../src/simulator/exchanges.ts'
import { Feed } from '../../../src/simulator/feed.ts'
import type { World } from '../../../src/simulator/types.ts'
import type { MessageView } from '../../../src/simulator/view/message-view.ts'

export const TEMPLATE = 'template-1.schema'
export const DRAFT_TEMPLATE = 'draft.schema'

export const APP: DingtalkApp = {
  clientId: 'dingclient',
  clientSecret: 'client-secret',
  robotCode: 'dingrobot',
  corpId: 'dingcorp',
  cardTemplates: [TEMPLATE],
  unpublishedTemplates: [DRAFT_TEMPLATE],
  subscription: { mode: 'stream' },
}

export const GROUP = 'cidGroup+1=='

export const WORLD: World = {
  tenantKey: 'dingcorp',
  bot: { name: '营销助手' },
  people: [
    { id: 'li', name: '李雷', title: '市场总监', accounts: [{ platform: 'dingtalk', id: 'u1', unionId: 'union-1' }] },
    { id: 'han', name: '韩梅', accounts: [{ platform: 'dingtalk', id: 'u12' }] },
    { id: 'out', name: '外部王', external: true, accounts: [{ platform: 'dingtalk', id: 'x9' }] },
    { id: 'elsewhere', name: '别处', accounts: [{ platform: 'feishu', id: 'ou_1' }] },
  ],
  chats: [
    { platform: 'dingtalk', id: GROUP, name: '双12项目群', type: 'group', members: ['li', 'han', 'out'] },
    { platform: 'feishu', id: 'oc_1', name: '别处的群', type: 'group', members: ['elsewhere'] },
  ],
}

/** Tuesday. */
export const START = new Date('2026-11-24T10:00:00+08:00')

export const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')

export interface Answer {
  status: number
  body: unknown
  text: string
}

export interface Running {
  url: string
  platform: DingtalkPlatform
  clock: VirtualClock
  feed: Feed
  exchanges: ExchangeLog
  log: string[]
  /** Calls the new family with a valid token. */
  api(method: string, path: string, body?: unknown): Promise<Answer>
  /** Calls the old family with a valid token. */
  old(path: string, body?: unknown): Promise<Answer>
  token(): Promise<string>
  /** Somebody says something in the group; resolves to its id. */
  say(
    text: string,
    more?: { from?: string; chat?: string; replyTo?: string; file?: { name: string; bytes: Buffer } },
  ): string
  views(): readonly MessageView[]
  privateChat(person: string): string
  advance(seconds: number): Promise<void>
  /** Connects to the stream as an own client. */
  connect(subscriptions?: { type: string; topic: string }[]): Promise<Client>
  stop(): Promise<void>
}

export interface Settings {
  app?: Partial<DingtalkApp>
  rateLimits?: 'documented' | 'off'
}

/** A simulated DingTalk listening on a free port. */
export async function run(settings: Settings = {}): Promise<Running> {
  const clock = new VirtualClock(START)
  const feed = new Feed()
  const exchanges = new ExchangeLog(clock, feed)
  const log: string[] = []
  const platform = createDingtalkPlatform({
    app: { ...APP, ...settings.app },
    world: WORLD,
    clock,
    feed,
    exchanges,
    rateLimits: settings.rateLimits ?? 'documented',
    log: (line) => log.push(line),
  })
  const server = Fastify({ forceCloseConnections: true })
  await server.register(platform.endpoints)
  const url = await server.listen({ port: 0, host: '127.0.0.1' })
  const clients: Client[] = []
  const token = async () => {
    const answer = await call(`${url}/v1.0/oauth2/accessToken`, 'POST', {
      appKey: 'dingclient',
      appSecret: 'client-secret',
    })
    return textOf(answer.body, 'accessToken')
  }
  const privateChat = (person: string) =>
    platform.chats.find(({ type, members }) => type === 'private' && members[0] === person)?.id ?? ''
  return {
    url,
    platform,
    clock,
    feed,
    exchanges,
    log,
    token,
    api: async (method, path, body) =>
      call(`${url}${path}`, method, body, { 'x-acs-dingtalk-access-token': await token() }),
    old: async (path, body = {}) => call(`${url}${path}?access_token=${await token()}`, 'POST', body),
    say: (text, { from = 'li', chat = GROUP, replyTo, file } = {}) =>
      platform.say({ chat, from, text, replyTo, file }).id,
    views: () => platform.messages(false),
    privateChat,
    advance: (seconds) => clock.advanceTo(new Date(clock.now().getTime() + seconds * 1000), async () => undefined),
    connect: async (subscriptions = ALL) => {
      const answer = await call(`${url}/v1.0/gateway/connections/open`, 'POST', { ...CREDENTIALS, subscriptions })
      const client = await Client.open(`${textOf(answer.body, 'endpoint')}?ticket=${textOf(answer.body, 'ticket')}`)
      clients.push(client)
      return client
    },
    stop: async () => {
      for (const client of clients) client.close()
      await platform.close()
      await server.close()
      clock.stop()
    },
  }
}

export const CREDENTIALS = {
  clientId: APP.clientId,
  clientSecret: APP.clientSecret,
  ua: 'test/1',
  localIp: '127.0.0.1',
}
export const TOPIC_ROBOT = '/v1.0/im/bot/messages/get'
export const TOPIC_CARD = '/v1.0/card/instances/callback'
export const ALL = [
  { type: 'EVENT', topic: '*' },
  { type: 'CALLBACK', topic: TOPIC_ROBOT },
  { type: 'CALLBACK', topic: TOPIC_CARD },
]

export interface Frame {
  type: string
  headers: Record<string, string>
  /** The parsed JSON text. */
  data: Record<string, unknown>
}

interface Reply {
  code?: number
  data: unknown
}

/** A client of the stream that keeps what it received and acknowledges as told. */
export class Client {
  readonly frames: Frame[] = []
  closed = false
  /** What is answered to a frame: `data` of a 200, a whole code, or nothing. */
  answer: (frame: Frame) => Reply | undefined = () => ({ data: { response: null } })
  readonly #socket: WebSocket

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('message', (raw: Buffer) => this.#take(raw.toString('utf8')))
    socket.on('close', () => {
      this.closed = true
    })
    socket.on('error', () => undefined)
  }

  /** Rejects with the status of a refused handshake. */
  static open(url: string): Promise<Client> {
    const socket = new WebSocket(url)
    const client = new Client(socket)
    return new Promise((resolve, reject) => {
      socket.once('open', () => resolve(client))
      socket.once('unexpected-response', (_request, response) => reject(new Error(`HTTP ${response.statusCode}`)))
    })
  }

  get robot(): Frame[] {
    return this.frames.filter(({ headers }) => headers.topic === TOPIC_ROBOT)
  }

  get cards(): Frame[] {
    return this.frames.filter(({ headers }) => headers.topic === TOPIC_CARD)
  }

  ack(messageId: string | undefined, data: unknown, code = 200): void {
    const headers = { contentType: 'application/json', messageId }
    this.#socket.send(JSON.stringify({ code, headers, message: 'OK', data: JSON.stringify(data) }))
  }

  sendRaw(text: string): void {
    this.#socket.send(text)
  }

  close(): void {
    this.#socket.terminate()
  }

  #take(text: string): void {
    const frame = JSON.parse(text) as { type: string; headers: Record<string, string>; data: string }
    const opened = { ...frame, data: JSON.parse(frame.data) as Record<string, unknown> }
    this.frames.push(opened)
    const isPing = frame.type === 'SYSTEM' && frame.headers.topic === 'ping'
    const echo = isPing ? { data: opened.data } : undefined
    const answer: Reply | undefined = frame.type === 'SYSTEM' ? echo : this.answer(opened)
    if (answer) this.ack(frame.headers.messageId, answer.data, answer.code)
  }
}

export async function call(
  url: string,
  method: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const isForm = body instanceof FormData
  const response = await fetch(url, {
    method,
    headers: {
      accept: 'application/json',
      ...(body && !isForm ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: parsed(text), text }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

export function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown> | undefined)?.[key], value)
}

export function textOf(value: unknown, ...path: (string | number)[]): string {
  const found = at(value, ...path)
  if (typeof found !== 'string') throw new Error(`${path.join('.')} is not a string in ${JSON.stringify(value)}`)
  return found
}

/** Waits for a condition by the event loop's turns; fails after 5 s. */
export async function until(what: string, condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 5_000
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`never happened: ${what}`)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** Body of a robot message to the group. */
export function toGroup(msgKey: string, param: unknown, more: Record<string, unknown> = {}) {
  return { robotCode: APP.robotCode, openConversationId: GROUP, msgKey, msgParam: JSON.stringify(param), ...more }
}

export const TO_GROUP = '/v1.0/robot/groupMessages/send'
export const TO_PEOPLE = '/v1.0/robot/oToMessages/batchSend'
export const CREATE = '/v1.0/card/instances/createAndDeliver'
export const CARDS = '/v1.0/card/instances'

let cardCount = 0

/** Body of a card to the group with these variables. */
export function cardTo(params: Record<string, unknown>, more: Record<string, unknown> = {}) {
  cardCount += 1
  return {
    cardTemplateId: TEMPLATE,
    outTrackId: `track-${cardCount}`,
    callbackType: 'STREAM',
    userIdType: 1,
    cardData: { cardParamMap: params },
    openSpaceId: `dtv1.card//IM_GROUP.${GROUP}`,
    imGroupOpenSpaceModel: { supportForward: false },
    imGroupOpenDeliverModel: { robotCode: APP.robotCode },
    ...more,
  }
}

export function buttons(...ids: string[]): string {
  return JSON.stringify(ids.map((id) => ({ id, label: id, style: 'primary', disabled: false })))
}
