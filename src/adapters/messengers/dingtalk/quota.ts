/** How many metered calls were made this month, and whether the organisation has any left. */
import type { Clock } from '../../../domain/ports/clock.ts'

/** Quotas are counted by the months of Beijing. */
const BEIJING_MS = 8 * 3_600_000

export interface Quota {
  /** One metered call was made. */
  count(): void
  /** DingTalk said that nothing is left of this month's quota. */
  exhausted(of: 'calls' | 'pushes'): void
  /** Calls that this process has made since the month began; other processes of the app count apart. */
  used(): number
  /** One sentence on what is used up; gone with the month. */
  problem(): string | undefined
}

const SENTENCE = {
  calls: 'monthly API quota used up: nothing can be sent until next month or an upgrade of the organisation',
  pushes: 'monthly push quota used up (20001): messages to the robot arrive without their text',
}

export function createQuota(clock: Clock): Quota {
  let month = ''
  let used = 0
  let problem: string | undefined

  function turn(): void {
    const current = new Date(clock.now().getTime() + BEIJING_MS).toISOString().slice(0, 7)
    if (current === month) return
    month = current
    used = 0
    problem = undefined
  }

  return {
    count() {
      turn()
      used += 1
    },
    exhausted(of) {
      turn()
      problem = SENTENCE[of]
    },
    used() {
      turn()
      return used
    },
    problem() {
      turn()
      return problem
    },
  }
}
