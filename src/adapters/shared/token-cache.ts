import type { Clock } from '../../domain/ports/clock.ts'

export interface FetchedToken {
  value: string
  /** Milliseconds that the token lives from now on. */
  ttlMs: number
}

export interface TokenCache {
  get(): Promise<string>
  /** Forgets `value` if it is still the current one: the platform called it dead before its time. */
  drop(value: string): void
}

/**
 * Caches one access token. However many ask at once, one request goes out (single flight); it is renewed `earlyMs`
 * before it expires, so that no call starts with a token that dies on the way. A failed request is not remembered.
 */
export function createTokenCache(clock: Clock, earlyMs: number, fetchToken: () => Promise<FetchedToken>): TokenCache {
  let current: { value: string; renewAt: number } | undefined
  let flight: Promise<string> | undefined

  async function renew(): Promise<string> {
    const { value, ttlMs } = await fetchToken()
    current = { value, renewAt: clock.now().getTime() + ttlMs - earlyMs }
    return value
  }

  return {
    async get() {
      if (current && clock.now().getTime() < current.renewAt) return current.value
      flight ??= renew().finally(() => {
        flight = undefined
      })
      return flight
    },
    drop(value) {
      if (current?.value === value) current = undefined
    },
  }
}
