import { expect, test } from 'vitest'
import { read } from './reading.ts'

export type Row = readonly [line: string, action: string, args?: Record<string, string>]

/** One test per line: the action it is read as, and exactly these arguments. */
export function table(name: string, rows: readonly Row[]): void {
  for (const [line, action, args = {}] of rows) {
    test(`${name}: ${line}`, () => {
      expect(read(line) ?? { action: '-', args: {} }).toEqual({ action, args })
    })
  }
}
