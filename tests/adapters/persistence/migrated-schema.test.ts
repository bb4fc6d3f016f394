import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { MIGRATIONS } from '../../../src/adapters/persistence/index.ts'
import { migrate, readMigrations } from '../../../src/adapters/persistence/migrator.ts'
import { type ExpectedTable, expectedTables } from './schema-text.ts'

const schema = readFileSync(fileURLToPath(new URL('../../../prisma/schema.prisma', import.meta.url)), 'utf8')
const migrations = readMigrations(MIGRATIONS)

function actualTables(database: Database.Database): ExpectedTable[] {
  const names = database
    .prepare<[], string>(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> '_prisma_migrations'`,
    )
    .pluck()
    .all()
  return names.map((name) => ({
    name,
    columns: columns(database, name),
    indices: indices(database, name),
    foreignKeys: foreignKeys(database, name),
  }))
}

function columns(database: Database.Database, table: string): ExpectedTable['columns'] {
  const rows = database
    .prepare<[string], { name: string; type: string; notnull: number; dflt_value: string | null; pk: number }>(
      'SELECT * FROM pragma_table_info(?)',
    )
    .all(table)
  return rows.map((row) => ({
    name: row.name,
    type: row.type,
    notNull: row.notnull === 1,
    default: row.dflt_value,
    keyPosition: row.pk,
  }))
}

function indices(database: Database.Database, table: string): ExpectedTable['indices'] {
  const rows = database
    .prepare<[string], { name: string; unique: number }>(
      `SELECT name, "unique" FROM pragma_index_list(?) WHERE origin = 'c'`,
    )
    .all(table)
  const columnsOf = database.prepare<[string], string>('SELECT name FROM pragma_index_info(?) ORDER BY seqno').pluck()
  return rows.map((row) => ({ columns: columnsOf.all(row.name), unique: row.unique === 1 }))
}

function foreignKeys(database: Database.Database, table: string): ExpectedTable['foreignKeys'] {
  const rows = database
    .prepare<[string], { table: string; from: string; to: string; on_delete: string; on_update: string }>(
      'SELECT * FROM pragma_foreign_key_list(?)',
    )
    .all(table)
  return rows.map((row) => ({
    columns: [row.from],
    table: row.table,
    references: [row.to],
    onDelete: row.on_delete,
    onUpdate: row.on_update,
  }))
}

/** Order of tables, indices and keys says nothing; that of columns does. */
function sorted(tables: ExpectedTable[]): ExpectedTable[] {
  const byText = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)
  return tables
    .map((table) => ({
      ...table,
      indices: table.indices.toSorted(byText),
      foreignKeys: table.foreignKeys.toSorted(byText),
    }))
    .toSorted(byText)
}

/** The schema that the migrations give if one piece of their SQL reads otherwise. */
function migrated(replace = '', by = ''): ExpectedTable[] {
  const database = new Database(':memory:')
  if (!migrations.some(({ sql }) => sql.includes(replace))) throw new Error(`no migration contains ${replace}`)
  const changed = migrations.map((migration) => ({ ...migration, sql: migration.sql.replace(replace, by) }))
  migrate(database, changed, () => new Date(0))
  return sorted(actualTables(database))
}

describe('an empty database, migrated', () => {
  const expected = sorted(expectedTables(schema))

  it('is exactly what schema.prisma says', () => {
    expect(expected.length).toBe(schema.match(/^model /gm)?.length)
    expect(expected.flatMap(({ foreignKeys }) => foreignKeys).length).toBe(
      schema.match(/@relation\(.*fields:/g)?.length,
    )
    expect(migrated()).toEqual(expected)
  })

  it.each([
    ['a missing column', '    "goal" TEXT,\n', ''],
    ['another type', '"amount" BIGINT NOT NULL', '"amount" INTEGER NOT NULL'],
    ['a missing NOT NULL', '"handled_at" DATETIME', '"handled_at" DATETIME NOT NULL'],
    ['another default', '"attempts" INTEGER NOT NULL DEFAULT 0', '"attempts" INTEGER NOT NULL DEFAULT 1'],
    ['a missing index', 'CREATE INDEX "task_project_id_idx" ON "task"("project_id");', ''],
    [
      'an index that is not unique',
      'CREATE UNIQUE INDEX "outbox_message_id_key"',
      'CREATE INDEX "outbox_message_id_key"',
    ],
    ['another order in an index', '"outbox_message"("status", "seq")', '"outbox_message"("seq", "status")'],
    ['another primary key', 'PRIMARY KEY ("job", "period")', 'PRIMARY KEY ("period", "job")'],
    [
      'another foreign key',
      'REFERENCES "person" ("id") ON DELETE RESTRICT',
      'REFERENCES "person" ("id") ON DELETE CASCADE',
    ],
  ])('is found different with %s', (_, replace, by) => {
    expect(migrated(replace, by)).not.toEqual(expected)
  })
})
