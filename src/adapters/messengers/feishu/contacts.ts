import { MessengerError } from '../../../bot/messenger.ts'
import type { Clock } from '../../../domain/ports/clock.ts'
import { record, text } from '../../shared/json.ts'
import { createLookupCache } from '../../shared/lookup-cache.ts'
import type { FeishuClient } from './client.ts'

export interface Person {
  name: string
}

/** Faults that will not be gone in a minute: the person is unknown to us for as long as a known one would be cached. */
const LASTING = new Set(['forbidden', 'gone', 'invalid'])

/**
 * Names of people by open_id (`GET /contact/v3/users/:id`), cached for an hour. `undefined` where the app may not see
 * the person or the name, and while Feishu cannot be reached; the latter is not remembered. Never fails.
 */
export function createContacts(client: FeishuClient, clock: Clock): (openId: string) => Promise<Person | undefined> {
  async function lookUp(openId: string): Promise<Person | undefined> {
    try {
      const body = await client.call({
        operation: 'read person',
        method: 'GET',
        path: `/open-apis/contact/v3/users/${encodeURIComponent(openId)}`,
        query: { user_id_type: 'open_id', department_id_type: 'open_department_id' },
        repeatable: true,
      })
      const name = text(record(record(body.data).user).name)
      return name ? { name } : undefined
    } catch (error) {
      if (error instanceof MessengerError && LASTING.has(error.fault)) return undefined
      throw error
    }
  }

  const cached = createLookupCache(clock, { ttlMs: 3_600_000, size: 10_000 }, lookUp)
  return (openId) => cached(openId).catch(() => undefined)
}
