import type { ServerResponse } from 'node:http'
import fastifyStatic from '@fastify/static'
import fastify, { type FastifyInstance } from 'fastify'
import { approvalCard, decidedCard, draftCard } from './cards.ts'

interface Said {
  id: string
  at: string
  editedAt?: string
  chat: string
  from: { id: string; name: string; bot: boolean }
  replyTo?: string
  kind: 'text' | 'image' | 'card' | 'file'
  title?: string
  text: string
  image?: string
  mentions: string[]
  fields: []
  buttons: []
  inputs: []
  native?: unknown
}

export interface ClickBody {
  message: string
  from: string
  button: string
  values?: Record<string, unknown>
}

const PEOPLE = [
  ['lilei', '李雷', '项目经理'],
  ['wangmin', '王敏', '市场总监'],
  ['zhaoqian', '赵倩', '设计'],
].map(([id = '', name = '', title = '']) => ({ id, name, title, accounts: [{ platform: 'feishu', id: `ou_${id}` }] }))

const CHATS = [
  {
    platform: 'feishu',
    id: 'oc_team',
    name: '双12大促项目群',
    type: 'group',
    members: ['lilei', 'wangmin', 'zhaoqian'],
  },
  { platform: 'feishu', id: 'oc_board', name: '市场管理群', type: 'group', members: ['wangmin'] },
  ...PEOPLE.map(({ id, name }) => ({ platform: 'feishu', id: `oc_p_${id}`, name, type: 'private', members: [id] })),
]

const BOT = { id: 'bot', name: '营销助手', bot: true }
const CHART = `<svg xmlns="http://www.w3.org/2000/svg" width="1724" height="876"><rect width="1724" height="876" fill="#f0f4ff"/><rect x="200" y="200" width="900" height="60" fill="#3370ff"/></svg>`

const card = (native: unknown, title: string) => ({
  kind: 'card' as const,
  title,
  text: title,
  native: { msg_type: 'interactive', content: native },
})

/** The simulator's HTTP API from memory: enough of it to live in the page, and a record of every click. */
export class FakeSimulator {
  readonly clicks: ClickBody[] = []
  readonly clockChanges: unknown[] = []
  clock = '2026-11-23T10:00:00+08:00'
  private readonly messages: Said[] = []
  private readonly streams = new Set<ServerResponse>()
  private readonly server: FastifyInstance = fastify({ forceCloseConnections: true })

  constructor(pageRoot: string) {
    void this.server.register(fastifyStatic, { root: pageRoot, prefix: '/simulator/' })
    this.routes()
    this.say('oc_team', BOT, {
      kind: 'text',
      text: '大家好，我是营销助手。',
      native: { msg_type: 'text', content: { text: '' } },
    })
    this.say(
      'oc_team',
      { id: 'lilei', name: '李雷', bot: false },
      { kind: 'text', text: '@营销助手 新建项目 双12大促 12月1日到12月20日 预算50万' },
    )
    this.say('oc_team', BOT, card(draftCard, '草案 · 双12大促'))
    this.say('oc_p_wangmin', BOT, card(approvalCard, '待审批 · 双12大促'))
  }

  async listen(): Promise<string> {
    return `${await this.server.listen({ port: 0, host: '127.0.0.1' })}/simulator/`
  }

  close(): Promise<void> {
    for (const stream of this.streams) stream.end()
    return this.server.close()
  }

  /** Breaks every event stream, as a restarting server does. */
  cutStreams(): void {
    for (const stream of this.streams) stream.destroy()
    this.streams.clear()
  }

  /** Somebody says something; told to the page unless the stream is to miss it. */
  say(chat: string, from: Said['from'], body: Partial<Said> & Pick<Said, 'kind' | 'text'>, silent = false): string {
    const id = `om_${this.messages.length + 1}`
    const empty = { mentions: [], fields: [], buttons: [], inputs: [] } as const
    this.messages.push({ id, at: this.clock, chat, from, ...structuredClone(empty), ...body } as Said)
    if (!silent) this.tell('message', { platform: 'feishu', chat, id, change: 'new' })
    return id
  }

