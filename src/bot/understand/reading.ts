/** The state of reading one line: what is left of it, and what was found. */
import type { Understood } from '../../domain/conversations/turn.ts'
import type { Refusal } from '../../domain/shared/refusal.ts'
import type { Declared } from '../actions/action.ts'
import type { Args, Slot, Slots } from '../actions/slot.ts'
import { encodeSlot } from '../actions/slot.ts'
import { type Canvas, EDGE, type Piece } from './canvas.ts'
import type { Vocabulary } from './vocabulary.ts'

export type Named = readonly (readonly [string, Slot])[]

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
  /** Words that no slot can hold and that may matter: `T-3 完成 80%` must not complete it. */
  leftover?: string
  /** Several objects where the action takes one: `T-1、T-2 都完成了`. Each is done by itself. */
  further: readonly { slot: string; value: string }[]
  /** Slots that context filled, not the line: the quoted card's object, the last one dealt with. */
  assumed: ReadonlySet<string>
  understood: readonly Understood[]
}

/** Something was said of the action, not only known from what was spoken of before. */
export const saysSomething = ({ args, assumed, ambiguities }: Reading): boolean =>
  ambiguities.length > 0 || Object.keys(args).some((name) => !assumed.has(name))

/** A value, or several of which the asker will choose. */
export const isRead = ({ args, ambiguities }: Reading, slot: string): boolean =>
  args[slot] !== undefined || ambiguities.some((one) => one.slot === slot)

/** How many values the action still needs. */
export function missingOf({ slots, oneOf }: Pick<Declared, 'slots' | 'oneOf'>, reading: Reading): number {
  const required = Object.entries(slots).filter(([name, slot]) => slot.required && !isRead(reading, name)).length
  return required + (oneOf && !oneOf.some((name) => isRead(reading, name)) ? 1 : 0)
}

export interface State {
  canvas: Canvas
  vocabulary: Vocabulary
  args: Args
  ambiguities: Ambiguity[]
  further: { slot: string; value: string }[]
  assumed: Set<string>
  understood: { at: number; is: Understood }[]
  problem?: Refusal
  leftover?: string
  slots: Slots
  /** The action takes free text: a value that is part of a word there belongs to the text. */
  hasText: boolean
  /** The action changes nothing. */
  asks: boolean
  noise?: RegExp
  /** The verb as typed: some of them turn a shift round (提前). */
  verb: string
}

/** Puts a value into its slot and strikes out where it stood. */
export function fill<K extends Slot['kind']>(
  state: State,
  name: string,
  kind: K,
  value: Parameters<typeof encodeSlot<K>>[1],
  piece: Piece,
): void {
  const encoded = encodeSlot(kind, value)
  state.args[name] = encoded
  note(state, name, encoded, piece)
  state.canvas.take(piece)
}

/** Remembers, for `解释`, which words became which value. */
export function note(state: State, slot: string, value: string, piece: Piece): void {
  const text = state.canvas.original(piece)
  state.understood.push({ at: piece.start, is: { text, as: { kind: 'slot', slot, value } } })
}

/** Where the announcing word before `end` starts, if there is one. */
export function announcing(text: string, end: number, words: readonly string[]): number | undefined {
  let at = end
  while (at > 0 && BETWEEN.test(text.charAt(at - 1))) at--
  const starts = words.map((word) => at - word.trimEnd().length)
  return starts.find((start, index) => start >= 0 && text.slice(start, at).toLowerCase() === words[index]?.trimEnd())
}

/** Between an announcing word and its value. */
const BETWEEN = /[\s:是为约]/

const LISTED = /^[,\s]\s*(?:t-?\d|and t-?\d|和)/i
/** What is said of the predecessors, no part of their names. */
const AFTER_LIST = /^(?:之?后|以后|做完|完成|结束|再|才|没好|没完|is done|is finished)/i

/** A list goes on over its commas, English words over blanks. */
function goesOn(text: string, start: number, at: number, list: boolean): boolean {
  const char = text[at] ?? ''
  if (list && AFTER_LIST.test(text.slice(at, at + 6))) return false
  if (!/[\s,。;\uE001\uE003]/.test(char)) return true
  if (list) return LISTED.test(text.slice(at, at + 8))
  return char === ' ' && /^[\x20-\x7e]+$/.test(text.slice(start, at)) && /^ [a-z]/i.test(text.slice(at, at + 2))
}

const BEFORE_LABEL = new RegExp(`[${EDGE}]`)

/** The value after a label that stands at a boundary (a `list` label, anywhere): up to the next space or separator, or to the end if `toEnd`. */
export function labelled(
  canvas: Canvas,
  word: string,
  toEnd: boolean,
  list = false,
): { start: number; value: Piece } | undefined {
  const { text } = canvas
  const lower = text.toLowerCase()
  for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
    if (at > 0 && !list && !BEFORE_LABEL.test(text[at - 1] ?? '')) continue
    let start = at + word.length
    while (/[\s:是为]/.test(text[start] ?? '')) start++
    let end = start
    while (end < text.length && (toEnd || goesOn(text, start, end, list))) end++
    return { start: at, value: { start, end } }
  }
  return undefined
}
