import type { Attempts } from '../../domain/ports/unit-of-work.ts'
import type { OpenDatabase } from './database.ts'

/** A savepoint of its own inside the transaction; `onUndone` lets go of what was cached meanwhile. */
export function attempts({ handle }: Pick<OpenDatabase, 'handle'>, onUndone: () => void): Attempts {
  const begin = handle.prepare('SAVEPOINT attempt')
  const release = handle.prepare('RELEASE attempt')
  const undo = handle.prepare('ROLLBACK TO attempt')

  function takeBack(): void {
    // A full disk or an I/O error makes SQLite roll everything back by itself; then no savepoint is left.
    if (!handle.inTransaction) return
    undo.run()
    release.run()
    onUndone()
  }

  return {
    async attempt(work, keep) {
      begin.run()
      let kept = false
      try {
        const result = await work()
        kept = keep(result)
        return result
      } finally {
        if (kept) release.run()
        else takeBack()
      }
    },
  }
}
