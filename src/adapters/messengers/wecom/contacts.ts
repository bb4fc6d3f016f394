/** Who people are, as the app may see them: names, and plain userids for the encrypted ones that a bot may be given. */
import { MessengerError } from '../../../bot/messenger.ts'
import type { Clock } from '../../../domain/ports/clock.ts'
import { list, record, text } from '../../shared/json.ts'
import type { AdapterLog } from '../../shared/log.ts'
import { createLookupCache } from '../../shared/lookup-cache.ts'
import type { Client } from './client.ts'

export interface Contacts {
  /** Name of a person by userid; `undefined` if the app may not see the person, or WeCom cannot be reached. */
  person(userId: string): Promise<{ name: string } | undefined>
  /** The userid as the directory writes it; the given id itself where nothing better is known. Never fails. */
  plainId(id: string): Promise<string>
}

interface Member {
  userId: string
  name: string
}

/** Faults that will not be gone in a minute: remembered like an answer. */
const LASTING = new Set(['forbidden', 'gone', 'invalid'])
const CACHE = { ttlMs: 3_600_000, size: 10_000 }

/** Without an app nobody can be asked. */
export const NO_CONTACTS: Contacts = {
  person: async () => undefined,
  plainId: async (id) => id,
}

export function createContacts(client: Client, clock: Clock, log: AdapterLog): Contacts {
  /** `GET /cgi-bin/user/get`. Userids are case-insensitive, so one in lower case finds the same person. */
  const member = createLookupCache<Member>(clock, CACHE, (userid) =>
    unlessLasting(async () => {
      const operation = 'read person'
      const body = await client.call({
        operation,
        method: 'GET',
        path: '/cgi-bin/user/get',
        query: { userid },
        repeatable: true,
      })
      return text(body.userid) ? { userId: text(body.userid), name: text(body.name) } : undefined
    }),
  )

  /** `POST /cgi-bin/batch/openuserid_to_userid`. A plain userid comes back as invalid, and so does a made-up one. */
  const translated = createLookupCache<string>(clock, CACHE, (id) =>
    unlessLasting(async () => {
      const body = await client.call({
        operation: 'translate userid',
        method: 'POST',
        path: '/cgi-bin/batch/openuserid_to_userid',
        json: { open_userid_list: [id] },
        repeatable: true,
      })
      const found = list(body.userid_list)
        .map(record)
        .find((entry) => text(entry.open_userid) === id)
      return text(found?.userid) || undefined
    }),
  )

  return {
    async person(userId) {
      const found = await member(userId.toLowerCase()).catch(() => undefined)
      return found?.name ? { name: found.name } : undefined
    },
    async plainId(id) {
      try {
        return (await translated(id)) ?? (await member(id.toLowerCase()))?.userId ?? id
      } catch {
        log.warn({}, 'wecom userid could not be looked up and is taken as it came')
        return id
      }
    },
  }
}

async function unlessLasting<T>(lookUp: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await lookUp()
  } catch (error) {
    if (error instanceof MessengerError && LASTING.has(error.fault)) return undefined
    throw error
  }
}
