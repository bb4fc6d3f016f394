import type { VirtualClock } from './clock.ts'
import type { Feed } from './feed.ts'
import { isRecord } from './json.ts'
import { toIso } from './time.ts'

const KEPT = 2_000
const SECRET_KEYS = new Set([
  'authorization',
  'app_secret',
  'appsecret',
  'clientsecret',
  'corpsecret',
  'secret',
  'tenant_access_token',
  'access_token',
  'accesstoken',
  'x-acs-dingtalk-access-token',
  'verification_token',
  'cookie',
  'aeskey',
])
/** Of the query of an address; the name stays. */
const SECRET_QUERY = /([?&](?:access_token|corpsecret|appsecret|secret|key|session|ticket)=)[^&#]*/gi
/** What separates ids in JSON (also inside of strings), XML and addresses; `/` and `=` may be parts of an id. */
const BETWEEN = /["\\?&\s,<>()[\]{}|]+/

/** One request and its answer, as they went over the wire (secrets masked). `status` 0: no answer came. */
export interface Exchange {
  id: string
  at: string
  /** Of which platform, e.g. `dingtalk`. */
  platform: string
  direction: 'to-platform' | 'to-service'
  transport: 'http' | 'long-connection'
  method: string
  path: string
  status: number
  ms: number
  requestHeaders: Record<string, unknown>
  request: unknown
  responseHeaders: Record<string, unknown>
  response: unknown
  /** The plain event inside an encrypted request. */
  decrypted?: unknown
  /** Ids of the messages that request, answer or plain event speak of. */
  messages: string[]
}

export type ExchangeRecord = Omit<Exchange, 'id' | 'at' | 'messages'> & {
  /** Messages that it speaks of by another name than their ids. */
  messages?: readonly string[]
}

/** The protocol inspector: the last 2,000 exchanges of all platforms. */
export class ExchangeLog {
  readonly #kept: Exchange[] = []
  readonly #known = new Set<string>()
  readonly #clock: VirtualClock
  readonly #feed: Feed
  #count = 0

  constructor(clock: VirtualClock, feed: Feed) {
    this.#clock = clock
    this.#feed = feed
    feed.listen((change) => {
      if (change.kind === 'message') this.#known.add(change.id)
    })
  }

  add({ messages = [], ...record }: ExchangeRecord): void {
    this.#count += 1
    const masked = mask(record) as typeof record
    const exchange: Exchange = {
      id: `x${this.#count}`,
      at: toIso(this.#clock.now().getTime()),
      ...masked,
      path: record.path.replace(SECRET_QUERY, '$1***'),
      messages: [...new Set([...messages, ...this.#messagesIn(record)])],
    }
    this.#kept.push(exchange)
    if (this.#kept.length > KEPT) this.#kept.shift()
    this.#feed.emit({ kind: 'exchange', id: exchange.id })
  }

  /** Newest first; those that speak of the message, of the platform, or all. */
  list(wanted: { message?: string | undefined; platform?: string | undefined }, limit: number): Exchange[] {
    const { message, platform } = wanted
    return this.#kept
      .filter((exchange) => message === undefined || exchange.messages.includes(message))
      .filter((exchange) => platform === undefined || exchange.platform === platform)
      .slice(-limit)
      .reverse()
  }

  #messagesIn({ path, request, decrypted, response }: Omit<ExchangeRecord, 'messages'>): string[] {
    const text = `${decoded(path)} ${JSON.stringify([request, decrypted, response])}`
    return text.split(BETWEEN).flatMap((word) => partsOf(word).filter((part) => this.#known.has(part)))
  }
}

/** The word itself, the steps of a path, and the value of a parameter. */
function partsOf(word: string): string[] {
  const steps = word.includes('/') ? word.split('/') : []
  const value = word.indexOf('=')
  return [word, ...steps, ...(value < 0 ? [] : [word.slice(value + 1)])]
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function mask(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(mask)
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, isSecret(key, value) ? '***' : mask(inner)]),
  )
}

/** `token` is a secret beside the app_id of an event header or in a challenge; a card token is not. */
function isSecret(key: string, owner: Record<string, unknown>): boolean {
  if (SECRET_KEYS.has(key.toLowerCase())) return true
  return key === 'token' && ('app_id' in owner || 'challenge' in owner)
}
