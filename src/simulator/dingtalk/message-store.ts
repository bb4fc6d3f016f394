import type { VirtualClock } from '../clock.ts'
import type { Feed } from '../feed.ts'
import type { Json } from '../json.ts'
import { PLATFORM } from './directory.ts'
import { freshKey } from './ids.ts'

export type Piece =
  | { kind: 'text'; text: string }
  | { kind: 'mention'; name: string; dingtalkId: string; person: string }

/** What a person said, or what the service sent as it sent it. */
export type Body =
  | { kind: 'said'; pieces: Piece[] }
  | { kind: 'picture'; code: string; pieces: Piece[] }
  | { kind: 'file'; code: string; name: string }
  | { kind: 'robot'; msgKey: string; param: Json }
  | { kind: 'webhook'; payload: Json }
  | { kind: 'card'; outTrackId: string }

export interface Draft {
  chatId: string
  /** Id of the person who says it, or 'bot'. */
  from: string
  body: Body
  replyTo?: string | undefined
  /** processQueryKey of a robot message, carrierId of a card; a message through a session webhook has none. */
  sendKey?: string | undefined
  /** Ids of the people to whom alone it was delivered. */
  recipients?: readonly string[] | undefined
  /** Ids of the people whom the delivery of a card calls. */
  called?: readonly string[] | undefined
}

export interface StoredMessage extends Draft {
  readonly id: string
  readonly createdAt: number
  editedAt: number | undefined
  recalled: boolean
}

/** All messages of all chats, in order of creation. */
export class MessageStore {
  readonly #messages = new Map<string, StoredMessage>()
  readonly #named = new Map<string, string[]>()
  readonly #clock: VirtualClock
  readonly #feed: Feed

  constructor(clock: VirtualClock, feed: Feed) {
    this.#clock = clock
    this.#feed = feed
  }

  add(draft: Draft): StoredMessage {
    const createdAt = this.#clock.now().getTime()
    const message: StoredMessage = { ...draft, id: freshKey('msg'), createdAt, editedAt: undefined, recalled: false }
    this.#messages.set(message.id, message)
    this.#name(message.sendKey, message.id)
    this.#name(message.body.kind === 'card' ? message.body.outTrackId : undefined, message.id)
    this.#tell(message, 'new')
    return message
  }

  get(id: string): StoredMessage | undefined {
    return this.#messages.get(id)
  }

  /** Those that were not recalled, oldest first. */
  shown(): StoredMessage[] {
    return [...this.#messages.values()].filter((message) => !message.recalled)
  }

  /** Ids of the messages of a processQueryKey, carrierId or outTrackId. */
  idsNamed(key: string): readonly string[] {
    return this.#named.get(key) ?? []
  }

  /** One send may have made several messages, one for each private chat. */
  bySendKey(key: string): StoredMessage[] {
    return this.#alive(key).filter((message) => message.sendKey === key)
  }

  /** The card behind these messages was changed. */
  cardChanged(outTrackId: string): void {
    for (const message of this.#alive(outTrackId)) {
      message.editedAt = this.#clock.now().getTime()
      this.#tell(message, 'edited')
    }
  }

  recall(message: StoredMessage): void {
    message.recalled = true
    this.#tell(message, 'deleted')
  }

  #alive(name: string): StoredMessage[] {
    return this.idsNamed(name)
      .flatMap((id) => this.#messages.get(id) ?? [])
      .filter(({ recalled }) => !recalled)
  }

  #name(name: string | undefined, id: string): void {
    if (name !== undefined) this.#named.set(name, [...this.idsNamed(name), id])
  }

  #tell(message: StoredMessage, change: 'new' | 'edited' | 'deleted'): void {
    this.#feed.emit({ kind: 'message', platform: PLATFORM, chat: message.chatId, id: message.id, change })
  }
}
