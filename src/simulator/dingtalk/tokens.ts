import type { VirtualClock } from '../clock.ts'
import { freshId } from '../ids.ts'
import { ApiRefusal, OldRefusal } from './errors.ts'

/** Seconds that a token lives after it was last asked for. */
export const TOKEN_SECONDS = 7_200

/** One access token for both families of the API. It expires by the virtual clock. */
export class Tokens {
  readonly #clock: VirtualClock
  #current: { token: string; expiresAt: number } | undefined
  readonly #expired = new Set<string>()

  constructor(clock: VirtualClock) {
    this.#clock = clock
  }

  /** The token that is valid, its life extended; a new one if there is none. */
  issue(): string {
    const now = this.#clock.now().getTime()
    if (!this.#current || this.#current.expiresAt <= now) {
      this.#retire()
      this.#current = { token: freshId(''), expiresAt: 0 }
    }
    this.#current.expiresAt = now + TOKEN_SECONDS * 1000
    return this.#current.token
  }

  revoke(): void {
    this.#current = undefined
  }

  /** Throws what the new family answers to a missing or dead token. */
  checkHeader(token: string | undefined): void {
    if (!token) throw new ApiRefusal('AuthenticationFailed.MissingParameter')
    if (!this.#isValid(token)) throw new ApiRefusal('InvalidAuthentication')
  }

  /** Throws what the old family answers: errcode 88 with the sub_code as a string. */
  checkQuery(token: string): void {
    if (token === '') throw new OldRefusal(88, '', { code: '40000', message: '缺少参数 access_token' })
    if (this.#isValid(token)) return
    const [code, message] = this.#expired.has(token) ? ['42001', 'access_token超时'] : ['40014', '不合法的access_token']
    throw new OldRefusal(88, '', { code, message })
  }

  #isValid(token: string): boolean {
    if (this.#current && this.#current.expiresAt <= this.#clock.now().getTime()) this.#retire()
    return this.#current?.token === token
  }

  #retire(): void {
    if (this.#current) this.#expired.add(this.#current.token)
    this.#current = undefined
  }
}
