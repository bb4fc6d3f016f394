import type { VirtualClock } from '../clock.ts'
import type { Feed } from '../feed.ts'
import { freshId } from '../ids.ts'
import { PLATFORM } from './directory.ts'

export type MessageType = 'text' | 'post' | 'image' | 'file' | 'interactive'

export interface Mention {
  /** `@_user_1`, as it stands in the text. */
  key: string
  openId: string
  name: string
  kind: 'user' | 'bot'
}

export interface Draft {
  chatId: string
  /** Id of the person who says it, or 'bot'. */
  from: string
  type: MessageType
  /** The native content: a JSON string. */
  content: string
  mentions: Mention[]
  parent?: StoredMessage | undefined
  inThread?: boolean | undefined
}

export interface StoredMessage {
  readonly id: string
  /** Position in the order of creation. */
  readonly number: number
  readonly chatId: string
  readonly from: string
  readonly type: MessageType
  content: string
  mentions: Mention[]
  readonly createdAt: number
  readonly parentId: string | undefined
  readonly rootId: string | undefined
  readonly threadId: string | undefined
  editedAt: number | undefined
  edits: number
  recalled: boolean
}

/** All messages of all chats, in order of creation. */
export class MessageStore {
  readonly #messages = new Map<string, StoredMessage>()
  readonly #clock: VirtualClock
  readonly #feed: Feed

  constructor(clock: VirtualClock, feed: Feed) {
    this.#clock = clock
    this.#feed = feed
  }

  add(draft: Draft): StoredMessage {
    const { parent } = draft
    const message: StoredMessage = {
      id: freshId('om_'),
      number: this.#messages.size,
      chatId: draft.chatId,
      from: draft.from,
      type: draft.type,
      content: draft.content,
      mentions: draft.mentions,
      createdAt: this.#clock.now().getTime(),
      parentId: parent?.id,
      rootId: parent && (parent.rootId ?? parent.id),
      threadId: parent?.threadId ?? (draft.inThread ? freshId('omt_') : undefined),
      editedAt: undefined,
      edits: 0,
      recalled: false,
    }
    this.#messages.set(message.id, message)
    this.#tell(message, 'new')
    return message
  }

  get(id: string): StoredMessage | undefined {
    return this.#messages.get(id)
  }

  all(): StoredMessage[] {
    return [...this.#messages.values()]
  }

  edit(message: StoredMessage, content: string, mentions: Mention[] = []): void {
    message.content = content
    message.mentions = mentions
    message.editedAt = this.#clock.now().getTime()
    message.edits += 1
    this.#tell(message, 'edited')
  }

  recall(message: StoredMessage): void {
    message.recalled = true
    this.#tell(message, 'deleted')
  }

  #tell(message: StoredMessage, change: 'new' | 'edited' | 'deleted'): void {
    this.#feed.emit({ kind: 'message', platform: PLATFORM, chat: message.chatId, id: message.id, change })
  }
}
