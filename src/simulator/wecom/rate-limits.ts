import type { VirtualClock } from '../clock.ts'

/** Counts uses in a sliding window of the virtual clock. With limits off there is always room. */
export class RateLimits {
  readonly #uses = new Map<string, number[]>()
  readonly #clock: VirtualClock
  readonly #enforced: boolean

  constructor(clock: VirtualClock, enforced: boolean) {
    this.#clock = clock
    this.#enforced = enforced
  }

  /** True, and counted, if there is room for one more within the last `spanMs`. */
  take(key: string, limit: number, spanMs: number): boolean {
    if (!this.isFree(key, limit, spanMs)) return false
    if (this.#enforced) this.#uses.get(key)?.push(this.#clock.now().getTime())
    return true
  }

  /** True if there is room for one more; nothing is counted. */
  isFree(key: string, limit: number, spanMs: number): boolean {
    if (!this.#enforced) return true
    const since = this.#clock.now().getTime() - spanMs
    const recent = (this.#uses.get(key) ?? []).filter((at) => at > since)
    this.#uses.set(key, recent)
    return recent.length < limit
  }
}
