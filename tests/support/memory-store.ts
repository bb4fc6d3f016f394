/**
 * The store as a fake with working memory, for fast tests: same shape, same rules (the contract suite runs over both),
 * nothing on disk.
 */
import { Scope } from '../../src/adapters/persistence/scope.ts'
import type { Store } from '../../src/adapters/persistence/store.ts'
import type { Run } from '../../src/adapters/persistence/transactions.ts'
import type { Transaction } from '../../src/domain/ports/unit-of-work.ts'
import { attempts } from './memory/attempts.ts'
import { audit } from './memory/audit.ts'
import { conversations } from './memory/conversations.ts'
import { money } from './memory/money.ts'
import { outbox } from './memory/outbox.ts'
import { claims, inbox, jobLedger } from './memory/queues.ts'
import { State } from './memory/state.ts'
import { MemoryTransactions } from './memory/transactions.ts'
import { hours, projects, tasks } from './memory/work.ts'

const inside: Run = (work) => work()

/** `state` may be handed in by a test that wants to look at it or to damage it. */
export function memoryStore(now: () => Date, state = new State()): Store {
  const transactions = new MemoryTransactions(state)
  const { run } = transactions
  const repositories: Transaction = {
    attempts: attempts(state),
    ...conversations(state),
    projects: projects(state),
    tasks: tasks(state),
    hours: hours(state),
    ...money(state),
    audit: audit(state),
    ...claims(state, now),
    queues: {
      outboxCounts: outbox(state, inside).counts,
      deadLetters: outbox(state, inside).deadLetters,
      inboxWaiting: inbox(state, inside).pendingCount,
      jobRuns: jobLedger(state, inside).list,
    },
  }
  return {
    unitOfWork: {
      run: (work) =>
        run(async () => {
          const scope = new Scope()
          try {
            return await work(scope.over(repositories))
          } finally {
            await scope.end()
          }
        }),
    },
    inbox: inbox(state, run),
    outbox: outbox(state, run),
    jobs: jobLedger(state, run),
    ping: () => run(async () => undefined),
    close: () => transactions.close(),
  }
}
