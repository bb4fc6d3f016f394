/** Fills an action's slots from what its verb left of the line. Pure; knows no platform and no store. */
import { type Refusal, refuse } from '../../domain/shared/refusal.ts'
import type { Args, Slot, SlotKind, Slots } from '../actions/slot.ts'
import { encodeSlot } from '../actions/slot.ts'
import { Canvas, type Piece } from './canvas.ts'
import { freeText } from './free-text.ts'
import { matchName, matchNames } from './names.ts'
import {
  findAmounts,
  findDates,
  findDurations,
  findPeople,
  findProblems,
  findRanges,
  findReferences,
  protectedSpans,
} from './slots/index.ts'
import type { Vocabulary } from './vocabulary.ts'

/** A slot with several readings: the asker chooses. */
export interface Ambiguity {
  slot: string
  spoken: string
  options: readonly { label: string; value: string }[]
}

export interface Reading {
  args: Args
  ambiguities: readonly Ambiguity[]
  /** Something that looks like a value but cannot be one: nothing is done. */
  problem?: Refusal
}

interface State {
  canvas: Canvas
  vocabulary: Vocabulary
  args: Args
  ambiguities: Ambiguity[]
  problem?: Refusal
}

export function readSlots(slots: Slots, rest: string, vocabulary: Vocabulary): Reading {
  const state: State = { canvas: new Canvas(rest, protectedSpans(rest)), vocabulary, args: {}, ambiguities: [] }
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
  return { args: state.args, ambiguities: state.ambiguities, ...(state.problem ? { problem: state.problem } : {}) }
}

/** Actions without any value slot cannot suffer from an impossible date. */
function namesOnly(named: readonly (readonly [string, Slot])[]): boolean {
  return !named.some(([, { kind }]) => kind === 'amount' || kind === 'date' || kind === 'range')
}

function problemRefusal(code: string, text: string): Refusal {
  if (code === 'AMOUNT.TOO_PRECISE') return refuse('INPUT.AMOUNT_TOO_PRECISE', { text })
  if (code === 'AMOUNT.TOO_LARGE') return refuse('INPUT.AMOUNT_TOO_LARGE', { text })
  return refuse('INPUT.IMPOSSIBLE_DATE', { text })
}

function set<K extends SlotKind>(
  state: State,
  name: string,
  kind: K,
  value: Parameters<typeof encodeSlot<K>>[1],
): void {
  state.args[name] = encodeSlot(kind, value)
}

// ── Labelled texts: 目标GMV300万, 理由 …, 依赖 A、B ──────────────────────────────────────────────────────────────────────

function readLabelled(state: State, name: string, slot: Slot): void {
  for (const word of slot.words ?? []) {
    const piece = labelled(state.canvas, word, slot.long === true)
    if (!piece) continue
    const text = state.canvas.original(piece.value)
    if (text === '') continue
    state.canvas.take({ start: piece.start, end: piece.value.end })
    if (slot.kind === 'tasks') readTaskList(state, name, text)
    else state.args[name] = text
    return
  }
}

/** The value after a label that stands at a boundary: up to the next space or separator, or to the end if `toEnd`. */
function labelled(canvas: Canvas, word: string, toEnd: boolean): { start: number; value: Piece } | undefined {
  const { text } = canvas
  let at = text.toLowerCase().indexOf(word)
  while (at >= 0) {
    if (at === 0 || /[\s,。;、\uE001\uE002]/.test(text[at - 1] ?? '')) {
      let start = at + word.length
      while (/[\s:]/.test(text[start] ?? '')) start++
      let end = start
      while (end < text.length && (toEnd || !/[\s,。;\uE001]/.test(text[end] ?? ''))) end++
      return { start: at, value: { start, end } }
    }
    at = text.toLowerCase().indexOf(word, at + 1)
  }
  return undefined
}

function readTaskList(state: State, name: string, text: string): void {
  const { found, unknown } = matchNames(
    text,
    state.vocabulary.tasks.map(({ id, title }) => ({ id, name: title })),
  )
  if (unknown !== undefined) state.problem ??= refuse('TASK.NOT_FOUND', { ref: unknown })
  else set(state, name, 'tasks', found)
}

// ── References, dates, durations, amounts, people ───────────────────────────────────────────────────────────────────

function readReferences(state: State, named: readonly (readonly [string, Slot])[]): void {
  for (const reference of findReferences(state.canvas.text)) {
    const slot = named.find(([name, { kind }]) => kind === reference.value.kind && state.args[name] === undefined)
    if (!slot) continue
    set(state, slot[0], reference.value.kind, reference.value.number)
    state.canvas.take(reference)
  }
}

function readWhen(state: State, named: readonly (readonly [string, Slot])[]): void {
  const of = (kind: SlotKind) => named.find(([, slot]) => slot.kind === kind)?.[0]
  const [range, date, span] = [of('range'), of('date'), of('span')]
  const ranged = range ? findRanges(state.canvas.text, state.vocabulary)[0] : undefined
  if (range && ranged) {
    set(state, range, 'range', ranged.value)
    state.canvas.take(ranged)
  }
  const dated = date ? findDates(state.canvas.text, state.vocabulary)[0] : undefined
  if (date && dated) {
    set(state, date, 'date', dated.value.date)
    state.canvas.take(dated)
  }
  const lasting = span ? findDurations(state.canvas.text)[0] : undefined
  if (span && lasting) {
    set(state, span, 'span', 'days' in lasting.value ? { workingDays: lasting.value.days } : lasting.value)
    state.canvas.take(lasting)
  }
}

