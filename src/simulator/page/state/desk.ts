import type { Chat, Message, Person, Toast } from '../api/types.ts'
import type { Picture } from '../ui/lightbox.tsx'
import { isUnread, type Seen, seenKey } from './seen.ts'
import { chatKey, type Messages } from './timeline.ts'

/** What every open chat of one person shares. */
export interface Desk {
  people: readonly Person[]
  person: Person
  messages: Messages
  seen: Seen
  /** The virtual time in milliseconds. */
  now: number
  /** Something was said in the chat: fetch it without waiting for the stream. */
  onChanged(chat: Chat): void
  onPicture(picture: Picture): void
  onToast(toast: Toast): void
  onError(error: unknown): void
  onInspect(message: Message): void
}

/** Whether something stands in the chat that the person has not looked at. */
export function hasUnread({ messages, seen, person }: Desk, chat: Chat): boolean {
  const key = chatKey(chat)
  return isUnread(messages.get(key) ?? [], person.id, seen[seenKey(person.id, key)])
}
