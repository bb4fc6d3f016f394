import { AsyncLocalStorage } from 'node:async_hooks'
import type { Run } from '../../../src/adapters/persistence/transactions.ts'
import type { State } from './state.ts'

/** One piece of work after the other; the state is as before if it throws. */
export class MemoryTransactions {
  readonly #state: State
  readonly #inside = new AsyncLocalStorage<{ open: boolean }>()
  #last: Promise<unknown> = Promise.resolve()
  #closed = false

  constructor(state: State) {
    this.#state = state
  }

  readonly run: Run = (work) => {
    if (this.#closed) return Promise.reject(new Error('the store is closed'))
    if (this.#inside.getStore()?.open) return Promise.reject(new Error('a transaction was opened inside a transaction'))
    const result = this.#last.then(() => this.#one(work))
    this.#last = result.catch(() => undefined)
    return result
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#last
  }

  async #one<T>(work: () => Promise<T>): Promise<T> {
    const scope = { open: true }
    const undo = this.#state.snapshot()
    try {
      return await this.#inside.run(scope, work)
    } catch (error) {
      undo()
      throw error
    } finally {
      scope.open = false
    }
  }
}
