import type { VirtualClock } from '../clock.ts'
import { freshId } from '../ids.ts'
import { WecomError } from './errors.ts'
import type { StoredMessage } from './messages.ts'

const LIFETIME_MS = 72 * 3_600_000

/** Codes that each allow one update of a card, in all its copies, within 72 hours of the virtual clock. */
export class ResponseCodes {
  readonly #codes = new Map<string, { copies: readonly StoredMessage[]; expires: number }>()
  readonly #clock: VirtualClock

  constructor(clock: VirtualClock) {
    this.#clock = clock
  }

  issue(copies: readonly StoredMessage[]): string {
    const code = freshId('rc_')
    this.#codes.set(code, { copies, expires: this.#clock.now().getTime() + LIFETIME_MS })
    return code
  }

  /** The copies of the card. Throws 40058 for an unknown, used or expired code (the real number is not documented). */
  copies(code: string): readonly StoredMessage[] {
    const known = this.#codes.get(code)
    if (!known || known.expires <= this.#clock.now().getTime()) throw new WecomError(40058, 'invalid response_code')
    return known.copies
  }

  spend(code: string): void {
    this.#codes.delete(code)
  }
}
