/** Fills an action's slots from what its verb left of the line. Pure; knows no platform and no store. */
import { type Refusal, type RefusalCode, refuse } from '../../domain/shared/refusal.ts'
import type { Slots } from '../actions/slot.ts'
import { Canvas, type Piece } from './canvas.ts'
import { readChoice } from './read-choice.ts'
import { readContext } from './read-context.ts'
import { readLabelled, readProject, readRest } from './read-names.ts'
import { readPair } from './read-pair.ts'
import { readPerson } from './read-person.ts'
import { readAmount, readReferences, readWhen } from './read-values.ts'
import type { Named, Reading, State } from './reading.ts'
import { findProblems, protectedSpans } from './slots/index.ts'
import type { SlotProblem } from './slots/types.ts'
import type { Vocabulary } from './vocabulary.ts'

export type { Ambiguity, Reading } from './reading.ts'

/** A line and what of it is no slot's. */
export interface Source {
  /** As it is recognised. */
  text: string
  /** As it was typed; as long as `text`. */
  typed: string
  verb: readonly Piece[]
  /** Courtesy around the order. */
  skip: readonly Piece[]
  noise?: RegExp
  /** The action only asks, and may take its object from what was spoken of before. */
  asks?: boolean
}

export const wholeLine = (text: string): Source => ({ text, typed: text, verb: [], skip: [] })

export function readSlots(slots: Slots, source: Source, vocabulary: Vocabulary): Reading {
  const state = begin(slots, source, vocabulary)
  const named = Object.entries(slots)
  const problem = valueless(named) ? undefined : findProblems(state.canvas.text, vocabulary)[0]
  if (problem) state.problem = problemRefusal(problem.value.code, problem.text)
  if (named.some(([, { pair }]) => pair)) readPair(state, named)
  else readAll(state, named)
  return {
    args: state.args,
    ambiguities: state.ambiguities,
    further: state.further,
    assumed: state.assumed,
    understood: state.understood.toSorted((a, b) => a.at - b.at).map(({ is }) => is),
    ...(state.problem ? { problem: state.problem } : {}),
    ...(state.leftover ? { leftover: state.leftover } : {}),
  }
}

function begin(slots: Slots, { text, typed, verb, skip, noise, asks = false }: Source, vocabulary: Vocabulary): State {
  const canvas = new Canvas(text, typed, protectedSpans(text))
  canvas.take(...skip)
  const words = verb.map(({ start, end }) => text.slice(start, end)).join(' ')
  for (const piece of verb) canvas.takeVerb(piece)
  return {
    canvas,
    vocabulary,
    args: {},
    ambiguities: [],
    further: [],
    assumed: new Set(),
    understood: [],
    hasText: Object.values(slots).some(({ rest }) => rest),
    asks,
    slots,
    verb: words,
    ...(noise ? { noise } : {}),
  }
}

function readAll(state: State, named: Named): void {
  for (const [name, slot] of named)
    if (slot.words && (slot.kind === 'text' || slot.kind === 'tasks')) readLabelled(state, name, slot)
  readReferences(state, named)
  for (const [name, slot] of named) if (slot.kind === 'choice') readChoice(state, name, slot)
  readWhen(state, named)
  for (const [name, slot] of named) if (slot.kind === 'amount') readAmount(state, name, slot)
  for (const [name, slot] of named) if (slot.kind === 'person') readPerson(state, name, slot)
  for (const [name, slot] of named) if (slot.kind === 'project') readProject(state, name)
  readRest(state, named)
  readContext(state, named)
}

/** Actions without any value slot cannot suffer from an impossible date. */
function valueless(named: Named): boolean {
  return !named.some(([, { kind }]) => kind === 'amount' || kind === 'date' || kind === 'range' || kind === 'worked')
}

const PROBLEMS = {
  'AMOUNT.TOO_PRECISE': 'INPUT.AMOUNT_TOO_PRECISE',
  'AMOUNT.TOO_LARGE': 'INPUT.AMOUNT_TOO_LARGE',
  'DATE.IMPOSSIBLE': 'INPUT.IMPOSSIBLE_DATE',
  'DATE.RANGE_REVERSED': 'INPUT.RANGE_REVERSED',
  'DATE.PASSED': 'INPUT.DATE_PASSED',
  'DATE.NOT_YET': 'INPUT.DATE_NOT_YET',
  'DATE.AMBIGUOUS': 'INPUT.DATE_AMBIGUOUS',
  'DATE.HOLIDAY_UNKNOWN': 'INPUT.HOLIDAY_UNKNOWN',
} as const satisfies Record<SlotProblem, RefusalCode>

const problemRefusal = (code: SlotProblem, text: string): Refusal => refuse(PROBLEMS[code], { text })
