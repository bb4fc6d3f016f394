import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Migration, MigrationError, migrate, readMigrations } from '../../../src/adapters/persistence/migrator.ts'

const now = () => new Date('2026-11-24T01:00:00Z')

const migration = (name: string, sql: string): Migration => ({
  name,
  sql,
  checksum: createHash('sha256').update(sql).digest('hex'),
})
const FIRST = migration('20260101000000_init', 'CREATE TABLE a (id INTEGER PRIMARY KEY, note TEXT);')
const SECOND = migration('20260102000000_second', 'CREATE TABLE b (id INTEGER PRIMARY KEY REFERENCES a (id));')

describe('migrator', () => {
  let directory: string
  let database: Database.Database
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'mems-migrate-'))
    database = new Database(join(directory, 'test.db'))
  })
  afterEach(() => {
    database.close()
    rmSync(directory, { recursive: true })
  })

  const tables = (): unknown[] =>
    database.prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name IN ('a', 'b')`).pluck().all()
  const backupOf = (name: string): string => join(directory, `test.db.before-${name}`)

  it('applies what is pending, in order, once, and records it as Prisma does', () => {
    expect(migrate(database, [FIRST, SECOND], now)).toEqual([FIRST.name, SECOND.name])
    expect(migrate(database, [FIRST, SECOND], now)).toEqual([])
    expect(tables()).toEqual(['a', 'b'])
    const rows = database.prepare('SELECT * FROM _prisma_migrations ORDER BY migration_name').all()
    expect(rows).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        checksum: FIRST.checksum,
        finished_at: '2026-11-24T01:00:00.000+00:00',
        migration_name: FIRST.name,
        logs: null,
        rolled_back_at: null,
        started_at: '2026-11-24T01:00:00.000+00:00',
        applied_steps_count: 1,
      },
      expect.objectContaining({ migration_name: SECOND.name }),
    ])
  })

  it('copies a database that holds something before it changes it, and an empty one not', () => {
    migrate(database, [FIRST], now)
    expect(existsSync(backupOf(FIRST.name))).toBe(false)
    database.exec(`INSERT INTO a VALUES (1, '重要')`)
    migrate(database, [FIRST, SECOND], now)
    const copy = new Database(backupOf(SECOND.name), { readonly: true })
    expect(copy.prepare('SELECT note FROM a').pluck().all()).toEqual(['重要'])
    expect(copy.prepare(`SELECT count(*) FROM sqlite_master WHERE name = 'b'`).pluck().get()).toBe(0)
    copy.close()
  })

  it('undoes a migration that fails, keeps those before it, and succeeds once it is mended', () => {
    const broken = migration(SECOND.name, `${SECOND.sql} INSERT INTO nowhere VALUES (1);`)
    expect(() => migrate(database, [FIRST, broken], now)).toThrow(
      /20260102000000_second failed and was undone: no such table/,
    )
    expect(tables()).toEqual(['a'])
    expect(migrate(database, [FIRST, SECOND], now)).toEqual([SECOND.name])
  })

  it('refuses a migration that leaves a foreign key pointing nowhere', () => {
    const dangling = migration(SECOND.name, `${SECOND.sql} INSERT INTO b VALUES (7);`)
    expect(() => migrate(database, [FIRST, dangling], now)).toThrow('a foreign key points nowhere')
    expect(tables()).toEqual(['a'])
    expect(database.pragma('foreign_keys', { simple: true })).toBe(1)
  })

  it('refuses a database that is newer than the program, and edited or unfinished migrations', () => {
    migrate(database, [FIRST, SECOND], now)
    expect(() => migrate(database, [FIRST], now)).toThrow('written by a newer version')
    expect(() => migrate(database, [migration(FIRST.name, `${FIRST.sql} -- edited`), SECOND], now)).toThrow(
      'was changed after it had been applied',
    )
    database.exec(`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = '${SECOND.name}'`)
    expect(() => migrate(database, [FIRST, SECOND], now)).toThrow(MigrationError)
  })

  it('reads Prisma’s layout, in order, whatever the line ends', () => {
    for (const { name, sql } of [SECOND, FIRST]) {
      mkdirSync(join(directory, name))
      writeFileSync(join(directory, name, 'migration.sql'), `${sql}\r\n`)
    }
    writeFileSync(join(directory, 'migration_lock.toml'), 'provider = "sqlite"')
    expect(readMigrations(directory)).toEqual([FIRST, SECOND].map(({ name, sql }) => migration(name, `${sql}\n`)))
  })
})
