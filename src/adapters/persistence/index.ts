/** The operational store: SQLite through Prisma, migrated at start, held by one process. */
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openDatabase } from './database.ts'
import { lockInstance } from './instance-lock.ts'
import { migrate, readMigrations } from './migrator.ts'
import { inbox } from './queues/inbox.ts'
import { jobLedger } from './queues/job-ledger.ts'
import { outbox } from './queues/outbox.ts'
import { People } from './repositories/people.ts'
import type { Store } from './store.ts'
import { Transactions } from './transactions.ts'
import { unitOfWork } from './unit-of-work.ts'

export { DataDirectoryInUse } from './instance-lock.ts'
export type { Store } from './store.ts'

/** The repository's own migrations. */
export const MIGRATIONS = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url))

/** The database inside a data directory. */
export const databaseFile = (dataDir: string): string => `${dataDir}/mems.db`

/**
 * Opens the store in `dataDir`, creating both if needed. Rejects with {@link DataDirectoryInUse} while another process
 * holds the directory and with `MigrationError` if the database cannot be brought to this program's version.
 */
export async function openStore(options: { dataDir: string; now: () => Date }): Promise<Store> {
  const { dataDir, now } = options
  mkdirSync(dataDir, { recursive: true })
  const unlock = lockInstance(dataDir)
  try {
    const database = await openDatabase({ file: databaseFile(dataDir) })
    try {
      migrate(database.handle, readMigrations(MIGRATIONS), now)
    } catch (error) {
      await database.close()
      throw error
    }
    const people = new People(database)
    const transactions = new Transactions(database.handle, database.flush, () => people.forget())
    const run = transactions.run.bind(transactions)
    const close = async () => {
      await transactions.close()
      await database.close()
      unlock()
    }
    let closing: Promise<void> | undefined
    return {
      unitOfWork: unitOfWork(database, people, run, now),
      inbox: inbox(database, run),
      outbox: outbox(database, run),
      jobs: jobLedger(database, run),
      ping: () =>
        run(async () => {
          await database.sql.one('SELECT 1')
        }),
      close: () => {
        closing ??= close()
        return closing
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}
