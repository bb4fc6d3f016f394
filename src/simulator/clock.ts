/** Node's timers hold 31 bits of milliseconds; longer waits are made of several. */
const LONGEST_TIMER = 2 ** 30

interface Timer {
  readonly when: number
  readonly run: () => void | Promise<void>
}

/**
 * A clock that ticks with real time from its start and can be set forward, never back.
 * Callbacks registered with `at` run in order of their instants: by real timers, or while the clock is advanced.
 */
export class VirtualClock {
  #base: number
  #mark = performance.now()
  #timers: Timer[] = []
  #handle: NodeJS.Timeout | undefined
  #advancing: Promise<void> = Promise.resolve()
  readonly #listeners = new Set<() => void>()
  readonly #onError: (error: unknown) => void

  constructor(startAt: Date = new Date(), onError: (error: unknown) => void = warn) {
    this.#base = checked(startAt)
    this.#onError = onError
  }

  now(): Date {
    return new Date(this.#time())
  }

  /** Runs `run` at the given instant (at once when it is past). Returns a function that cancels it. */
  at(when: Date, run: () => void | Promise<void>): () => void {
    const timer: Timer = { when: checked(when), run }
    const later = this.#timers.findIndex((other) => other.when > timer.when)
    this.#timers.splice(later < 0 ? this.#timers.length : later, 0, timer)
    this.#arm()
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer)
      this.#arm()
    }
  }

  /** Instant of the earliest waiting callback, or null. */
  nextTimer(): Date | null {
    const first = this.#timers[0]
    return first ? new Date(first.when) : null
  }

  /**
   * Sets the clock forward. All callbacks due on the way run in order, each at its own instant; `settle` is awaited after
   * each batch, so that the effects of one due thing finish before the next. Rejects with RangeError for an instant in the past.
   */
  advanceTo(when: Date, settle: () => Promise<void>): Promise<void> {
    const job = this.#advancing.then(() => this.#advance(checked(when), settle))
    this.#advancing = job.catch(() => undefined)
    return job
  }

  /** Calls the listener whenever the clock was set (not on each tick). Returns a function that removes it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Drops all waiting callbacks. */
  stop(): void {
    this.#timers = []
    clearTimeout(this.#handle)
  }

  #time(): number {
    return Math.floor(this.#base + performance.now() - this.#mark)
  }

  async #advance(target: number, settle: () => Promise<void>): Promise<void> {
    if (target < this.#time()) throw new RangeError('the clock cannot be set back')
    for (let next = this.#timers[0]; next && next.when <= target; next = this.#timers[0]) {
      this.#jump(next.when)
      for (const timer of this.#takeDue()) await this.#run(timer)
      await settle()
    }
    this.#jump(target)
    await settle()
  }

  #jump(target: number): void {
    if (target > this.#time()) {
      this.#base = target
      this.#mark = performance.now()
    }
    this.#arm()
    for (const listener of this.#listeners) listener()
  }

  #takeDue(): Timer[] {
    const now = this.#time()
    const due = this.#timers.filter((timer) => timer.when <= now)
    this.#timers = this.#timers.filter((timer) => timer.when > now)
    return due
  }

  async #run(timer: Timer): Promise<void> {
    try {
      await timer.run()
    } catch (error) {
      this.#onError(error)
    }
  }

  #arm(): void {
    clearTimeout(this.#handle)
    const first = this.#timers[0]
    if (!first) return
    const wait = Math.min(Math.max(Math.ceil(first.when - this.#time()), 0), LONGEST_TIMER)
    this.#handle = setTimeout(() => this.#fire(), wait)
    this.#handle.unref()
  }

  #fire(): void {
    for (const timer of this.#takeDue()) void this.#run(timer)
    this.#arm()
  }
}

function checked(date: Date): number {
  const time = date.getTime()
  if (Number.isNaN(time)) throw new RangeError('not a valid instant')
  return time
}

function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error))
}
