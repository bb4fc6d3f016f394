import type { Clock } from '../../domain/ports/clock.ts'

/** Node's timers hold 31 bits of milliseconds and fire at once beyond; longer waits are made of several. */
const LONGEST_TIMER = 2 ** 31 - 1

/** The machine's clock. Waiting timers do not keep the process alive. */
export function systemClock(): Clock {
  return {
    now: () => new Date(),
    at(when, run) {
      const target = when.getTime()
      if (Number.isNaN(target)) throw new RangeError('not a valid instant')
      let timer: NodeJS.Timeout
      const arm = (): void => {
        const wait = Math.min(Math.max(target - Date.now(), 0), LONGEST_TIMER)
        timer = setTimeout(fire, wait).unref()
      }
      // A timer may fire a moment early, and the clock may have been set meanwhile: look again before running.
      const fire = (): void => (Date.now() < target ? arm() : run())
      arm()
      return () => clearTimeout(timer)
    },
  }
}
