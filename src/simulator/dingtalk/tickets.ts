import { randomUUID } from 'node:crypto'
import type { VirtualClock } from '../clock.ts'

const LIFETIME_MS = 90_000

interface Ticket {
  subscriptions: ReadonlySet<string>
  expiresAt: number
}

/** Tickets to the stream: each opens one connection within 90 s of virtual time. */
export class Tickets {
  readonly #tickets = new Map<string, Ticket>()
  readonly #clock: VirtualClock

  constructor(clock: VirtualClock) {
    this.#clock = clock
  }

  issue(subscriptions: ReadonlySet<string>): string {
    const ticket = randomUUID()
    this.#tickets.set(ticket, { subscriptions, expiresAt: this.#clock.now().getTime() + LIFETIME_MS })
    return ticket
  }

  /** Uses a ticket up; undefined if it is unknown, used or expired. */
  redeem(ticket: string): ReadonlySet<string> | undefined {
    const found = this.#tickets.get(ticket)
    this.#tickets.delete(ticket)
    return found && found.expiresAt > this.#clock.now().getTime() ? found.subscriptions : undefined
  }
}
