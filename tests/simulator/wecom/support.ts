import Fastify from 'fastify'
import { VirtualClock } from '../../../src/simulator/clock.ts'
import { ExchangeLog } from '../../../src/simulator/exchanges.ts'
import { Feed } from '../../../src/simulator/feed.ts'
import type { MessageView } from '../../../src/simulator/view/message-view.ts'
import { createWecomPlatform, type WecomApp, type WecomPlatform } from '../../../src/simulator/wecom/index.ts'

export const APP: WecomApp = {
  corpId: 'ww0123456789abcdef',
  agentId: 1000002,
  secret: 'app-secret',
  callbackToken: 'BriefToken2026',
  encodingAesKey: 'UkQHEAQmMqKdik2M3s5C1BPHledgYMS3mUjd9Zh4Ft8',
  callbackUrl: '',
  bot: { botId: 'aib-1', secret: 'bot-secret', name: '营销助手' },
  groupWebhooks: { group1: 'webhook-key' },
}

export const GROUP = 'group1'

/** A person without a group, a person outside, and two who share a beginning of their names. */
export const WORLD = {
  tenantKey: '示例公司',
  bot: { name: '营销系统' },
  people: [
    { id: 'li', name: '李雷', title: '市场总监', accounts: [{ platform: 'wecom', id: 'LiLei' }] },
    { id: 'han', name: '韩梅', accounts: [{ platform: 'wecom', id: '007' }] },
    { id: 'hanmei', name: '韩梅梅', accounts: [{ platform: 'wecom', id: 'hanmeimei' }] },
    { id: 'out', name: '外部王', external: true, accounts: [{ platform: 'wecom', id: 'wang' }] },
    { id: 'other', name: '别处', accounts: [{ platform: 'feishu', id: 'ou_other' }] },
  ],
  chats: [
    { platform: 'wecom', id: GROUP, name: '双12项目群', type: 'group' as const, members: ['li', 'han', 'hanmei'] },
    { platform: 'feishu', id: 'oc_1', name: '别处的群', type: 'group' as const, members: ['other'] },
  ],
}

/** Tuesday. */
export const START = new Date('2026-11-24T10:00:00+08:00')

export type Answer = Record<string, unknown> & { errcode: number; errmsg: string }

export interface Running {
  url: string
  ws: string
  platform: WecomPlatform
  clock: VirtualClock
  exchanges: ExchangeLog
  /** What the simulator complained of. */
  complaints: string[]
  token(): Promise<string>
  get(path: string): Promise<Answer>
  post(path: string, body: unknown): Promise<Answer>
  /** message/send to 李雷 unless told otherwise. */
  send(msgtype: string, content: unknown, more?: Record<string, unknown>): Promise<Answer>
  upload(bytes: Buffer, name: string, type: string): Promise<Answer>
  /** Id of a person's private chat. */
  privately(person: string): string
  seen(chat: string): MessageView[]
  /** Sets the clock forward; hours. */
  later(hours: number): Promise<void>
  /** Resolves when no delivery is under way. */
  quiet(): Promise<void>
  stop(): Promise<void>
}

interface Settings {
  app?: Partial<WecomApp>
  rateLimits?: 'documented' | 'off'
}

/** The platform listening on a free port. */
export async function run({ app = {}, rateLimits = 'off' }: Settings = {}): Promise<Running> {
  const clock = new VirtualClock(START)
  const feed = new Feed()
  const exchanges = new ExchangeLog(clock, feed)
  const complaints: string[] = []
  const log = (line: string) => void complaints.push(line)
  const settings = { ...APP, ...app }
  const platform = createWecomPlatform({ world: WORLD, clock, feed, exchanges, rateLimits, log, app: settings })
  const server = Fastify({ forceCloseConnections: true })
  await server.register(platform.endpoints)
  const url = await server.listen({ port: 0, host: '127.0.0.1' })
  const read = async (response: Response) => (await response.json()) as Answer
  const get = async (path: string) => read(await fetch(`${url}/cgi-bin/${path}`))
  const post = async (path: string, body: unknown) =>
    read(await fetch(`${url}/cgi-bin/${path}`, { method: 'POST', body: JSON.stringify(body) }))
  const token = async () =>
    String((await get(`gettoken?corpid=${settings.corpId}&corpsecret=${settings.secret}`)).access_token)
  return {
    url,
    ws: `${url.replace('http', 'ws')}/ws`,
    platform,
    clock,
    exchanges,
    complaints,
    token,
    get,
    post,
    send: async (msgtype, content, more = {}) => {
      const body = { touser: 'LiLei', agentid: settings.agentId, msgtype, [msgtype]: content, ...more }
      return post(`message/send?access_token=${await token()}`, body)
    },
    upload: async (bytes, name, type) => {
      const form = new FormData()
      form.append('media', new Blob([new Uint8Array(bytes)]), name)
      const address = `${url}/cgi-bin/media/upload?access_token=${await token()}&type=${type}`
      return read(await fetch(address, { method: 'POST', body: form }))
    },
    privately: (person) => {
      const chat = platform.chats.find(({ type, members }) => type === 'private' && members[0] === person)
      if (!chat) throw new Error(`${person} has no private chat`)
      return chat.id
    },
    seen: (chat) => platform.messages(true).filter((message) => message.chat === chat),
    later: (hours) => clock.advanceTo(new Date(clock.now().getTime() + hours * 3_600_000), async () => undefined),
    quiet: () => until('all deliveries are done', () => platform.inFlight === 0),
    stop: async () => {
      await platform.close()
      clock.stop()
      await server.close()
    },
  }
}

/** A card with two buttons and what else is asked for. */
export function approval(taskId: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    card_type: 'button_interaction',
    main_title: { title: '预算审批 #42', desc: '提交人 李雷' },
    horizontal_content_list: [{ keyname: '金额', value: '¥12,000' }],
    task_id: taskId,
    button_list: [
      { text: '同意', style: 1, key: 'approve:42' },
      { text: '驳回', style: 2, key: 'reject:42' },
    ],
    ...more,
  }
}

export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** Waits for a condition by the event loop's turns; fails after 5 s. */
export async function until(what: string, condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 5_000
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`never happened: ${what}`)
    await new Promise((resolve) => setImmediate(resolve))
  }
}
