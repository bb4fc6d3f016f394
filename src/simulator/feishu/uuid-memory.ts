import type { VirtualClock } from '../clock.ts'
import { FeishuError } from './errors.ts'

const KEPT_MS = 3_600_000
const LONGEST = 50

/** Within one hour at most one success per uuid; a repeated call gets the first answer again. */
export class UuidMemory {
  readonly #answers = new Map<string, { at: number; answer: unknown }>()
  readonly #clock: VirtualClock

  constructor(clock: VirtualClock) {
    this.#clock = clock
  }

  /** Runs `act` unless this uuid succeeded within the hour. An empty uuid never repeats. Throws 99992402 when too long. */
  once(uuid: string, act: () => unknown): unknown {
    if (uuid.length > LONGEST) throw new FeishuError(99992402, 'the max len of uuid is 50')
    if (uuid === '') return act()
    const now = this.#clock.now().getTime()
    this.#forget(now - KEPT_MS)
    const known = this.#answers.get(uuid)
    if (known) return known.answer
    const answer = act()
    this.#answers.set(uuid, { at: now, answer })
    return answer
  }

  /** Answers are kept in order of time, so the old ones come first. */
  #forget(before: number): void {
    for (const [uuid, { at }] of this.#answers) {
      if (at > before) return
      this.#answers.delete(uuid)
    }
  }
}
