import { fetchMessages } from '../api/client.ts'
import type { Chat, Message, MessageChange } from '../api/types.ts'
import { coalesce } from './coalesce.ts'
import { mergeMessages } from './merge.ts'

export const chatKey = (chat: { platform: string; id: string }) => `${chat.platform}:${chat.id}`

export type Messages = ReadonlyMap<string, readonly Message[]>

interface Feed {
  chat: Chat
  reload: () => Promise<void>
  append: () => Promise<void>
}

/** All chats of one person with their messages, kept up to date. */
export class Timeline {
  private messages: Messages = new Map()
  private readonly feeds: Map<string, Feed>
  private closed = false
  private readonly personId: string
  private readonly onChange: (messages: Messages) => void
  private readonly onError: (error: unknown) => void

  constructor(
    personId: string,
    chats: readonly Chat[],
    onChange: (messages: Messages) => void,
    onError: (error: unknown) => void,
  ) {
    this.personId = personId
    this.onChange = onChange
    this.onError = onError
    this.feeds = new Map(chats.map((chat) => [chatKey(chat), this.feedOf(chat)]))
  }

  private feedOf(chat: Chat): Feed {
    const guarded = (fetch: () => Promise<void>) => coalesce(() => fetch().catch(this.onError))
    return {
      chat,
      reload: guarded(async () => this.put(chat, await fetchMessages(chat, this.personId))),
      append: guarded(async () => {
        const present = this.messages.get(chatKey(chat)) ?? []
        const arrived = await fetchMessages(chat, this.personId, present.at(-1)?.id)
        this.put(chat, mergeMessages(this.messages.get(chatKey(chat)) ?? [], arrived))
      }),
    }
  }

  private put(chat: Chat, messages: readonly Message[]): void {
    if (this.closed) return
    this.messages = new Map(this.messages).set(chatKey(chat), messages)
    this.onChange(this.messages)
  }

  async reloadAll(): Promise<void> {
    await Promise.all([...this.feeds.values()].map((feed) => feed.reload()))
  }

  /** Fetches what a change announced; changes of other people's chats are none of ours. */
  async apply(change: MessageChange): Promise<void> {
    const feed = this.feeds.get(`${change.platform}:${change.chat}`)
    if (!feed) return
    await (change.change === 'new' ? feed.append() : feed.reload())
  }

  close(): void {
    this.closed = true
  }
}
