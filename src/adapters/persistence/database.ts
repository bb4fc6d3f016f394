/** The one connection to the operational database: Prisma and prepared SQL over the same better-sqlite3 handle. */
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import BetterSqlite3, { type Database as Handle } from 'better-sqlite3'
import { PrismaClient } from './generated/client.ts'
import { Sql } from './sql.ts'

/** What repositories read and write with. Only valid inside {@link Transactions.run}: both go over one connection. */
export interface Database {
  /**
   * For everything that is not on the way of every message. The transaction is already open, so each call must be a
   * single statement: no nested writes, no `$transaction`.
   */
  readonly prisma: PrismaClient
  readonly sql: Sql
}

export interface OpenDatabase extends Database {
  readonly handle: Handle
  close(): Promise<void>
}

// WAL: readers (backups, shells) never block us. FULL: a commit that was acknowledged survives a power cut, not only kill -9.
// Measured with bench/persistence.ts on 2 cores: group commit makes FULL cost 3 % against NORMAL (0.66 and 0.64 ms per command);
// with a flush per transaction it would cost more than half of the throughput.
const SETTINGS =
  'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON;'

/** Opens (or creates) the file. The caller migrates before it queries. */
export async function openDatabase(options: { file: string }): Promise<OpenDatabase> {
  const factory = new PrismaBetterSqlite3({ url: `file:${options.file}` })
  const adapter = await factory.connect()
  const handle = handleOf(adapter)
  handle.exec(SETTINGS)
  const prisma = new PrismaClient({
    adapter: { provider: factory.provider, adapterName: factory.adapterName, connect: async () => adapter },
  })
  await prisma.$connect()
  return {
    prisma,
    handle,
    sql: new Sql(handle),
    close: async () => {
      handle.pragma('wal_checkpoint(TRUNCATE)')
      await prisma.$disconnect()
      handle.close()
    },
  }
}

/** Prisma's adapter offers no way to bring a handle along, so its own is shared; `client` is its name as of 7.10. */
function handleOf(adapter: object): Handle {
  const handle: unknown = Reflect.get(adapter, 'client')
  if (handle instanceof BetterSqlite3) return handle
  throw new Error(
    '@prisma/adapter-better-sqlite3 no longer keeps its better-sqlite3 handle in `client`; adapt persistence/database.ts',
  )
}
