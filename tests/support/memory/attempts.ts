import type { Attempts } from '../../../src/domain/ports/unit-of-work.ts'
import type { State } from './state.ts'

export function attempts(state: State): Attempts {
  return {
    async attempt(work, keep) {
      const undo = state.snapshot()
      let kept = false
      try {
        const result = await work()
        kept = keep(result)
        return result
      } finally {
        if (!kept) undo()
      }
    },
  }
}