/** An announced amount (`预算50万`) beats an unannounced one; the announcing word goes with it. */
function readAmount(state: State, name: string, slot: Slot): void {
  const amounts = findAmounts(state.canvas.text)
  const announced = amounts
    .map((amount) => ({ amount, word: announcing(state.canvas.text, amount.start, slot.words ?? []) }))
    .find(({ word }) => word !== undefined)
  const chosen = announced?.amount ?? amounts[0]
  if (!chosen) return
  set(state, name, 'amount', chosen.value)
  state.canvas.take({ start: announced?.word ?? chosen.start, end: chosen.end })
}

/** Where the announcing word before `end` starts, if there is one. */
function announcing(text: string, end: number, words: readonly string[]): number | undefined {
  const before = text.slice(0, end).replace(/[\s:是为约]+$/, '')
  const word = words.find((one) => before.toLowerCase().endsWith(one))
  return word === undefined ? undefined : before.length - word.length
}

const BEFORE_PERSON = /(?:[\s,。;:、@\uE001\uE002\n]|给|由|让|请|人|to |by )$/i
const AFTER_PERSON = /^(?:[\s,。;:、!?\uE001\uE002\n]|负责|来|做|在|周|明|今|后|下|本|\d)/

function readPerson(state: State, name: string, slot: Slot): void {
  for (const match of findPeople(state.canvas.text, state.vocabulary)) {
    if (!state.canvas.bounded(match, BEFORE_PERSON, AFTER_PERSON)) continue
    const start = announcing(state.canvas.text, match.start, slot.words ?? []) ?? match.start
    state.canvas.take({ start, end: match.end })
    const { value } = match
    if (value.kind === 'one') set(state, name, 'person', value.id)
    if (value.kind === 'unknown') state.problem ??= refuse('PERSON.NOT_FOUND', { name: value.spoken })
    if (value.kind === 'many') {
      const options = value.ids.map((id) => ({ value: id, label: personLabel(state.vocabulary, id) }))
      state.ambiguities.push({ slot: name, spoken: value.spoken, options })
    }
    return
  }
}

function personLabel(vocabulary: Vocabulary, id: string): string {
  const person = vocabulary.people.find((one) => one.id === id)
  const hint = person?.title ?? person?.department ?? person?.skills[0]
  return `${person?.name ?? id}${hint ? `(${hint})` : ''}`
}

/** A project named in full, or by an announced beginning (`用于 双12`). */
function readProject(state: State, name: string): void {
  if (state.args[name] !== undefined) return
  const text = state.canvas.text
  const full = state.vocabulary.projects
    .filter((project) => text.includes(project.name))
    .sort((a, b) => b.name.length - a.name.length)[0]
  if (full) {
    const start = text.indexOf(full.name)
    set(state, name, 'project', full.id)
    state.canvas.take({ start, end: start + full.name.length })
    return
  }
  const piece = ['用于', '项目', 'for ', 'project ']
    .map((word) => labelled(state.canvas, word, false))
    .find((one) => one !== undefined)
  if (!piece) return
  const spoken = state.canvas.original(piece.value)
  const found = spoken ? matchName(spoken, state.vocabulary.projects) : []
  if (found.length !== 1 || !found[0]) return
  set(state, name, 'project', found[0].id)
  state.canvas.take({ start: piece.start, end: piece.value.end })
}

// ── What remains ────────────────────────────────────────────────────────────────────────────────────────────────────

/** Free text names the action's object if it has one that is still open, else it fills the action's rest slot. */
function readRest(state: State, named: readonly (readonly [string, Slot])[]): void {
  const text = freeText(state.canvas)
  if (text === '') return
  const restSlot = named.find(([name, slot]) => slot.rest && state.args[name] === undefined)
  const objectSlot = named.find(
    ([name, { kind }]) => (kind === 'task' || kind === 'project') && state.args[name] === undefined,
  )
  if (objectSlot && resolveObject(state, objectSlot[0], objectSlot[1].kind === 'task', text, restSlot !== undefined))
    return
  if (restSlot) state.args[restSlot[0]] = text
}

function resolveObject(state: State, slot: string, isTask: boolean, text: string, mayBeText: boolean): boolean {
  const known = isTask
    ? state.vocabulary.tasks.map(({ id, title }) => ({ id, name: title }))
    : state.vocabulary.projects
  const found = matchName(text, known)
  const prefix = isTask ? 'T' : 'P'
  const [first] = found
  if (first && found.length === 1) {
    state.args[slot] = String(first.id)
    return true
  }
  if (found.length > 1) {
    const options = found.slice(0, 5).map(({ id, name }) => ({ value: String(id), label: `${prefix}-${id} ${name}` }))
    state.ambiguities.push({ slot, spoken: text, options })
    return true
  }
  if (mayBeText) return false
  state.problem ??= isTask ? refuse('TASK.NOT_FOUND', { ref: text }) : refuse('PROJECT.NOT_FOUND', { ref: text })
  return true
}

/** A reply to an object's card means that object, where none was named. */
function readQuoted(state: State, named: readonly (readonly [string, Slot])[]): void {
  const [, letter, number] = /^([TPA])-(\d+)$/.exec(state.vocabulary.quoted ?? '') ?? []
  if (!letter || !number) return
  const kind = letter === 'T' ? 'task' : letter === 'P' ? 'project' : 'approval'
  const slot = named.find(([name, one]) => one.kind === kind && state.args[name] === undefined)
  if (slot && !state.ambiguities.some((one) => one.slot === slot[0])) state.args[slot[0]] = number
}
