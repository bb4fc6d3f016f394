import type { Transaction, UnitOfWork } from '../../domain/ports/unit-of-work.ts'
import { attempts } from './attempts.ts'
import type { OpenDatabase } from './database.ts'
import { inbox, inboxClaims } from './queues/inbox.ts'
import { jobClaims, jobLedger } from './queues/job-ledger.ts'
import { outbox, outboxWriter } from './queues/outbox.ts'
import { approvals } from './repositories/approvals.ts'
import { audit } from './repositories/audit.ts'
import { bindings } from './repositories/bindings.ts'
import { budgets } from './repositories/budgets.ts'
import { cards } from './repositories/cards.ts'
import { chatModes } from './repositories/chat-modes.ts'
import { chats } from './repositories/chats.ts'
import { preferences, tours } from './repositories/choices.ts'
import { hours } from './repositories/hours.ts'
import type { People } from './repositories/people.ts'
import { policy } from './repositories/policy.ts'
import { projects } from './repositories/projects.ts'
import { prompts } from './repositories/prompts.ts'
import { tasks } from './repositories/tasks.ts'
import { turns } from './repositories/turns.ts'
import { undo } from './repositories/undo.ts'
import { words } from './repositories/words.ts'
import { Scope } from './scope.ts'
import type { Run } from './transactions.ts'

/** For queries that are part of the transaction they are made in. */
const inside: Run = (work) => work()

/** Repositories live as long as the store; each run sees them through a scope of its own that ends with it. */
export function unitOfWork(database: OpenDatabase, people: People, run: Run, now: () => Date): UnitOfWork {
  const repositories: Transaction = {
    attempts: attempts(database, () => people.forget()),
    people,
    preferences: preferences(database),
    bindings: bindings(database),
    tours: tours(database),
    words: words(database),
    chats: chats(database),
    chatModes: chatModes(database),
    turns: turns(database),
    prompts: prompts(database),
    undo: undo(database),
    cards: cards(database),
    projects: projects(database),
    tasks: tasks(database),
    hours: hours(database),
    budgets: budgets(database),
    approvals: approvals(database),
    policy: policy(database),
    audit: audit(database),
    inbox: inboxClaims(database, now),
    outbox: outboxWriter(database),
    jobs: jobClaims(database),
    queues: {
      outboxCounts: outbox(database, inside).counts,
      deadLetters: outbox(database, inside).deadLetters,
      inboxWaiting: inbox(database, inside).pendingCount,
      jobRuns: jobLedger(database, inside).list,
    },
  }
  return {
    run: (work) =>
      run(async () => {
        const scope = new Scope()
        try {
          return await work(scope.over(repositories))
        } finally {
          await scope.end()
        }
      }),
  }
}
