import type { VirtualClock } from './clock.ts'
import type { Feed } from './feed.ts'
import { isRecord } from './json.ts'
import { toIso } from './time.ts'

const KEPT = 2_000
const SECRET_KEYS = new Set([
  'authorization',
  'app_secret',
  'appsecret',
  'tenant_access_token',
  'verification_token',
  'cookie',
])
const MESSAGE_ID = /om_[0-9a-f]{32}/g

/** One request and its answer, as they went over the wire (secrets masked). `status` 0: no answer came. */
export interface Exchange {
  id: string
  at: string
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

export type ExchangeRecord = Omit<Exchange, 'id' | 'at' | 'messages'>

/** The protocol inspector: the last 2,000 exchanges. */
export class ExchangeLog {
  readonly #kept: Exchange[] = []
  readonly #clock: VirtualClock
  readonly #feed: Feed
  #count = 0

  constructor(clock: VirtualClock, feed: Feed) {
    this.#clock = clock
    this.#feed = feed
  }

  add(record: ExchangeRecord): void {
    this.#count += 1
    const masked = mask(record) as ExchangeRecord
    const exchange: Exchange = {
      id: `x${this.#count}`,
      at: toIso(this.#clock.now().getTime()),
      ...masked,
      messages: messagesIn(record),
    }
    this.#kept.push(exchange)
    if (this.#kept.length > KEPT) this.#kept.shift()
    this.#feed.emit({ kind: 'exchange', id: exchange.id })
  }

  /** Newest first. */
  list(message: string | undefined, limit: number): Exchange[] {
    const wanted = message ? this.#kept.filter((exchange) => exchange.messages.includes(message)) : this.#kept
    return wanted.slice(-limit).reverse()
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

function messagesIn(record: ExchangeRecord): string[] {
  const text = `${record.path} ${JSON.stringify([record.request, record.decrypted, record.response])}`
  return [...new Set(text.match(MESSAGE_ID) ?? [])]
}
