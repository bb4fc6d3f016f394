import type { VirtualClock } from '../../clock.ts'
import type { Json } from '../../json.ts'

const DEFAULT_SECONDS = 1800
const LONGEST_SECONDS = 4 * 3600

/** With enable_duplicate_check, an equal message within the interval is answered like the first and not delivered. */
export class Duplicates {
  readonly #answers = new Map<string, { at: number; answer: Json }>()
  readonly #clock: VirtualClock

  constructor(clock: VirtualClock) {
    this.#clock = clock
  }

  once(body: Json, act: () => Json): Json {
    if (body.enable_duplicate_check !== 1) return act()
    const key = JSON.stringify(body)
    const now = this.#clock.now().getTime()
    const known = this.#answers.get(key)
    if (known && now - known.at < intervalOf(body) * 1000) return known.answer
    const answer = act()
    this.#answers.set(key, { at: now, answer })
    return answer
  }
}

function intervalOf(body: Json): number {
  const asked = typeof body.duplicate_check_interval === 'number' ? body.duplicate_check_interval : DEFAULT_SECONDS
  return Math.min(asked, LONGEST_SECONDS)
}
