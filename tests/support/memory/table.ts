/** Rows by key, in order of insertion; what goes in and out is copied, so that nobody shares an entity with the store. */
export class Table<Key, Row> {
  #rows = new Map<Key, Row>()

  put(key: Key, row: Row): void {
    this.#rows.set(key, structuredClone(row))
  }

  delete(key: Key): void {
    this.#rows.delete(key)
  }

  has(key: Key): boolean {
    return this.#rows.has(key)
  }

  get(key: Key): Row | undefined {
    return structuredClone(this.#rows.get(key))
  }

  /** Matching rows in order of insertion. */
  where(matches: (row: Row) => boolean = () => true): Row[] {
    return [...this.#rows.values()].filter(matches).map((row) => structuredClone(row))
  }

  get size(): number {
    return this.#rows.size
  }

  /** Returns the function that brings back what the table holds now. Rows are never changed in place. */
  snapshot(): () => void {
    const rows = new Map(this.#rows)
    return () => {
      this.#rows = rows
    }
  }
}

/** What a JSON column gives back. Throws TypeError for a bigint, as the real store does. */
export const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value) ?? 'null')

/** Sorts by the first key that differs; strings by code unit, as SQLite does. */
export function by<Row>(...keys: ((row: Row) => string | number)[]): (a: Row, b: Row) => number {
  return (a, b) => {
    for (const key of keys) {
      const [left, right] = [key(a), key(b)]
      if (left !== right) return left < right ? -1 : 1
    }
    return 0
  }
}
