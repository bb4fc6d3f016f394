import type { Clock } from '../../domain/ports/clock.ts'

export interface LookupCacheOptions {
  ttlMs: number
  /** Entries kept; the oldest goes first. */
  size: number
}

/**
 * A cache for look-ups by key: single flight per key, absent results (`undefined`) are remembered like present ones,
 * failures are not remembered and reach every waiting caller.
 */
export function createLookupCache<T>(
  clock: Clock,
  options: LookupCacheOptions,
  lookUp: (key: string) => Promise<T | undefined>,
): (key: string) => Promise<T | undefined> {
  const known = new Map<string, { value: T | undefined; until: number }>()
  const flights = new Map<string, Promise<T | undefined>>()

  function remember(key: string, value: T | undefined): void {
    known.delete(key)
    known.set(key, { value, until: clock.now().getTime() + options.ttlMs })
    for (const oldest of known.keys()) {
      if (known.size <= options.size) break
      known.delete(oldest)
    }
  }

  async function fetchOnce(key: string): Promise<T | undefined> {
    try {
      const value = await Promise.resolve(key).then(lookUp)
      remember(key, value)
      return value
    } finally {
      flights.delete(key)
    }
  }

  return async (key) => {
    const entry = known.get(key)
    if (entry && clock.now().getTime() < entry.until) return entry.value
    const flight = flights.get(key) ?? fetchOnce(key)
    flights.set(key, flight)
    return flight
  }
}
