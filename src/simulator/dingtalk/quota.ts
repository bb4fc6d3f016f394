import type { VirtualClock } from '../clock.ts'
import { dateOf } from '../time.ts'
import { type Family, quotaUsedUp } from './errors.ts'
import type { MonthlyQuota, Usage } from './options.ts'

/** A standard organisation, since 2025-11-19. */
const STANDARD: MonthlyQuota = { apiCalls: 5_000, pushes: 3_000 }

/** Counts the metered calls and the pushes of the calendar month in Asia/Shanghai. Counted always, enforced if told so. */
export class Quota {
  readonly #clock: VirtualClock
  readonly #limits: MonthlyQuota | undefined
  #usage: Usage = { month: '', apiCalls: 0, pushes: 0 }

  constructor(clock: VirtualClock, limits: MonthlyQuota | undefined, enforced: boolean) {
    this.#clock = clock
    this.#limits = enforced ? (limits ?? STANDARD) : undefined
  }

  get usage(): Usage {
    return { ...this.#current() }
  }

  /** Counts a metered call; throws the family's refusal when none is left. */
  call(family: Family): void {
    const usage = this.#current()
    if (this.#limits && usage.apiCalls >= this.#limits.apiCalls) throw quotaUsedUp(family)
    usage.apiCalls += 1
  }

  /** Counts a push to the service; false when none was left, and the message must travel without its content. */
  push(): boolean {
    const usage = this.#current()
    if (this.#limits && usage.pushes >= this.#limits.pushes) return false
    usage.pushes += 1
    return true
  }

  #current(): Usage {
    const month = dateOf(this.#clock.now().getTime()).slice(0, 7)
    if (this.#usage.month !== month) this.#usage = { month, apiCalls: 0, pushes: 0 }
    return this.#usage
  }
}
