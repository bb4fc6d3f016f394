import type { Fault } from '../../bot/messenger.ts'

/** What an HTTP status says where no code does. 503 says that nothing was done; other 5xx may come from a gateway after the effect. */
export function faultOfStatus(status: number): Fault {
  if (status === 429) return 'rate_limited'
  if (status === 401) return 'unauthorized'
  if (status === 403) return 'forbidden'
  if (status === 404 || status === 410) return 'gone'
  if (status === 413) return 'too_large'
  if (status === 503) return 'unavailable'
  return status >= 500 ? 'unknown_outcome' : 'invalid'
}
