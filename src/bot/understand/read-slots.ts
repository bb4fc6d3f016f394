/** Fills an action's slots from what its verb left of the line. Pure; knows no platform and no store. */
import { type Refusal, refuse } from '../../domain/shared/refusal.ts'
import type { Slots } from '../actions/slot.ts'
import { Canvas } from './canvas.ts'
import { readLabelled, readProject, readQuoted, readRest } from './read-names.ts'
import { readPerson } from './read-person.ts'
import { readAmount, readReferences, readWhen } from './read-values.ts'
import type { Named, Reading, State } from './reading.ts'
import { findProblems, protectedSpans } from './slots/index.ts'
import type { Vocabulary } from './vocabulary.ts'

export type { Ambiguity, Reading } from './reading.ts'

export function readSlots(slots: Slots, rest: string, vocabulary: Vocabulary): Reading {
  const state: State = {
    canvas: new Canvas(rest, protectedSpans(rest)),
    vocabulary,
    args: {},
    ambiguities: [],
    hasText: Object.values(slots).some(({ rest }) => rest),
  }
  const named = Object.entries(slots)
  const problem = namesOnly(named) ? undefined : findProblems(state.canvas.text, vocabulary)[0]
  if (problem) return { args: {}, ambiguities: [], problem: problemRefusal(problem.value.code, problem.text) }
  for (const [name, slot] of named)
    if (slot.words && (slot.kind === 'text' || slot.kind === 'tasks')) readLabelled(state, name, slot)
  readReferences(state, named)
  readWhen(state, named)
  for (const [name, slot] of named) if (slot.kind === 'amount') readAmount(state, name, slot)
  for (const [name, slot] of named) if (slot.kind === 'person') readPerson(state, name, slot)
  for (const [name, slot] of named) if (slot.kind === 'project') readProject(state, name)
  readRest(state, named)
  readQuoted(state, named)
  return {
    args: state.args,
    ambiguities: state.ambiguities,
    ...(state.problem ? { problem: state.problem } : {}),
    ...(state.leftover ? { leftover: state.leftover } : {}),
  }
}

/** Actions without any value slot cannot suffer from an impossible date. */
function namesOnly(named: Named): boolean {
  return !named.some(([, { kind }]) => kind === 'amount' || kind === 'date' || kind === 'range')
}

function problemRefusal(code: string, text: string): Refusal {
  if (code === 'AMOUNT.TOO_PRECISE') return refuse('INPUT.AMOUNT_TOO_PRECISE', { text })
  if (code === 'AMOUNT.TOO_LARGE') return refuse('INPUT.AMOUNT_TOO_LARGE', { text })
  return refuse('INPUT.IMPOSSIBLE_DATE', { text })
}
