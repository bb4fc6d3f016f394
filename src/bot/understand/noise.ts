/** Words that an action declares to mean nothing beside its slots. */
import type { Slot } from '../actions/slot.ts'
import { EDGE, type Piece } from './canvas.ts'
import { perObject } from './per-object.ts'
import type { Named, State } from './reading.ts'

const of = perObject(({ source }: RegExp) => ({
  every: new RegExp(source, 'giu'),
  whole: new RegExp(`^(?:${source})+$`, 'iu'),
}))

/** A reason or a purpose is the speaker's own words: only what stands at the edges of a piece, or before the verb, is noise there. */
export function strikeNoise({ canvas, noise }: State, named: Named): void {
  if (!noise) return
  const rest = named.find(([, slot]) => slot.rest)?.[1]
  const { text } = canvas
  const verb = text.search(/\uE003/)
  const struck: Piece[] = []
  for (const match of text.matchAll(of(noise).every)) {
    const piece = { start: match.index, end: match.index + match[0].length }
    if (piece.end === piece.start) continue
    if (rest && !(isReason(rest) ? piece.end <= verb : atEdge(text, piece, struck.at(-1)))) continue
    struck.push(piece)
  }
  canvas.take(...struck)
}

/** Announced by 理由 or 原因, or as long as a paragraph. */
export const isReason = (slot: Slot): boolean => slot.long === true || (slot.words?.length ?? 0) > 0

/** What was `struck` before it is an edge as well. */
function atEdge(text: string, { start, end }: Piece, struck: Piece | undefined): boolean {
  const opens = struck?.end === start || PIECE_EDGE.test(text[start - 1] ?? ' ')
  return opens && PIECE_EDGE.test(text[end] ?? ' ')
}

const PIECE_EDGE = new RegExp(`[${EDGE}]`)

export const withoutNoise = (text: string, noise: RegExp | undefined): string =>
  noise ? text.replace(of(noise).every, '') : text

export const isAllNoise = (noise: RegExp | undefined, text: string): boolean =>
  noise !== undefined && of(noise).whole.test(text)
