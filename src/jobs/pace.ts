/** Keeps sends below a platform's rates, so that its limiter is the exception. Counts real time: the platform does, too. */
import type { Rate } from '../bot/messenger.ts'

export class Pace {
  readonly #all: readonly Bucket[]
  readonly #rates: readonly Rate[]
  readonly #conversations = new Map<string, readonly Bucket[]>()

  constructor(rates: readonly Rate[]) {
    this.#all = bucketsOf(rates, 'all')
    this.#rates = rates
  }

  /** Resolves when this conversation may send once, with what has to be called when that is over, however it ended. */
  async turn(conversation: string): Promise<() => void> {
    const own = this.#conversations.get(conversation) ?? bucketsOf(this.#rates, 'conversation')
    this.#conversations.set(conversation, own)
    for (const bucket of [...own, ...this.#all]) await bucket.take()
    return () => {
      for (const bucket of this.#all) bucket.giveBack()
      for (const bucket of own) bucket.giveBack(() => this.#forget(conversation, own))
    }
  }

  /** A new bucket is as good as one that nobody has used for its whole time. */
  #forget(conversation: string, own: readonly Bucket[]): void {
    if (own.every(({ unused }) => unused)) this.#conversations.delete(conversation)
  }
}

const bucketsOf = (rates: readonly Rate[], scope: Rate['scope']): readonly Bucket[] =>
  rates.filter((rate) => rate.scope === scope).map(({ count, perMs }) => new Bucket(count, perMs))

/**
 * So many places, each of which rests for a while after its use. Counted from the end of a send, because the platform
 * counts from a send's arrival, which nobody here knows: a slow one followed by a fast one would come too close.
 */
class Bucket {
  readonly #places: number
  readonly #restMs: number
  #free: number
  readonly #waiting: (() => void)[] = []

  constructor(places: number, restMs: number) {
    this.#places = places
    this.#restMs = restMs
    this.#free = places
  }

  get unused(): boolean {
    return this.#free === this.#places
  }

  /** Served in order of asking. */
  async take(): Promise<void> {
    if (this.#free > 0) {
      this.#free -= 1
      return
    }
    await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }

  /** `rested` is called when the place is free again and nobody waited for it. */
  giveBack(rested: () => void = () => {}): void {
    const timer = setTimeout(() => {
      const next = this.#waiting.shift()
      if (next) return next()
      this.#free += 1
      rested()
    }, this.#restMs)
    // A rest of an hour must not keep the process alive; who waits for a place does not rely on the process ending.
    timer.unref()
  }
}
