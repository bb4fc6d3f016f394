import type { VirtualClock } from '../clock.ts'
import { freshId } from '../ids.ts'
import { FeishuError } from './errors.ts'

const LIFETIME_MS = 30 * 60_000
const USES = 2

interface CardToken {
  readonly messageId: string
  readonly expiresAt: number
  uses: number
  answered: boolean
}

/** The `c-…` tokens of card callbacks: 30 minutes, two delayed updates. */
export class CardTokens {
  readonly #tokens = new Map<string, CardToken>()
  readonly #clock: VirtualClock

  constructor(clock: VirtualClock) {
    this.#clock = clock
  }

  issue(messageId: string): string {
    const token = freshId('c-')
    const expiresAt = this.#clock.now().getTime() + LIFETIME_MS
    this.#tokens.set(token, { messageId, expiresAt, uses: 0, answered: false })
    return token
  }

  /** The callback was answered (or given up): from now on updates stay. */
  settle(token: string): void {
    const known = this.#tokens.get(token)
    if (known) known.answered = true
  }

  /** Uses a token up by one. `early`: the callback is not answered yet, so the update will not stay. Throws 300020. */
  use(token: string): { messageId: string; early: boolean } {
    const known = this.#tokens.get(token)
    const now = this.#clock.now().getTime()
    if (!known || known.expiresAt <= now || known.uses >= USES) throw new FeishuError(300020)
    known.uses += 1
    return { messageId: known.messageId, early: !known.answered }
  }
}
