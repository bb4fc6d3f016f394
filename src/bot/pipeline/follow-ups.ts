/**
 * Within ten minutes of being heard in a group, a person need not mention the bot again for a clear command. Kept in
 * memory on purpose: after a restart one more mention is all it costs.
 */
import { type ConversationRef, conversationKey, OPEN_MS } from '../../domain/conversations/conversation.ts'

export class FollowUps {
  readonly #heard = new Map<string, number>()

  heard(personId: string, conversation: ConversationRef, now: Date): void {
    this.#forget(now)
    this.#heard.set(`${personId}|${conversationKey(conversation)}`, now.getTime())
  }

  isOpen(personId: string, conversation: ConversationRef, now: Date): boolean {
    const at = this.#heard.get(`${personId}|${conversationKey(conversation)}`)
    return at !== undefined && now.getTime() - at <= OPEN_MS
  }

  /** Entries are in order of their last use only roughly; a full sweep of the old ones keeps the map small. */
  #forget(now: Date): void {
    if (this.#heard.size < 1000) return
    for (const [key, at] of this.#heard) if (now.getTime() - at > OPEN_MS) this.#heard.delete(key)
  }
}