  private tell(event: string, data: unknown): void {
    for (const stream of this.streams) stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  }

  private routes(): void {
    const api = '/simulator/api'
    this.server.get(`${api}/state`, () => ({ clock: this.clock, frozen: false, people: PEOPLE, chats: CHATS }))
    this.server.get<{ Querystring: { chat: string; since?: string } }>(`${api}/messages`, ({ query }) => {
      const after = query.since ? this.messages.findIndex((message) => message.id === query.since) + 1 : 0
      return this.messages.slice(after).filter((message) => message.chat === query.chat)
    })
    this.server.post<{ Body: { chat: string; from: string; text: string; replyTo?: string } }>(
      `${api}/messages`,
      (request, reply) => {
        const { chat, from, text, replyTo } = request.body
        if (text === '拒绝') return reply.code(400).send({ error: '这条消息发不出去' })
        const name = PEOPLE.find((person) => person.id === from)?.name ?? from
        const id = this.say(
          chat,
          { id: from, name, bot: false },
          { kind: 'text', text, ...(replyTo ? { replyTo } : {}) },
        )
        this.say(chat, BOT, { kind: 'text', text: `@${name} 收到：${text}`, replyTo: id })
        return { id }
      },
    )
    this.server.post<{ Body: ClickBody }>(`${api}/clicks`, ({ body }) => this.click(body))
    this.server.post<{ Body: { to?: string } }>(`${api}/clock`, ({ body }, reply) => {
      if (body.to === 'next-due') return reply.code(409).send({ error: 'nothing is scheduled' })
      this.clockChanges.push(body)
      this.clock = '2026-11-24T09:30:00+08:00'
      this.tell('clock', { clock: this.clock })
      return { clock: this.clock }
    })
    this.server.get<{ Querystring: { message?: string } }>(`${api}/exchanges`, ({ query }) =>
      this.exchanges(query.message),
    )
    this.server.get(`${api}/images/:key`, (_, reply) => reply.type('image/svg+xml').send(CHART))
    this.server.get(`${api}/stream`, (_, reply) => {
      reply.hijack()
      reply.raw.writeHead(200, { 'content-type': 'text/event-stream' })
      reply.raw.write('retry: 50\n\n')
      this.streams.add(reply.raw)
    })
  }

  private click(body: ClickBody) {
    this.clicks.push(body)
    if (body.button === 'b2') return { status: 'timeout', error: 200341 }
    const message = this.messages.find((one) => one.id === body.message)
    if (message && body.button === 'approve') {
      const name = PEOPLE.find((person) => person.id === body.from)?.name ?? ''
      Object.assign(message, card(decidedCard(name, String(body.values?.comment)), '已同意'), { editedAt: this.clock })
      this.tell('message', { platform: 'feishu', chat: message.chat, id: message.id, change: 'edited' })
    }
    return { status: 'ok', toast: { type: 'success', content: `已处理 ${body.button}` } }
  }

  private exchanges(message: string | undefined) {
    const one = {
      id: 'x1',
      at: this.clock,
      platform: 'feishu',
      direction: 'to-platform',
      transport: 'http',
      method: 'POST',
      path: '/open-apis/im/v1/messages?receive_id_type=chat_id',
      status: 200,
      ms: 3.4,
      requestHeaders: { authorization: '***', 'content-type': 'application/json; charset=utf-8' },
      request: { receive_id: 'oc_team', msg_type: 'text', content: '{"text":"你好"}' },
      responseHeaders: { 'content-type': 'application/json' },
      response: { code: 0, msg: 'success', data: { message_id: message ?? 'om_1' } },
      messages: [message ?? 'om_1'],
    }
    const event = {
      ...one,
      id: 'x2',
      direction: 'to-service',
      path: '/feishu/events',
      status: 500,
      request: { encrypt: 'AAEC' },
      decrypted: { schema: '2.0' },
    }
    return message ? [one] : [event, one]
  }
}
