import type { VirtualClock } from '../clock.ts'
import { freshId } from '../ids.ts'
import type { FeishuApp } from './app.ts'
import { FeishuError } from './errors.ts'

const LIFETIME_MS = 7_200_000
/** While at least this much remains, the same token is handed out again. */
const RENEW_BELOW_MS = 30 * 60_000

/** Tenant access tokens; they expire by the virtual clock, and an old one stays valid beside its successor. */
export class Tokens {
  readonly #expiry = new Map<string, number>()
  readonly #app: FeishuApp
  readonly #clock: VirtualClock
  #current: string | undefined

  constructor(app: FeishuApp, clock: VirtualClock) {
    this.#app = app
    this.#clock = clock
  }

  /** `expire` in seconds. Throws 10003 for an unknown app, 10014 for a wrong secret. */
  issue(appId: string, appSecret: string): { token: string; expire: number } {
    if (appId !== this.#app.appId) throw new FeishuError(10003)
    if (appSecret !== this.#app.appSecret) throw new FeishuError(10014)
    const now = this.#clock.now().getTime()
    const left = (this.#expiry.get(this.#current ?? '') ?? 0) - now
    if (this.#current && left >= RENEW_BELOW_MS) return { token: this.#current, expire: Math.floor(left / 1000) }
    this.#current = freshId('t-')
    this.#expiry.set(this.#current, now + LIFETIME_MS)
    return { token: this.#current, expire: LIFETIME_MS / 1000 }
  }

  /** Throws 99991661 without a header, 99991671 for another form, 99991663 for a dead or unknown token. */
  check(authorization: string | undefined): void {
    if (!authorization) throw new FeishuError(99991661)
    const token = /^Bearer (t-\S+)$/.exec(authorization)?.[1]
    if (!token) throw new FeishuError(99991671)
    const expiry = this.#expiry.get(token)
    if (expiry === undefined || expiry <= this.#clock.now().getTime()) throw new FeishuError(99991663)
  }
}
