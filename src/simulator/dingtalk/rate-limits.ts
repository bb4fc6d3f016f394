import type { VirtualClock } from '../clock.ts'
import { type Family, qpsLimit } from './errors.ts'

const SECOND = 1_000
const PER_SECOND = 20

/** 20 calls per second, app and API, as a standard organisation has. On the virtual clock. */
export class RateLimits {
  readonly #hits = new Map<string, number[]>()
  readonly #clock: VirtualClock
  readonly #enforced: boolean

  constructor(clock: VirtualClock, enforced: boolean) {
    this.#clock = clock
    this.#enforced = enforced
  }

  /** Counts a call of an API; throws the family's refusal when 20 were made within the last second. */
  call(api: string, family: Family): void {
    if (!this.#enforced) return
    const now = this.#clock.now().getTime()
    const recent = (this.#hits.get(api) ?? []).filter((at) => at > now - SECOND)
    this.#hits.set(api, recent)
    if (recent.length >= PER_SECOND) throw qpsLimit(family)
    recent.push(now)
  }
}
