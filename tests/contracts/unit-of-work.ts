/** The contract of every store: repositories, transactions, queues, job ledger and audit. */
import { afterEach, beforeEach, describe } from 'vitest'
import { attemptsContract } from './unit-of-work/attempts.ts'
import { auditContract } from './unit-of-work/audit.ts'
import { conversationsContract } from './unit-of-work/conversations.ts'
import type { Harness } from './unit-of-work/fixtures.ts'
import { inboxAndJobsContract } from './unit-of-work/inbox-and-jobs.ts'
import { memoryContract } from './unit-of-work/memory.ts'
import { moneyContract } from './unit-of-work/money.ts'
import { outboxContract } from './unit-of-work/outbox.ts'
import { transactionsContract } from './unit-of-work/transactions.ts'
import { workContract } from './unit-of-work/work.ts'

export type { Harness } from './unit-of-work/fixtures.ts'
export { NOW } from './unit-of-work/fixtures.ts'

export function unitOfWorkContract(name: string, makeHarness: () => Promise<Harness>): void {
  describe(`store: ${name}`, () => {
    let harness: Harness
    beforeEach(async () => {
      harness = await makeHarness()
    })
    afterEach(() => harness.dispose())

    const current = () => harness
    transactionsContract(current)
    attemptsContract(current)
    conversationsContract(current)
    workContract(current)
    memoryContract(current)
    moneyContract(current)
    auditContract(current)
    inboxAndJobsContract(current)
    outboxContract(current)
  })
}
