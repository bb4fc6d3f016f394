import { maskNumbers } from './protect.ts'
import { type Span, spanOf } from './types.ts'

export interface Reference {
  kind: 'task' | 'project' | 'approval'
  number: number
}

const KINDS: Record<string, Reference['kind']> = { T: 'task', P: 'project', A: 'approval' }
/** A code of its own: not part of a word, a longer code, a decimal, or the jargon T-1日. */
const REFERENCE = /(?<![A-Za-z0-9_./#-])([TPAtpa])(-?)(\d{1,9})(?![A-Za-z0-9_]|[.-]\d|[日天])/g
/** Without a hyphen these are paper sizes and priorities. */
const OTHER_MEANING = /^(?:A[0-6]|P[0-4])$/

/** Task, project and approval numbers: T-12, t12, P-101, A-7. Numbers start at 1. */
export function findReferences(text: string): Span<Reference>[] {
  const found: Span<Reference>[] = []
  for (const match of maskNumbers(text).matchAll(REFERENCE)) {
    const letter = (match[1] ?? '').toUpperCase()
    const kind = KINDS[letter]
    const number = Number(match[3])
    if (!kind || number === 0 || (match[2] === '' && OTHER_MEANING.test(`${letter}${match[3]}`))) continue
    found.push(spanOf(text, match.index, match.index + match[0].length, { kind, number }))
  }
  return found
}
