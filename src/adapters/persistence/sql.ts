/**
 * Prepared SQL for the paths that every message takes. Prisma needs 0.1-0.5 ms of CPU per statement, a cached prepared
 * statement 5-15 µs, and one command runs some thirty: 6.6 ms with Prisma alone, 0.6 ms with these (bench/persistence.ts).
 * Rows have exactly the shape of Prisma's (camelCase keys, Date, boolean, bigint), so that each table has one mapper
 * whichever way it is read. The texts keep to the SQL that SQLite and PostgreSQL share.
 */
import type { Database, Statement } from 'better-sqlite3'

export type SqlValue = string | number | bigint | boolean | Date | null

type Reader = (value: unknown) => unknown

interface Prepared {
  statement: Statement<unknown[]>
  /** One per result column: its key in the row and how its stored form is read. */
  columns: readonly { key: string; read: Reader }[]
}

/** `sentAt` → `sent_at`: the rule by which every `@map` of schema.prisma is written. */
const toColumn = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const toKey = (column: string): string => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

const asIs: Reader = (value) => (typeof value === 'bigint' ? Number(value) : value)
const orNull =
  (read: Reader): Reader =>
  (value) =>
    value === null ? null : read(value)

/** By declared column type; computed columns have none and are numbers or texts. */
function readerFor(type: string | null): Reader {
  if (type === 'DATETIME') return orNull((value) => new Date(String(value)))
  if (type === 'BOOLEAN') return orNull((value) => value === 1n)
  if (type === 'BIGINT') return (value) => value
  return asIs
}

/** Instants in the one text form that Prisma's adapter writes, too; it sorts as it reads. */
function toStored(value: SqlValue): string | number | bigint | null {
  if (value instanceof Date) return value.toISOString().replace('Z', '+00:00')
  return typeof value === 'boolean' ? Number(value) : value
}

export class Sql {
  readonly #database: Database
  readonly #prepared = new Map<string, Prepared>()

  constructor(database: Database) {
    this.#database = database
  }

  /** Rows of a query, or of a statement with RETURNING. `Row` is what the selected columns are in schema.prisma. */
  async all<Row>(text: string, values: readonly SqlValue[] = []): Promise<Row[]> {
    const { statement, columns } = this.#prepare(text)
    const rows = statement.all(values.map(toStored))
    return rows.map((row) => {
      const cells = row as unknown[]
      return Object.fromEntries(columns.map(({ key, read }, i) => [key, read(cells[i])])) as Row
    })
  }

  async one<Row>(text: string, values: readonly SqlValue[] = []): Promise<Row | undefined> {
    return (await this.all<Row>(text, values))[0]
  }

  /** Number of rows changed. */
  async run(text: string, values: readonly SqlValue[] = []): Promise<number> {
    return this.#prepare(text).statement.run(values.map(toStored)).changes
  }

  async insert<Row extends Record<keyof Row, SqlValue>>(table: string, row: Row): Promise<void> {
    const keys = keysOf(row)
    await this.run(
      insertText(table, keys),
      keys.map((key) => row[key]),
    )
  }

  /** Inserts the row, or replaces the other columns of the one that has the same `unique` columns. */
  async upsert<Row extends Record<keyof Row, SqlValue>>(
    table: string,
    unique: readonly (keyof Row & string)[],
    row: Row,
  ): Promise<void> {
    const keys = keysOf(row)
    const changes = keys
      .filter((key) => !unique.includes(key))
      .map((key) => `"${toColumn(key)}" = excluded."${toColumn(key)}"`)
    await this.run(
      `${insertText(table, keys)} ON CONFLICT (${unique.map(toColumn).join(', ')}) DO UPDATE SET ${changes.join(', ')}`,
      keys.map((key) => row[key]),
    )
  }

  #prepare(text: string): Prepared {
    const known = this.#prepared.get(text)
    if (known) return known
    const statement = this.#database.prepare<unknown[]>(text)
    if (statement.reader) statement.raw(true).safeIntegers(true)
    const columns = statement.reader
      ? statement.columns().map(({ name, type }) => ({ key: toKey(name), read: readerFor(type) }))
      : []
    const prepared = { statement, columns }
    this.#prepared.set(text, prepared)
    return prepared
  }
}

const keysOf = <Row extends object>(row: Row): (keyof Row & string)[] => Object.keys(row) as (keyof Row & string)[]

const insertText = (table: string, keys: readonly string[]): string =>
  `INSERT INTO ${table} (${keys.map((key) => `"${toColumn(key)}"`).join(', ')}) VALUES (${marks(keys)})`

/** `?, ?, ?` for an IN list; of none NULL, which equals nothing: PostgreSQL has no empty list. */
export const marks = (values: readonly unknown[]): string =>
  values.length > 0 ? values.map(() => '?').join(', ') : 'NULL'
