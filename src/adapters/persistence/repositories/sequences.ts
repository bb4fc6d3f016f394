import type { Database } from '../database.ts'

/** First numbers: P-101, T-1, A-1. */
const FIRST = { project: 101, task: 1, approval: 1 } as const

/** The next number; given back if the transaction is undone. */
export async function nextNumber({ sql }: Database, name: keyof typeof FIRST): Promise<number> {
  const row = await sql.one<{ value: number }>(
    `INSERT INTO sequence (name, value) VALUES (?, ?)
     ON CONFLICT (name) DO UPDATE SET value = sequence.value + 1 RETURNING value`,
    [name, FIRST[name]],
  )
  if (!row) throw new Error(`sequence ${name} gave no number`)
  return row.value
}
