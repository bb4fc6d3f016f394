/** The service's database, read beside the running service, and its store, opened after its end. */
import Database from 'better-sqlite3'
import { expect } from 'vitest'
import { databaseFile, openStore } from '../../../src/adapters/persistence/index.ts'

/** The first column of every row. */
export function column<T = unknown>(dataDir: string, sql: string, ...values: readonly string[]): T[] {
  const file = new Database(databaseFile(dataDir), { readonly: true })
  try {
    return file
      .prepare<unknown[], T>(sql)
      .pluck()
      .all(...values)
  } finally {
    file.close()
  }
}

/** The one number that a query asks for. */
export function count(dataDir: string, sql: string, ...values: readonly string[]): number {
  const [number] = column<number>(dataDir, sql, ...values)
  if (typeof number !== 'number') throw new Error(`no number came of ${sql}`)
  return number
}

/** The audit chain holds, nothing waits, nothing was given up. The service must have ended. */
export async function expectSound(dataDir: string): Promise<void> {
  const store = await openStore({ dataDir, now: () => new Date(0) })
  expect(await store.unitOfWork.run((tx) => tx.audit.verify())).toMatchObject({ intact: true })
  expect(await store.outbox.counts()).toEqual({ waiting: 0, dead: 0 })
  expect(await store.inbox.pendingCount()).toBe(0)
  await store.close()
}
