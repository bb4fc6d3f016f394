/** The state of reading one line: what is left of it, and what was found. */
import type { Refusal } from '../../domain/shared/refusal.ts'
import type { Args, Slot, SlotKind } from '../actions/slot.ts'
import { encodeSlot } from '../actions/slot.ts'
import type { Canvas, Piece } from './canvas.ts'
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
}

export interface State {
  canvas: Canvas
  vocabulary: Vocabulary
  args: Args
  ambiguities: Ambiguity[]
  problem?: Refusal
  leftover?: string
  /** The action takes free text: a value that is part of a word there belongs to the text. */
  hasText: boolean
}

export function set<K extends SlotKind>(
  state: State,
  name: string,
  kind: K,
  value: Parameters<typeof encodeSlot<K>>[1],
): void {
  state.args[name] = encodeSlot(kind, value)
}

export /** Where the announcing word before `end` starts, if there is one. */
function announcing(text: string, end: number, words: readonly string[]): number | undefined {
  const before = text.slice(0, end).replace(/[\s:是为约]+$/, '')
  const word = words.find((one) => before.toLowerCase().endsWith(one))
  return word === undefined ? undefined : before.length - word.length
}

/** The value after a label that stands at a boundary: up to the next space or separator, or to the end if `toEnd`. */
export function labelled(canvas: Canvas, word: string, toEnd: boolean): { start: number; value: Piece } | undefined {
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
