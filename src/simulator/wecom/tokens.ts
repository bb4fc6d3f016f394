import type { VirtualClock } from '../clock.ts'
import { freshId } from '../ids.ts'
import type { WecomApp } from './app.ts'
import { equal } from './equal.ts'
import { WecomError } from './errors.ts'
import type { RateLimits } from './rate-limits.ts'

const LIFETIME_MS = 7_200_000
const MINUTE = 60_000
/** The documentation gives no number for what is "frequent". */
const PER_MINUTE = 60
/** Wrong secrets before the source address is banned for an hour; the number is not documented. */
const WRONG_SECRETS = 10
const BAN_MS = 3_600_000

/** Access tokens of the app. They expire by the virtual clock; a valid one is handed out again. */
export class Tokens {
  readonly #expiry = new Map<string, number>()
  readonly #app: WecomApp
  readonly #clock: VirtualClock
  readonly #limits: RateLimits
  #current: string | undefined

  constructor(app: WecomApp, clock: VirtualClock, limits: RateLimits) {
    this.#app = app
    this.#clock = clock
    this.#limits = limits
  }

  /** `expires_in` in seconds. Throws 40013, 40001, or 45009 when asked too often or banned. */
  issue(corpId: string, secret: string): { access_token: string; expires_in: number } {
    if (!this.#limits.isFree('wrong secret', WRONG_SECRETS, BAN_MS)) throw new WecomError(45009)
    if (!this.#limits.take('gettoken', PER_MINUTE, MINUTE)) throw new WecomError(45009)
    if (corpId !== this.#app.corpId) throw new WecomError(40013)
    if (secret === '') throw new WecomError(41004)
    if (!equal(secret, this.#app.secret)) {
      this.#limits.take('wrong secret', WRONG_SECRETS, BAN_MS)
      throw new WecomError(40001)
    }
    const left = (this.#expiry.get(this.#current ?? '') ?? 0) - this.#now()
    if (this.#current && left > 0) return { access_token: this.#current, expires_in: Math.ceil(left / 1000) }
    this.#current = freshId('tok_')
    this.#expiry.set(this.#current, this.#now() + LIFETIME_MS)
    return { access_token: this.#current, expires_in: LIFETIME_MS / 1000 }
  }

  /** Throws 41001 without a token, 42001 for an expired one, 40014 for an unknown or revoked one. */
  check(token: string): void {
    if (token === '') throw new WecomError(41001)
    const expiry = this.#expiry.get(token)
    if (expiry === undefined) throw new WecomError(40014)
    if (expiry <= this.#now()) throw new WecomError(42001)
  }

  /** The platform takes all tokens back before their time. */
  revoke(): void {
    this.#expiry.clear()
    this.#current = undefined
  }

  #now(): number {
    return this.#clock.now().getTime()
  }
}
