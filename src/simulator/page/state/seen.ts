import type { Message } from '../api/types.ts'

/** Last message that a person has looked at, by person and chat. */
export type Seen = Readonly<Record<string, string>>

const STORE = 'mems.simulator.seen'
export const seenKey = (person: string, chat: string) => `${person} ${chat}`

/** Unread is whatever came from somebody else after the message last looked at. */
export function isUnread(messages: readonly Message[], person: string, lastSeen: string | undefined): boolean {
  const last = messages.at(-1)
  return last !== undefined && last.id !== lastSeen && last.from.id !== person
}

export function loadSeen(storage: Pick<Storage, 'getItem'>): Seen {
  try {
    const stored: unknown = JSON.parse(storage.getItem(STORE) ?? '{}')
    return stored && typeof stored === 'object' ? (stored as Seen) : {}
  } catch {
    return {}
  }
}

export function saveSeen(storage: Pick<Storage, 'setItem'>, seen: Seen): void {
  storage.setItem(STORE, JSON.stringify(seen))
}
