/**
 * One writer at a time, with group commit. Work waits in one queue, so SQLite never answers BUSY and every transaction is
 * serialisable. What waits while a commit runs shares the next one: each piece of work in a savepoint of its own (its
 * failure undoes only itself), one COMMIT and one flush to disk, and nobody is answered before both have succeeded. So
 * durability costs one flush per group and not per piece, and the event loop is free while the disk works.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { setImmediate as immediate } from 'node:timers/promises'
import type { Database, Statement } from 'better-sqlite3'

/** Work that shares a commit also shares its wait; this bounds it to some tens of milliseconds. */
const LARGEST_GROUP = 32

/** How everything outside asks for a transaction. */
export type Run = <T>(work: () => Promise<T>) => Promise<T>

interface Waiting {
  work: () => Promise<unknown>
  done: (outcome: Outcome) => void
}

type Outcome = { ok: true; value: unknown } | { ok: false; error: unknown }

export class Transactions {
  readonly #database: Database
  readonly #begin: Statement
  readonly #commit: Statement
  readonly #savepoint: Statement
  readonly #release: Statement
  readonly #changes: Statement
  readonly #flush: () => Promise<void>
  /** Called when something that looked done was undone after all: caches must forget. */
  readonly #onUndone: () => void
  readonly #inside = new AsyncLocalStorage<{ open: boolean }>()
  #waiting: Waiting[] = []
  #draining: Promise<void> | undefined
  /** Refuses what comes later; what waits is still done. */
  #closed: Error | undefined
  /** Refuses everything, what waits included. */
  #broken: Error | undefined

  /** `flush` resolves when everything committed so far would survive a power cut. */
  constructor(database: Database, flush: () => Promise<void>, onUndone: () => void) {
    this.#database = database
    this.#flush = flush
    this.#begin = database.prepare('BEGIN IMMEDIATE')
    this.#commit = database.prepare('COMMIT')
    this.#savepoint = database.prepare('SAVEPOINT work')
    this.#release = database.prepare('RELEASE work')
    this.#changes = database.prepare('SELECT total_changes()').pluck()
    this.#onUndone = onUndone
  }

  /** Resolves once the work is committed; rejects with the error of `work` once its changes are undone. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const refusal = this.#broken ?? this.#closed
    if (refusal) return Promise.reject(refusal)
    // It would wait for itself for ever.
    if (this.#inside.getStore()?.open) return Promise.reject(new Error('a transaction was opened inside a transaction'))
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({
        work,
        done: (outcome) => (outcome.ok ? resolve(outcome.value as T) : reject(outcome.error)),
      })
      this.#draining ??= this.#drain()
    })
  }

  /** Waits for everything queued; later work is refused. */
  async close(): Promise<void> {
    this.#closed ??= new Error('the store is closed')
    await this.#draining
  }

  async #drain(): Promise<void> {
    // Lets everything that arrives in this turn of the event loop join the group: a flush costs more than the wait.
    do {
      await immediate()
      await this.#group(this.#waiting.splice(0, LARGEST_GROUP))
    } while (this.#waiting.length > 0)
    this.#draining = undefined
  }

  async #group(group: readonly Waiting[]): Promise<void> {
    const outcomes: Outcome[] = []
    try {
      // What waited behind a failed flush would stand on a commit that may be lost; a second flush may well succeed.
      if (this.#broken) throw this.#broken
      const before = this.#changes.get()
      this.#begin.run()
      for (const { work } of group) outcomes.push(await this.#one(work))
      this.#commit.run()
      if (this.#changes.get() !== before) await this.#flushed()
    } catch (error) {
      if (this.#database.inTransaction) this.#database.exec('ROLLBACK')
      this.#onUndone()
      for (const { done } of group) done({ ok: false, error })
      return
    }
    for (const [i, outcome] of outcomes.entries()) group[i]?.done(outcome)
  }

  /** What was committed and could not be flushed may be lost or not: only a restart finds out, so nothing goes on. */
  async #flushed(): Promise<void> {
    try {
      await this.#flush()
    } catch (error) {
      this.#broken = new Error('the disk failed to keep a transaction; the service must be restarted', { cause: error })
      throw this.#broken
    }
  }

  async #one(work: () => Promise<unknown>): Promise<Outcome> {
    const scope = { open: true }
    this.#savepoint.run()
    try {
      const value = await this.#inside.run(scope, work)
      this.#release.run()
      return { ok: true, value }
    } catch (error) {
      // A full disk or an I/O error makes SQLite roll everything back by itself: then the whole group has failed.
      if (!this.#database.inTransaction) throw error
      this.#database.exec('ROLLBACK TO work; RELEASE work')
      this.#onUndone()
      return { ok: false, error }
    } finally {
      scope.open = false
    }
  }
}
