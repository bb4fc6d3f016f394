import { parseInline } from './inline.ts'
import type { Block } from './nodes.ts'

const DIVIDER = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/

function cellsOf(line: string): string[] {
  const inner = line.trim().replace(/^\|/, '').replace(/\|$/, '')
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'))
}

export function isTableStart(lines: readonly string[], at: number): boolean {
  const divider = lines[at + 1] ?? ''
  return (lines[at] ?? '').includes('|') && divider.includes('|') && DIVIDER.test(divider)
}

/** Reads a pipe table whose head is at a line and whose divider follows. */
export function readTable(lines: readonly string[], at: number): { block: Block; next: number } {
  let next = at + 2
  while (next < lines.length && (lines[next] ?? '').includes('|')) next += 1
  const parse = (line: string) => cellsOf(line).map((cell) => parseInline(cell))
  return {
    block: { kind: 'table', head: parse(lines[at] ?? ''), rows: lines.slice(at + 2, next).map(parse) },
    next,
  }
}
