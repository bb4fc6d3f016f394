import type { VirtualClock } from '../clock.ts'
import { freshId } from '../ids.ts'

const LIFETIME_MS = 90 * 60_000

export interface Session {
  session: string
  chatId: string
  expiresAt: number
}

/** The answer addresses that come with each robot message; they live for 90 minutes of virtual time. */
export class Sessions {
  readonly #sessions = new Map<string, Session>()
  readonly #clock: VirtualClock

  constructor(clock: VirtualClock) {
    this.#clock = clock
  }

  open(chatId: string): Session {
    const session = { session: freshId(''), chatId, expiresAt: this.#clock.now().getTime() + LIFETIME_MS }
    this.#sessions.set(session.session, session)
    return session
  }

  /** Undefined for an unknown or expired one. */
  find(session: string): Session | undefined {
    const found = this.#sessions.get(session)
    return found && found.expiresAt > this.#clock.now().getTime() ? found : undefined
  }
}
