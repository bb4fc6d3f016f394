import type { Message } from '../api/types.ts'

/** Adds messages to a list in order; one that is already there is replaced where it stands. */
export function mergeMessages(present: readonly Message[], arrived: readonly Message[]): Message[] {
  const byId = new Map(present.map((message) => [message.id, message]))
  for (const message of arrived) byId.set(message.id, message)
  return [...byId.values()]
}
