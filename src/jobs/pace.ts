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

  /** Resolves when this conversation may send once. */
  async turn(conversation: string): Promise<void> {
    if (this.#conversations.size > 10_000) this.#conversations.clear()
    const bucket = this.#conversations.get(conversation) ?? new Bucket(this.#perConversation)
    this.#conversations.set(conversation, bucket)
    await bucket.take()
    await this.#all.take()
  }
}

/** A sliding window: at most `limit` takes in any second. */
class Bucket {
  readonly #limit: number
  readonly #taken: number[] = []

  constructor(limit: number) {
    this.#limit = limit
  }

  async take(): Promise<void> {
    for (;;) {
      const now = performance.now()
      while (this.#taken[0] !== undefined && now - this.#taken[0] >= 1000) this.#taken.shift()
      if (this.#taken.length < this.#limit) {
        this.#taken.push(now)
        return
      }
      const wait = 1000 - (now - (this.#taken[0] ?? now))
      await new Promise<void>((resolve) => setTimeout(resolve, Math.max(1, wait)))
    }
  }
}
