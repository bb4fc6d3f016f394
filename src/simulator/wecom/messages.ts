import type { VirtualClock } from '../clock.ts'
import type { Feed } from '../feed.ts'
import type { Json } from '../json.ts'
import { PLATFORM } from './app.ts'

/** Which of the platform's three ways a message took. */
export type Route = 'app' | 'bot' | 'webhook'

export interface Draft {
  id: string
  chatId: string
  /** Id of the person who says it, or 'bot'. */
  from: string
  route: Route
  /** The native payload: `{msgtype, <msgtype>: {…}}`. */
  body: Json
  replyTo?: string | undefined
  /** The msgid that all copies of one message of the app share. */
  batch?: string | undefined
}

export interface StoredMessage extends Readonly<Draft> {
  body: Json
  /** A card that was updated for some people only, by person. */
  readonly variants: Map<string, Json>
  readonly createdAt: number
  editedAt: number | undefined
  recalled: boolean
}

/** All messages of all chats, in order of creation. */
export class WecomMessages {
  readonly #messages = new Map<string, StoredMessage>()
  readonly #batches = new Map<string, StoredMessage[]>()
  #touched: string[] = []
  readonly #clock: VirtualClock
  readonly #feed: Feed

  constructor(clock: VirtualClock, feed: Feed) {
    this.#clock = clock
    this.#feed = feed
  }

  add(draft: Draft): StoredMessage {
    const createdAt = this.#clock.now().getTime()
    const message: StoredMessage = { ...draft, variants: new Map(), createdAt, editedAt: undefined, recalled: false }
    this.#messages.set(message.id, message)
    if (draft.batch !== undefined) this.#batches.set(draft.batch, [...this.copies(draft.batch), message])
    this.#tell(message, 'new')
    return message
  }

  /** A message that has not been recalled. */
  get(id: string): StoredMessage | undefined {
    const message = this.#messages.get(id)
    return message?.recalled ? undefined : message
  }

  /** Those that have not been recalled, oldest first. */
  present(): StoredMessage[] {
    return [...this.#messages.values()].filter((message) => !message.recalled)
  }

  /** All copies of one message of the app, recalled ones too. */
  copies(batch: string): readonly StoredMessage[] {
    return this.#batches.get(batch) ?? []
  }

  /** Runs something synchronous; `touched` are the messages that it made, edited or took away. */
  during<T>(act: () => T): { result: T; touched: string[] } {
    this.#touched = []
    const result = act()
    return { result, touched: this.#touched }
  }

  /** Replaces the payload for everybody, or only for the people named. */
  edit(message: StoredMessage, body: Json, people?: readonly string[]): void {
    if (people) for (const person of people) message.variants.set(person, body)
    else {
      message.body = body
      message.variants.clear()
    }
    message.editedAt = this.#clock.now().getTime()
    this.#tell(message, 'edited')
  }

  recall(message: StoredMessage): void {
    message.recalled = true
    this.#tell(message, 'deleted')
  }

  #tell(message: StoredMessage, change: 'new' | 'edited' | 'deleted'): void {
    this.#touched.push(message.id)
    this.#feed.emit({ kind: 'message', platform: PLATFORM, chat: message.chatId, id: message.id, change })
  }
}

/** The payload that this person has before the eyes. */
export function bodyFor(message: StoredMessage, person: string): Json {
  return message.variants.get(person) ?? message.body
}
