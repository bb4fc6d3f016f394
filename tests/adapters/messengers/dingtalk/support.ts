import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  cardSignature,
  encryptEvent,
  eventSignature,
  robotSignature,
} from '../../../../src/adapters/messengers/dingtalk/crypto.ts'
import type { DingtalkSettings } from '../../../../src/adapters/messengers/dingtalk/index.ts'
import type { DoorRequest } from '../../../../src/adapters/shared/messenger-adapter.ts'
import type { Conversation } from '../../../../src/bot/messenger.ts'
import { NOW } from '../kit.ts'

export const GROUP: Conversation = { platform: 'dingtalk', kind: 'group', id: 'cidGroup618==' }
export const WANG: Conversation = { platform: 'dingtalk', kind: 'private', id: 'manager4220' }

export const SETTINGS = {
  clientId: 'dingmkproject',
  clientSecret: 'mk-project-bot-secret',
  robotName: '营销助手',
  apiBase: 'http://127.0.0.1:1',
  oapiBase: 'http://127.0.0.1:1',
  transport: 'webhook',
  cardTemplateId: 'mems.schema',
  cardApiSecret: 'mySecret',
  cardCallbackRouteKey: 'mems',
  eventToken: 'mk-token',
  eventAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  corpId: 'ding9f50b15bccd16741',
  webhookHosts: ['127.0.0.1'],
  requestTimeoutMs: 2_000,
} satisfies DingtalkSettings

export type Json = { [key: string]: unknown }

/** A recorded payload, with `edit` laid over it; a value of `undefined` removes the key. */
export function fixture(name: string, edit: Json = {}): Json {
  const url = new URL(`../../../fixtures/dingtalk/${name}.json`, import.meta.url)
  return { ...JSON.parse(readFileSync(url, 'utf8')), ...edit }
}

/** The value at a path of keys and indices; `undefined` where there is none. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>((current, key) => (current as Json | undefined)?.[key], value)
}

export interface SealOptions {
  secret?: string
  at?: Date
}

/** A request as it reaches the door. */
export function delivered(
  path: string,
  body: string | Uint8Array,
  headers: DoorRequest['headers'] = {},
  query = '',
): DoorRequest {
  return { method: 'POST', path, query, headers, raw: Buffer.from(body) }
}

/** A robot message as the platform would post it. */
export function robotPost(data: unknown, options: SealOptions = {}): DoorRequest {
  const timestamp = String((options.at ?? NOW).getTime())
  const sign = robotSignature(timestamp, options.secret ?? SETTINGS.clientSecret)
  return delivered('', JSON.stringify(data), { timestamp, sign })
}

export function cardPost(data: unknown, options: SealOptions = {}): DoorRequest {
  const timestamp = String((options.at ?? NOW).getTime())
  return delivered('/card', JSON.stringify(data), {
    'x-ddpaas-signature-timestamp': timestamp,
    'x-ddpaas-signature': cardSignature(timestamp, options.secret ?? SETTINGS.cardApiSecret),
  })
}

export function eventPost(data: unknown, options: SealOptions & { owner?: string; token?: string } = {}): DoorRequest {
  const timestamp = String((options.at ?? NOW).getTime())
  const aesKey = options.secret ?? SETTINGS.eventAesKey
  const encrypt = encryptEvent(JSON.stringify(data), aesKey, options.owner ?? SETTINGS.clientId)
  const msg_signature = eventSignature(options.token ?? SETTINGS.eventToken, timestamp, 'nonce1', encrypt)
  const query = new URLSearchParams({ msg_signature, timestamp, nonce: 'nonce1' }).toString()
  return delivered('/events', JSON.stringify({ encrypt }), {}, query)
}

export interface Seen {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  body: unknown
  raw: Buffer
}

export interface Scripted {
  status?: number
  /** `cut`: the request is read and the socket closed without an answer; `hang`: no answer ever. */
  body: unknown | 'cut' | 'hang'
}

/** A DingTalk with a script: each request takes the first answer planned for its path, else a plain success. */
export async function startScriptedDingtalk() {
  const plans = new Map<string, Scripted[]>()
  const seen: Seen[] = []
  const names = new Map<string, string>([['lisi01', '李四']])
  let tokens = 0
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://x')
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const raw = Buffer.concat(chunks)
    const isJson = request.headers['content-type']?.includes('json')
    const body: unknown = isJson ? JSON.parse(raw.toString('utf8')) : undefined
    const { method = '', headers } = request
    seen.push({ method, path: url.pathname, query: url.searchParams, headers, body, raw })
    const planned = plans.get(url.pathname)?.shift() ?? { body: standard(url.pathname, body) }
    if (planned.body === 'hang') return
    if (planned.body === 'cut') return void request.socket.destroy()
    const text = typeof planned.body === 'string' ? planned.body : JSON.stringify(planned.body)
    response.writeHead(planned.status ?? 200).end(text)
  })

  function standard(path: string, body: unknown): unknown {
    if (path === '/v1.0/oauth2/accessToken') {
      tokens += 1
      return { accessToken: `t-${tokens}-never-shown`, expireIn: 7200 }
    }
    if (path === '/media/upload') return { errcode: 0, errmsg: 'ok', type: 'image', media_id: '@lADPmedia' }
    if (path === '/topapi/v2/user/get') {
      const userid = String(at(body, 'userid'))
      const name = names.get(userid)
      return name ? { errcode: 0, errmsg: 'ok', result: { userid, name } } : { errcode: 60121, errmsg: '找不到该用户' }
    }
    if (path === '/v1.0/card/instances/createAndDeliver') {
      const outTrackId = at(body, 'outTrackId')
      return { success: true, result: { outTrackId, deliverResults: [{ success: true, carrierId: 'carrier-1' }] } }
    }
    if (path === '/v1.0/card/instances') return { success: true, result: true }
    if (path.startsWith('/robot/sendBySession')) return { errcode: 0, errmsg: 'ok' }
    return { processQueryKey: `pqk-${seen.length}`, invalidStaffIdList: [], flowControlledStaffIdList: [] }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    baseUrl,
    bases: { apiBase: baseUrl, oapiBase: baseUrl },
    seen,
    /** Requests to a path. */
    to: (path: string) => seen.filter((request) => request.path === path),
    plan(path: string, ...answers: Scripted[]) {
      plans.set(path, [...(plans.get(path) ?? []), ...answers])
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Waits for a condition by the event loop's turns; fails after 5 s. */
export async function until(what: string, condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 5_000
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`never happened: ${what}`)
    await new Promise((resolve) => setImmediate(resolve))
  }
}
