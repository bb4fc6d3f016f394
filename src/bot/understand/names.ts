/** Matching spoken names against known ones: exactly, else by a unique beginning, else by a part. */
import { findReferences } from './slots/index.ts'

export interface Named {
  id: number
  name: string
}

const fold = (text: string): string => text.toLowerCase().replace(/\s+/g, '')

/** All that fit equally well: one is an answer, several are a question. */
export function matchName(spoken: string, known: readonly Named[]): readonly Named[] {
  const wanted = fold(spoken)
  if (wanted === '') return []
  const exact = known.filter(({ name }) => fold(name) === wanted)
  if (exact.length > 0) return exact
  if (wanted.length < 2) return []
  const starting = known.filter(({ name }) => fold(name).startsWith(wanted))
  return starting.length > 0 ? starting : known.filter(({ name }) => fold(name).includes(wanted))
}

/** A list such as `T-1、主视觉设计`. The first item that fits none or several is `unknown`. */
export function matchNames(text: string, known: readonly Named[]): { found: readonly number[]; unknown?: string } {
  const found: number[] = []
  for (const item of text.split(/[、,和&\s]+/).filter((one) => one !== '')) {
    const reference = findReferences(item).find(({ value }) => value.kind === 'task')
    if (reference) {
      found.push(reference.value.number)
      continue
    }
    const [match, ...others] = matchName(item, known)
    if (!match || others.length > 0) return { found, unknown: item }
    found.push(match.id)
  }
  return { found }
}
