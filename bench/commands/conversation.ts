/** One place and its only open command: whatever the bot posts there next is the reply to it. */
import type { Door } from './door.ts'
import type { Platform } from './platform.ts'
import { PLACES, type Place } from './world.ts'

const REPLY_MS = 10_000

export interface Exchange {
  ackMs: number
  replyMs: number
}

export class Conversation {
  readonly place: Place
  readonly chatId: string
  readonly #platform: Platform
  readonly #door: Door
  #arrived = () => {}

  constructor(place: Place, platform: Platform, door: Door) {
    this.place = place
    this.chatId = place.groupId ?? platform.privateChat(place.speakerId)
    this.#platform = platform
    this.#door = door
  }

  heard(): void {
    this.#arrived()
  }

  typed(line: string): string {
    return this.place.kind === 'group' ? `@${this.#platform.bot.name} ${line}` : line
  }

  /** The message exists on the platform from now on; the app has not been told. */
  say(line: string): Promise<string> {
    return this.#platform.say(this.chatId, this.place.speakerId, this.typed(line))
  }

  /** Tells the app, and waits for its message to arrive. */
  async deliver(messageId: string, line: string): Promise<Exchange> {
    const { place, chatId } = this
    const started = performance.now()
    const reply = new Promise<number>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`no reply to 「${line}」 in ${REPLY_MS} ms`)), REPLY_MS)
      this.#arrived = () => {
        clearTimeout(late)
        resolve(performance.now() - started)
      }
    })
    const bot = this.#platform.bot
    const ack = this.#door.deliver({
      messageId,
      chatId,
      kind: place.kind,
      openId: place.openId,
      text: this.typed(line),
      bot,
    })
    const [ackMs, replyMs] = await Promise.all([ack, reply])
    return { ackMs, replyMs }
  }
}

/** All places, each listening for its chat. */
export async function openConversations(platform: Platform, door: Door): Promise<Conversation[]> {
  const conversations = PLACES.map((place) => new Conversation(place, platform, door))
  const byChat = new Map(conversations.map((conversation) => [conversation.chatId, conversation]))
  await platform.watch((chat) => byChat.get(chat)?.heard())
  return conversations
}
