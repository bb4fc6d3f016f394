import type { WecomContext } from '../context.ts'
import type { Chat } from '../directory.ts'
import { WecomError } from '../errors.ts'

const MINUTE = 60_000
const PER_MINUTE = 30
const PER_HOUR = 1000

/** Where the bot may write: somebody must have spoken to it there, and only so often. */
export class Conversations {
  readonly #spoken = new Set<string>()
  readonly #ctx: WecomContext

  constructor(ctx: WecomContext) {
    this.#ctx = ctx
  }

  spokenTo(chatId: string): void {
    this.#spoken.add(chatId)
  }

  /** The chat that `chatid` and `chat_type` (1 single, 2 group, 0 either, group first) mean. Throws 93006. */
  find(chatId: string, chatType: number): Chat {
    const chat =
      (chatType === 1 ? undefined : this.#group(chatId)) ?? (chatType === 2 ? undefined : this.#single(chatId))
    if (!chat?.botPresent || !this.#spoken.has(chat.id)) throw new WecomError(93006)
    return chat
  }

  /** Counts a message to the conversation. Throws 45009. */
  count(chatId: string): void {
    const { limits } = this.#ctx
    const isFree =
      limits.take(`conversation/minute ${chatId}`, PER_MINUTE, MINUTE) &&
      limits.take(`conversation/hour ${chatId}`, PER_HOUR, 60 * MINUTE)
    if (!isFree) throw new WecomError(45009)
  }

  #group(chatId: string): Chat | undefined {
    const chat = this.#ctx.directory.chatById(chatId)
    return chat?.type === 'group' ? chat : undefined
  }

  /** Private chats are the bot's only where there is no self-built app. */
  #single(userId: string): Chat | undefined {
    const { directory, app } = this.#ctx
    const person = directory.insider(userId) ?? directory.byOpenUserId(userId)
    return person && app.secret === '' ? directory.privateChatOf(person) : undefined
  }
}
