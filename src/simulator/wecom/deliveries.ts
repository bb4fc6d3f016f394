import type { VirtualClock } from '../clock.ts'
import type { FaultPlan } from '../faults.ts'

/** A held-back delivery goes out at the latest after this, when no other follows; milliseconds of the virtual clock. */
const HOLD_MS = 10_000

interface Held {
  queue: string
  job: () => Promise<void>
  cancel: () => void
}

/** Deliveries to the service: in order within a queue, counted while under way, and held back for a fault. */
export class Deliveries {
  readonly #clock: VirtualClock
  readonly #tails = new Map<string, Promise<void>>()
  #held: Held[] = []
  #inFlight = 0
  #closed = false

  constructor(clock: VirtualClock, faults: FaultPlan) {
    this.#clock = clock
    faults.onClear(() => this.release())
  }

  get inFlight(): number {
    return this.#inFlight
  }

  get isClosed(): boolean {
    return this.#closed
  }

  /** Runs the job in the background, after those before it in its queue. What was held back follows it. */
  enqueue(queue: string, job: () => Promise<void>): void {
    this.#append(queue, job)
    this.release()
  }

  /** Keeps the job back until the next one has been queued. */
  hold(queue: string, job: () => Promise<void>): void {
    const until = new Date(this.#clock.now().getTime() + HOLD_MS)
    this.#held.push({ queue, job, cancel: this.#clock.at(until, () => this.release()) })
  }

  release(): void {
    const held = this.#held
    this.#held = []
    for (const { queue, job, cancel } of held) {
      cancel()
      this.#append(queue, job)
    }
  }

  /** Counts the job as under way. */
  async count<T>(job: () => Promise<T>): Promise<T> {
    this.#inFlight += 1
    try {
      return await job()
    } finally {
      this.#inFlight -= 1
    }
  }

  close(): void {
    this.#closed = true
    for (const held of this.#held) held.cancel()
    this.#held = []
  }

  #append(queue: string, job: () => Promise<void>): void {
    const before = this.#tails.get(queue) ?? Promise.resolve()
    const tail = this.count(async () => {
      await before
      await job()
    })
    this.#tails.set(queue, tail)
    void tail.finally(() => {
      if (this.#tails.get(queue) === tail) this.#tails.delete(queue)
    })
  }
}
