import { setTimeout as sleep } from 'node:timers/promises'
import type { VirtualClock } from './clock.ts'
import type { ServiceHooks } from './types.ts'

const POLL_MS = 5
const PATIENCE_MS = 30_000
/** Guards against a service whose next due instant never moves on. */
const MAX_STEPS = 100_000

/** Deliveries to the service whose acknowledgement is awaited right now. */
interface Deliveries {
  readonly inFlight: number
}

/** Knows when the simulator and the service behind it have nothing left to do, and advances the clock in that rhythm. */
export class Settling {
  #hooks: ServiceHooks | undefined
  readonly #clock: VirtualClock
  readonly #deliveries: Deliveries

  constructor(clock: VirtualClock, deliveries: Deliveries, hooks: ServiceHooks | undefined) {
    this.#clock = clock
    this.#deliveries = deliveries
    this.#hooks = hooks
  }

  attach(hooks: ServiceHooks): void {
    this.#hooks = hooks
  }

  /** Resolves to true once all is quiet, to false after 30 s of patience. */
  async idle(patienceMs = PATIENCE_MS): Promise<boolean> {
    const deadline = performance.now() + patienceMs
    while (await this.#busy()) {
      if (performance.now() > deadline) return false
      await sleep(POLL_MS)
    }
    return true
  }

  /** Instant of the service's next job; without a service that of the simulator's next timer. */
  async nextDue(): Promise<Date | null> {
    return this.#hooks ? this.#hooks.nextDue() : this.#clock.nextTimer()
  }

  /** Sets the clock forward, stopping at each timer and at each instant for which the service has a job. */
  async advanceTo(target: Date): Promise<void> {
    const settle = async () => void (await this.idle())
    for (let step = 0, last = -1; step < MAX_STEPS; step += 1) {
      const due = (await this.#hooks?.nextDue())?.getTime()
      if (due === undefined || due <= last || due >= target.getTime()) break
      last = due
      await this.#clock.advanceTo(new Date(Math.max(due, this.#clock.now().getTime())), settle)
    }
    await this.#clock.advanceTo(target, settle)
  }

  /** The deliveries are looked at before and after the service: an event is always in one of the two. */
  async #busy(): Promise<boolean> {
    if (this.#deliveries.inFlight > 0) return true
    if (await this.#hooks?.busy()) return true
    return this.#deliveries.inFlight > 0
  }
}
