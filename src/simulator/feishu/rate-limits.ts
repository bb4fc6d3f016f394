import type { VirtualClock } from '../clock.ts'
import { FeishuError } from './errors.ts'

const SECOND = 1_000
const MINUTE = 60_000
const PER_SECOND = 50
const PER_MINUTE = 1_000
const PER_TARGET = 5
const PER_MESSAGE_UPDATES = 5

/** The documented limits: 50/s and 1000/min per endpoint, 5/s per user, group and updated message. On the virtual clock. */
export class RateLimits {
  readonly #hits = new Map<string, number[]>()
  readonly #clock: VirtualClock
  readonly #enforced: boolean

  constructor(clock: VirtualClock, enforced: boolean) {
    this.#clock = clock
    this.#enforced = enforced
  }

  /** Counts a call of an endpoint; throws HTTP 429 with 99991400 and the x-ogw-ratelimit headers. */
  call(endpoint: string): void {
    this.#gateway(`minute ${endpoint}`, PER_MINUTE, MINUTE)
    this.#gateway(`second ${endpoint}`, PER_SECOND, SECOND)
  }

  /** Counts a message to a chat (private or group); throws 230020. */
  send(chatId: string): void {
    if (this.#take(`chat ${chatId}`, PER_TARGET, SECOND) > 0) throw new FeishuError(230020)
  }

  /** Counts an update of a message; throws 230020. */
  update(messageId: string): void {
    if (this.#take(`update ${messageId}`, PER_MESSAGE_UPDATES, SECOND) > 0) throw new FeishuError(230020)
  }

  #gateway(key: string, limit: number, span: number): void {
    const wait = this.#take(key, limit, span)
    if (wait > 0) throw gatewayLimit(limit, Math.ceil(wait / SECOND))
  }

  /** Milliseconds until a place is free; 0 when the place was taken. */
  #take(key: string, limit: number, span: number): number {
    if (!this.#enforced) return 0
    const now = this.#clock.now().getTime()
    const recent = (this.#hits.get(key) ?? []).filter((at) => at > now - span)
    this.#hits.set(key, recent)
    const first = recent[0]
    if (recent.length >= limit && first !== undefined) return first + span - now
    recent.push(now)
    return 0
  }
}

/** The gateway's refusal; `seconds` until the window is free again. */
export function gatewayLimit(limit: number, seconds: number): FeishuError {
  return new FeishuError(99991400, undefined, {
    headers: { 'x-ogw-ratelimit-limit': String(limit), 'x-ogw-ratelimit-reset': String(seconds) },
  })
}
