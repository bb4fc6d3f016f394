import type { Change, Feed } from './feed.ts'

export interface IndexedMessage {
  platform: string
  chat: string
  /** Position in the order of creation, over all platforms. */
  number: number
  /** Taken away. */
  gone: boolean
}

/** To which platform and chat each message belongs, as the feed tells it. */
export class MessageIndex {
  readonly #messages = new Map<string, IndexedMessage>()

  constructor(feed: Feed) {
    feed.listen((change) => this.#learn(change))
  }

  /** Also a message that was taken away. */
  get(id: string): IndexedMessage | undefined {
    return this.#messages.get(id)
  }

  #learn(change: Change): void {
    if (change.kind !== 'message') return
    const { id, platform, chat } = change
    const known = this.#messages.get(id)
    if (known) known.gone ||= change.change === 'deleted'
    else this.#messages.set(id, { platform, chat, number: this.#messages.size, gone: change.change === 'deleted' })
  }
}
