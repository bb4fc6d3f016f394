/** Keeps sends below a platform's rates, so that its limiter is the exception. Counts real time: the platform does, too. */
export interface Rates {
  perSecond: number
  perConversationPerSecond: number
}

export class Pace {
  readonly #all: Bucket
  readonly #perConversation: number
  readonly #conversations = new Map<string, Bucket>()

  constructor(rates: Rates) {
    this.#all = new Bucket(rates.perSecond)
    this.#perConversation = rates.perConversationPerSecond
  }

  /** Resolves when this conversation may send once, with what has to be called when that is over, however it ended. */
  async turn(conversation: string): Promise<() => void> {
    const bucket = this.#conversations.get(conversation) ?? new Bucket(this.#perConversation)
    this.#conversations.set(conversation, bucket)
    await bucket.take()
    await this.#all.take()
    return () => {
      this.#all.giveBack()
      bucket.giveBack(() => this.#conversations.delete(conversation))
    }
  }
}

const REST_MS = 1000

/**
 * So many places, each of which rests for a second after its use. Counted from the end of a send, because the platform
 * counts from a send's arrival, which nobody here knows: a slow one followed by a fast one would come too close.
 */
class Bucket {
  readonly #places: number
  #free: number
  readonly #waiting: (() => void)[] = []

  constructor(places: number) {
    this.#places = places
    this.#free = places
  }

  /** Served in order of asking. */
  async take(): Promise<void> {
    if (this.#free > 0) {
      this.#free -= 1
      return
    }
    await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }

  /** `unused` is called if all places are free a second later: then a new bucket is as good as this one. */
  giveBack(unused: () => void = () => {}): void {
    setTimeout(() => {
      const next = this.#waiting.shift()
      if (next) return next()
      this.#free += 1
      if (this.#free === this.#places) unused()
    }, REST_MS)
  }
}
