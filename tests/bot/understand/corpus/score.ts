/** How well the grammar reads the corpus, in numbers only: held-back sentences must not be seen by whoever tunes it. */
import { ACTIONS } from '../../../../src/bot/actions/registry.ts'
import { changes } from '../../../../src/bot/understand/verbs.ts'
import { type Expected, readCorpus, type Sentence } from './corpus.ts'
import { isRight, outcome } from './world.ts'

type Act = Extract<Expected, { kind: 'act' }>

export interface Verdict {
  sentence: Sentence
  got: Expected
  right: boolean
  /** Something would be changed that nobody ordered. */
  wrongWrite: boolean
}

export interface Counts {
  sentences: number
  right: number
  wrongWrites: number
}

export interface Score extends Counts {
  /** By the name of the file. */
  byFile: Readonly<Record<string, Counts>>
}

export function judge(sentence: Sentence): Verdict {
  const got = outcome(sentence)
  return {
    sentence,
    got,
    right: isRight(got, sentence.expected),
    wrongWrite: isWrongWrite(got, sentence.expected),
  }
}

/** Reads every sentence of a part of the corpus. */
export function score(part: 'open' | 'held-back'): Score {
  const byFile: Record<string, Counts> = {}
  const total: Counts = { sentences: 0, right: 0, wrongWrites: 0 }
  for (const sentence of readCorpus(part)) {
    const verdict = judge(sentence)
    const file = byFile[sentence.file] ?? { sentences: 0, right: 0, wrongWrites: 0 }
    byFile[sentence.file] = file
    for (const counts of [total, file]) {
      counts.sentences += 1
      counts.right += verdict.right ? 1 : 0
      counts.wrongWrites += verdict.wrongWrite ? 1 : 0
    }
  }
  return { ...total, byFile }
}

/**
 * True unless one expected reading has every change of the outcome, each as often. A reading that lacks a required slot
 * or has an ambiguity asks, and writes nothing.
 */
export function isWrongWrite(got: Expected, expected: readonly Expected[]): boolean {
  const writes = actsOf(got).filter(isWrite)
  return writes.length > 0 && !expected.some((one) => containsAll(actsOf(one), writes))
}

function actsOf(one: Expected): readonly Act[] {
  if (one.kind === 'act') return [one]
  return one.kind === 'several' ? one.parts.flatMap(actsOf) : []
}

function isWrite({ action, args }: Act): boolean {
  const declared = ACTIONS.find(({ name }) => name === action)
  if (!declared || !changes(declared)) return false
  return Object.entries(declared.slots).every(([name, { required }]) => !required || args[name] !== undefined)
}

function containsAll(wanted: readonly Act[], writes: readonly Act[]): boolean {
  const left = [...wanted]
  return writes.every((write) => {
    const at = left.findIndex((one) => isRight(write, [one]))
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
}
