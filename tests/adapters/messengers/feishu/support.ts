import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FeishuSettings } from '../../../../src/adapters/messengers/feishu/index.ts'
import type { DoorRequest } from '../../../../src/adapters/shared/messenger-adapter.ts'
import { NOW } from '../kit.ts'

export const SETTINGS: FeishuSettings = {
  appId: 'cli_9f5343c580712544',
  appSecret: 'app-secret-never-shown',
  encryptKey: 'kudryavka-2026',
  verificationToken: 'rvaYgkND1GOiu5MM0E1rncYC6PLtF7JV',
  baseUrl: 'http://127.0.0.1:1',
  transport: 'webhook',
  requestTimeoutMs: 2_000,
}

export type Json = { [key: string]: unknown }

/** A recorded payload, with `edit` laid over it at any depth; a value of `undefined` removes the key. */
export function fixture(name: string, edit: Json = {}): Json {
  const url = new URL(`../../../fixtures/feishu/${name}.json`, import.meta.url)
  return merged(JSON.parse(readFileSync(url, 'utf8')), edit)
}

function merged(base: Json, edit: Json): Json {
  const result: Json = { ...base }
  for (const [key, value] of Object.entries(edit)) {
    const before = result[key]
    result[key] = isJson(value) && isJson(before) ? merged(before, value) : value
  }
  return result
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value at a path of keys and indices; `undefined` where there is none. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>((current, key) => (current as Json | undefined)?.[key], value)
}

/** Encrypts as the platform does. */
export function encrypt(plain: string, key: string): string {
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(key).digest(), iv)
  return Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final()]).toString('base64')
}

export interface SealOptions {
  key?: string
  at?: Date
  nonce?: string
}

/** A request as the platform would send it: encrypted body, signed headers. */
export function seal(envelope: unknown, options: SealOptions = {}) {
  const key = options.key ?? SETTINGS.encryptKey
  return sign(JSON.stringify({ encrypt: encrypt(JSON.stringify(envelope), key) }), options)
}

export function sign(body: string, options: SealOptions = {}): DoorRequest & { headers: Record<string, string> } {
  const key = options.key ?? SETTINGS.encryptKey
  const timestamp = String(Math.floor((options.at ?? NOW).getTime() / 1000))
  const nonce = options.nonce ?? 'abcd1234'
  const signature = createHash('sha256')
    .update(timestamp + nonce + key + body)
    .digest('hex')
  const headers: Record<string, string> = {
    'x-lark-request-timestamp': timestamp,
    'x-lark-request-nonce': nonce,
    'x-lark-signature': signature,
  }
  return { ...delivered(body), headers }
}

/** A request as it reaches the door. */
export function delivered(body: string | Uint8Array, headers: DoorRequest['headers'] = {}): DoorRequest {
  return { method: 'POST', path: '', query: '', headers, raw: Buffer.from(body) }
}

export interface Seen {
  method: string
  path: string
  query: URLSearchParams
  authorization: string | undefined
  body: unknown
  raw: Buffer
}

export interface Scripted {
  status?: number
  headers?: Record<string, string>
  /** `cut`: the request is read and the socket closed without an answer; `hang`: no answer ever. */
  body: unknown | 'cut' | 'hang'
}

/** A Feishu with a script: each request takes the first answer planned for its path, else a plain success. */
export async function startScriptedFeishu() {
  const plans = new Map<string, Scripted[]>()
  const seen: Seen[] = []
  const dead = new Set<string>()
  let tokens = 0
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://x')
    const raw = await bytesOf(request)
    const isJson = request.headers['content-type']?.includes('json')
    seen.push({
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      authorization: request.headers.authorization,
      body: isJson ? JSON.parse(raw.toString('utf8')) : undefined,
      raw,
    })
    const isDead = dead.has(request.headers.authorization ?? '')
    const killed: Scripted | undefined = isDead
      ? { body: { code: 99991663, msg: 'Invalid access token for authorization' } }
      : undefined
    const planned = killed || plans.get(url.pathname)?.shift() || { body: standard(url.pathname) }
    if (planned.body === 'hang') return
    if (planned.body === 'cut') return void request.socket.destroy()
    const body = typeof planned.body === 'string' ? planned.body : JSON.stringify(planned.body)
    response.writeHead(planned.status ?? 200, planned.headers ?? {}).end(body)
  })

  function standard(path: string): unknown {
    if (path.endsWith('/tenant_access_token/internal')) {
      tokens += 1
      return { code: 0, msg: 'ok', tenant_access_token: `t-${tokens}-never-shown`, expire: 7200 }
    }
    if (path === '/open-apis/bot/v3/info') return { code: 0, msg: 'ok', bot: { open_id: 'ou_bot', activate_status: 2 } }
    if (path === '/open-apis/im/v1/images') return { code: 0, data: { image_key: 'img_1' } }
    return { code: 0, msg: 'success', data: { message_id: `om_sent_${seen.length}` } }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    /** Requests to a path. */
    to: (path: string) => seen.filter((request) => request.path === path),
    /** From now on calls with this token are refused as calls with a dead one. */
    killToken: (token: string) => void dead.add(`Bearer ${token}`),
    plan(path: string, ...answers: Scripted[]) {
      plans.set(path, [...(plans.get(path) ?? []), ...answers])
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
