/** The one connection to the operational database: Prisma and prepared SQL over the same better-sqlite3 handle. */
import { closeSync, fdatasync as fdatasyncCallback, openSync } from 'node:fs'
import { promisify } from 'node:util'
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import BetterSqlite3, { type Database as Handle } from 'better-sqlite3'
import { PrismaClient } from './generated/client.ts'
import { Sql } from './sql.ts'

const fdatasync = promisify(fdatasyncCallback)

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
  /** Resolves when everything committed so far would survive a power cut: the write-ahead log is on the disk. */
  flush(): Promise<void>
  close(): Promise<void>
}

// WAL: readers (backups, shells) never block us. NORMAL: SQLite itself flushes at checkpoints only, because its flush would
// hold the event loop; `flush` makes commits durable in the thread pool, and Transactions answers nobody before.
const SETTINGS =
  'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON;'

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
  const log = new WriteAheadLog(`${options.file}-wal`)
  return {
    prisma,
    handle,
    sql: new Sql(handle),
    flush: () => log.flush(),
    close: async () => {
      log.close()
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

/** The log's own descriptor; flushing any descriptor of a file flushes the file. It exists from the first commit on. */
class WriteAheadLog {
  readonly #file: string
  #descriptor: number | undefined

  constructor(file: string) {
    this.#file = file
  }

  async flush(): Promise<void> {
    this.#descriptor ??= openSync(this.#file, 'r+')
    await fdatasync(this.#descriptor)
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor)
    this.#descriptor = undefined
  }
}
