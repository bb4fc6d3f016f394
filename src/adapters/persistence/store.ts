import type { Inbox, JobLedger, Outbox } from '../../domain/ports/queues.ts'
import type { UnitOfWork } from '../../domain/ports/unit-of-work.ts'

/** Everything that is remembered. The in-memory twin for tests has the same shape: tests/support/memory-store.ts. */
export interface Store {
  unitOfWork: UnitOfWork
  inbox: Inbox
  outbox: Outbox
  jobs: JobLedger
  /** Rejects if the database does not answer. */
  ping(): Promise<void>
  /** Waits for what is under way, then closes; later calls reject. Closing twice is closing once. */
  close(): Promise<void>
}
