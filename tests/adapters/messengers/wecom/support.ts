import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as oracle from '@wecom/crypto'
import { type WebSocket, WebSocketServer } from 'ws'
import type { WecomSettings } from '../../../../src/adapters/messengers/wecom/index.ts'
import type { DoorRequest } from '../../../../src/adapters/shared/messenger-adapter.ts'
import { NOW } from '../kit.ts'

export const APP = {
  corpId: 'wwcorp0123456789ab',
  agentId: 1000002,
  secret: 'app-secret-never-shown',
  callbackToken: 'BriefToken2026',
  encodingAesKey: 'UkQHEAQmMqKdik2M3s5C1BPHledgYMS3mUjd9Zh4Ft8',
}
export const BOT = { botId: 'AIBOTID', botSecret: 'bot-secret-never-shown', botName: '营销 助手' }

/** An app whose WeCom listens on `base`. */
export function appSettings(base = 'http://127.0.0.1:1'): WecomSettings {
  return { app: { ...APP, apiBase: base }, requestTimeoutMs: 2_000 }
}

export type Json = { [key: string]: unknown }

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value at a path of keys and indices; `undefined` where there is none. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (current, key) => (isJson(current) || Array.isArray(current) ? current[key as never] : undefined),
    value,
  )
}

export function appFixture(name: string): string {
  return readFileSync(new URL(`../../../fixtures/wecom/app/${name}.xml`, import.meta.url), 'utf8').trim()
}

export function botFixture(name: string): Json {
  return JSON.parse(readFileSync(new URL(`../../../fixtures/wecom/bot/${name}.json`, import.meta.url), 'utf8'))
}

export interface SealOptions {
  key?: string
  token?: string
  receiveId?: string
  at?: Date
  nonce?: string
  outer?: { corpId?: string; agentId?: string }
}

/** A callback as WeCom would send it, encrypted and signed by the official package. */
export function seal(message: string, options: SealOptions = {}): DoorRequest {
  const encrypted = oracle.encrypt(
    options.key ?? APP.encodingAesKey,
    message,
    options.receiveId ?? APP.corpId,
    Buffer.from('0123456789abcdef'),
  )
  const { corpId = APP.corpId, agentId = String(APP.agentId) } = options.outer ?? {}
  const body = `<xml><ToUserName><![CDATA[${corpId}]]></ToUserName><AgentID><![CDATA[${agentId}]]></AgentID><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`
  return { method: 'POST', path: '', query: signedQuery(encrypted, options), headers: {}, raw: Buffer.from(body) }
}

export function signedQuery(encrypted: string, options: SealOptions = {}): string {
  const timestamp = String(Math.floor((options.at ?? NOW).getTime() / 1000))
  const nonce = options.nonce ?? 'nonce123'
  const signature = oracle.getSignature(options.token ?? APP.callbackToken, timestamp, nonce, encrypted)
  return String(new URLSearchParams({ msg_signature: signature, timestamp, nonce }))
}

export interface Seen {
  method: string
  path: string
  query: URLSearchParams
  body: unknown
  raw: Buffer
}

export interface Scripted {
  status?: number
  /** `cut`: the request is read and the socket closed without an answer; `hang`: no answer ever. */
  body: unknown | 'cut' | 'hang'
}

