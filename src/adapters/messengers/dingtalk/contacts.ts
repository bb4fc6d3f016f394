import { MessengerError } from '../../../bot/messenger.ts'
import type { Clock } from '../../../domain/ports/clock.ts'
import { record, text } from '../../shared/json.ts'
import { createLookupCache } from '../../shared/lookup-cache.ts'
import type { DingtalkClient } from './client.ts'
import { isOutsider } from './robot-message.ts'

export interface Person {
  name: string
}

/** Faults that will not be gone in a minute: the person is unknown to us for as long as a known one would be cached. */
const LASTING = new Set(['forbidden', 'gone', 'invalid'])
/** A message waits for the names of those mentioned in it, and has to be acknowledged within five seconds. */
const TIMEOUT_MS = 1_500
const DAY_MS = 24 * 3_600_000

/**
 * Names of people by staff id (`topapi/v2/user/get`), cached for a day; the calls are not metered. `undefined` outside the
 * visible scope of the app, and while DingTalk cannot be reached; the latter is not remembered. Never fails.
 */
export function createContacts(client: DingtalkClient, clock: Clock): (staffId: string) => Promise<Person | undefined> {
  async function lookUp(staffId: string): Promise<Person | undefined> {
    try {
      const body = await client.call({
        operation: 'read person',
        family: 'oapi',
        method: 'POST',
        path: '/topapi/v2/user/get',
        json: { userid: staffId, language: 'zh_CN' },
        repeatable: true,
        timeoutMs: TIMEOUT_MS,
      })
      const name = text(record(body.result).name)
      return name ? { name } : undefined
    } catch (error) {
      if (error instanceof MessengerError && LASTING.has(error.fault)) return undefined
      throw error
    }
  }

  const cached = createLookupCache(clock, { ttlMs: DAY_MS, size: 10_000 }, lookUp)
  return async (staffId) => (isOutsider(staffId) ? undefined : cached(staffId).catch(() => undefined))
}
