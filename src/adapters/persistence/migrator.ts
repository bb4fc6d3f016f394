/**
 * Applies prisma/migrations in order and keeps `_prisma_migrations` as Prisma Migrate does (prisma-engines,
 * sql-schema-connector: imperative_migration_persistence), so that `prisma migrate status/deploy` agrees where the
 * engine can be had. Each migration is one transaction: a failed one leaves the database as it was.
 */
import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'

export interface Migration {
  name: string
  sql: string
  /** SHA-256 (hex) of the file. */
  checksum: string
}

export class MigrationError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'MigrationError'
  }
}

/** In Prisma's layout, oldest first. */
export function readMigrations(directory: string): Migration[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      // A checkout with other line ends is the same migration.
      const sql = readFileSync(join(directory, name, 'migration.sql'), 'utf8').replaceAll('\r\n', '\n')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

const LEDGER = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
)`

const UNFINISHED =
  'SELECT migration_name AS name FROM "_prisma_migrations" WHERE finished_at IS NULL AND rolled_back_at IS NULL'
const APPLIED =
  'SELECT migration_name AS name, checksum FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL'
const RECORD = `INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
                VALUES (?, ?, ?, ?, ?, 1)`

/**
 * Brings the database up to date and returns the names of what was applied. A database that holds anything is copied to
 * `<file>.before-<migration>` first. Throws {@link MigrationError} without changing anything if the database knows a
 * migration that we do not (it is newer than this program), if an applied migration was edited, or if one fails.
 */
export function migrate(database: Database, migrations: readonly Migration[], now: () => Date): string[] {
  const isEmpty = database.prepare('SELECT 1 FROM sqlite_master LIMIT 1').get() === undefined
  database.exec(LEDGER)
  const pending = pendingOf(database, migrations)
  const [first] = pending
  if (first === undefined) return []
  if (!isEmpty) backUp(database, first.name)
  for (const migration of pending) apply(database, migration, now)
  return pending.map(({ name }) => name)
}

function pendingOf(database: Database, migrations: readonly Migration[]): Migration[] {
  const [unfinished] = database.prepare<[], { name: string }>(UNFINISHED).all()
  if (unfinished) {
    throw new MigrationError(
      `migration ${unfinished.name} was started by another tool and did not finish; see prisma migrate resolve`,
    )
  }
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  const applied = new Set<string>()
  for (const { name, checksum } of database.prepare<[], { name: string; checksum: string }>(APPLIED).all()) {
    const migration = known.get(name)
    if (!migration)
      throw new MigrationError(
        `the database has migration ${name}, which this program does not know: it was written by a newer version`,
      )
    if (migration.checksum !== checksum)
      throw new MigrationError(
        `migration ${name} was changed after it had been applied; restore the file and add a new migration instead`,
      )
    applied.add(name)
  }
  return migrations.filter(({ name }) => !applied.has(name))
}

function backUp(database: Database, before: string): void {
  const copy = `${database.name}.before-${before}`
  rmSync(copy, { force: true })
  database.prepare('VACUUM INTO ?').run(copy)
}

function apply(database: Database, migration: Migration, now: () => Date): void {
  const startedAt = now().toISOString().replace('Z', '+00:00')
  // Rebuilding a table drops it for a moment; the switch works outside transactions only (sqlite.org/lang_altertable.html §7).
  database.pragma('foreign_keys = OFF')
  try {
    database.transaction(() => {
      database.exec(migration.sql)
      if (database.prepare('SELECT 1 FROM pragma_foreign_key_check LIMIT 1').get())
        throw new Error('a foreign key points nowhere')
      database
        .prepare(RECORD)
        .run(randomUUID(), migration.checksum, now().toISOString().replace('Z', '+00:00'), migration.name, startedAt)
    })()
  } catch (cause) {
    throw new MigrationError(
      `migration ${migration.name} failed and was undone: ${cause instanceof Error ? cause.message : String(cause)}`,
      cause,
    )
  } finally {
    database.pragma('foreign_keys = ON')
  }
}