/** A WeCom with a script: each request takes the first answer planned for its path, else a plain success. */
export async function startScriptedWecom() {
  const plans = new Map<string, Scripted[]>()
  const seen: Seen[] = []
  const dead = new Set<string>()
  let tokens = 0
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://x')
    const raw = await bytesOf(request)
    const isJsonBody = request.headers['content-type']?.includes('json')
    seen.push({
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      body: isJsonBody ? JSON.parse(raw.toString('utf8')) : undefined,
      raw,
    })
    const isDead = dead.has(url.searchParams.get('access_token') ?? '')
    const killed: Scripted | undefined = isDead
      ? { body: { errcode: 40014, errmsg: 'invalid access_token' } }
      : undefined
    const planned = killed ?? plans.get(url.pathname)?.shift() ?? { body: standard(url.pathname) }
    if (planned.body === 'hang') return
    if (planned.body === 'cut') return void request.socket.destroy()
    const body = typeof planned.body === 'string' ? planned.body : JSON.stringify(planned.body)
    response.writeHead(planned.status ?? 200).end(body)
  })

  function standard(path: string): unknown {
    const ok = { errcode: 0, errmsg: 'ok' }
    if (path.endsWith('/gettoken')) {
      tokens += 1
      return { ...ok, access_token: `token-${tokens}-never-shown`, expires_in: 7200 }
    }
    if (path.endsWith('/message/send'))
      return { ...ok, msgid: `msg-${seen.length}`, response_code: `code-${seen.length}` }
    if (path.endsWith('/media/upload')) return { ...ok, type: 'image', media_id: `media-${seen.length}` }
    if (path.endsWith('/user/get')) return { ...ok, userid: 'ZhangSan', name: '张三' }
    return ok
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    /** Requests to a path below `/cgi-bin`. */
    to: (path: string) => seen.filter((request) => request.path === `/cgi-bin${path}`),
    /** From now on calls with this token are refused as calls with a dead one. */
    killToken: (token: string) => void dead.add(token),
    plan(path: string, ...answers: Scripted[]) {
      const key = `/cgi-bin${path}`
      plans.set(key, [...(plans.get(key) ?? []), ...answers])
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

export interface Frame {
  cmd?: string
  headers: { req_id: string }
  body?: Json
  errcode?: number
  errmsg?: string
}

/** How a scripted bot server answers a command; `silence` sends nothing, `drop` ends the connection. */
export type BotAnswer = { errcode?: number; body?: Json } | 'silence' | 'drop'

/** The platform's end of the long connection. */
export async function startScriptedBot() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  const frames: Frame[] = []
  const plans = new Map<string, BotAnswer[]>()
  let line: WebSocket | undefined
  let connections = 0

  server.on('connection', (socket) => {
    connections += 1
    line = socket
    socket.on('message', (data) => {
      const frame: Frame = JSON.parse(String(data))
      frames.push(frame)
      const answer = plans.get(frame.cmd ?? '')?.shift() ?? { body: standard(frame.cmd) }
      if (answer === 'silence') return
      if (answer === 'drop') return socket.terminate()
      socket.send(JSON.stringify({ headers: frame.headers, errcode: 0, errmsg: 'ok', ...answer }))
    })
  })
  await new Promise<void>((resolve) => server.once('listening', resolve))

  function standard(command: string | undefined): Json {
    if (command === 'aibot_upload_media_init') return { upload_id: 'up-1' }
    if (command === 'aibot_upload_media_finish')
      return { type: 'image', media_id: `bot-media-${frames.length}`, created_at: '1' }
    return {}
  }

  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    frames,
    get connections() {
      return connections
    },
    of: (command: string) => frames.filter(({ cmd }) => cmd === command),
    plan(command: string, ...answers: BotAnswer[]) {
      plans.set(command, [...(plans.get(command) ?? []), ...answers])
    },
    /** Sends a frame of the platform. */
    push(cmd: 'aibot_msg_callback' | 'aibot_event_callback', body: unknown, reqId = 'req-1') {
      line?.send(JSON.stringify({ cmd, headers: { req_id: reqId }, body }))
    },
    raw: (text: string) => line?.send(text),
    drop: () => line?.terminate(),
    async close() {
      for (const socket of server.clients) socket.terminate()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Waits for a condition by the event loop's turns; fails after 4 s. */
export async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 4_000
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`never happened: ${what}`)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** How often a property is tried: few by default, `MEMS_FUZZ` times as often where that is set. */
export function runs(few: number): { numRuns: number } {
  return { numRuns: few * Math.max(1, Number(process.env.MEMS_FUZZ ?? 1)) }
}
