/** Small helpers that mappers (row ↔ entity) share. */
import type { ConversationRef } from '../../domain/conversations/conversation.ts'

type Present<T> = { [K in keyof T]?: NonNullable<T[K]> }

/** Leaves out what is null or undefined: entities have absent properties, rows have NULL. */
export function present<T extends object>(fields: T): Present<T> {
  const kept = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined)
  return Object.fromEntries(kept) as Present<T>
}

/** JSON columns. Throws TypeError for a bigint, which JSON does not know. */
export const toJson = (value: unknown): string => JSON.stringify(value) ?? 'null'

/** The caller names the type that its own mapper wrote. */
export const fromJson = <T>(text: string): T => JSON.parse(text) as T

/** The inverse of `conversationKey`. */
export function parseConversation(key: string): ConversationRef {
  const [platform, kind, id] = splitTwice(key)
  if (kind !== 'group' && kind !== 'private') throw new Error('not a conversation key')
  return { platform, kind, id }
}

/** Ids of platforms may hold any character, `/` included. */
function splitTwice(key: string): [string, string, string] {
  const first = key.indexOf('/')
  const second = key.indexOf('/', first + 1)
  return [key.slice(0, first), key.slice(first + 1, second), key.slice(second + 1)]
}
