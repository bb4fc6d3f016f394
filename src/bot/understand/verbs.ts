/** Where a line may say which action it asks for. Finds every reasonable place; which one is meant, the reading of its slots decides. */
import type { Declared, Way } from '../actions/action.ts'
import type { Piece } from './canvas.ts'
import { perObject } from './per-object.ts'

export interface VerbFound {
  action: Declared
  /** As declared; of a way, what was typed. */
  word: string
  pieces: readonly Piece[]
  /** The verb opens the line, or its object does after 把. */
  leading: boolean
  way?: Way
}

type Found = Omit<VerbFound, 'leading'>

const LATIN = /[a-z0-9]/i
const BA = /^[把将]/

/** Whether running it may change something; questions never do. */
export const changes = ({ undo, name }: Declared): boolean => undo !== 'none' || name === 'undo'

/**
 * Every declared word and way that stands in the text, but for those inside one of `closed` (quotations, names of tasks
 * and projects that contain a verb: 完成度报告). `from`: where the line begins behind its courtesy.
 */
export function findVerbs(
  text: string,
  actions: readonly Declared[],
  closed: readonly Piece[],
  from: number,
): readonly VerbFound[] {
  const lower = text.toLowerCase()
  const leads = (start: number | undefined): boolean => start === from || BA.test(text.slice(from))
  const found: Found[] = []
  // Hundreds of words and ways are looked for in each line, and hardly any stands in it: nothing is made for those.
  for (const action of actions) {
    for (const words of [action.words.zh, action.words.en])
      for (const word of words)
        if (lower.includes(word) || word.includes('…')) found.push(...occurrencesOf(text, lower, action, word, closed))
    for (const way of action.ways ?? []) found.push(...wayIn(text, action, way, closed))
  }
  return found.map((one) => ({ ...one, leading: leads(one.pieces[0]?.start) }))
}

/** At most the first and the last place of a word: what stands between is part of some text. */
function occurrencesOf(
  text: string,
  lower: string,
  action: Declared,
  word: string,
  closed: readonly Piece[],
): readonly Found[] {
  if (word.includes('…')) return gapped(text, lower, action, word, closed)
  const places: Found[] = []
  for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
    const piece = { start: at, end: at + word.length }
    if (!standsAlone(text, piece, word) || isInside(piece, closed)) continue
    const found = { action, word, pieces: [piece] }
    if (places.length > 1) places[1] = found
    else places.push(found)
  }
  return places
}

/** `工时…改成`: the parts in their order. */
function gapped(
  text: string,
  lower: string,
  action: Declared,
  word: string,
  closed: readonly Piece[],
): readonly Found[] {
  const pieces: Piece[] = []
  let from = 0
  for (const part of word.split('…')) {
    const start = lower.indexOf(part, from)
    const piece = { start, end: start + part.length }
    if (start < 0 || !standsAlone(text, piece, part) || isInside(piece, closed)) return []
    pieces.push(piece)
    from = piece.end
  }
  return [{ action, word, pieces }]
}

/** A name that is nothing but the verb closes nothing: a task may well be called 甘特图. */
const isInside = (piece: Piece, closed: readonly Piece[]): boolean =>
  closed.some(({ start, end }) => start <= piece.start && piece.end <= end && end - start > piece.end - piece.start)

/** A Latin word must not be part of a longer one; Chinese has no spaces to tell. */
function standsAlone(text: string, { start, end }: Piece, word: string): boolean {
  if (!LATIN.test(word)) return true
  return !LATIN.test(text[start - 1] ?? ' ') && !LATIN.test(text[end] ?? ' ')
}

/** The declared expression, made to search onwards from a place. */
const searching = perObject(
  ({ source, flags }: RegExp) => new RegExp(source, [...new Set([...flags, 'g', 'i', 'u'])].join('')),
)

function wayIn(text: string, action: Declared, way: Way, closed: readonly Piece[]): readonly Found[] {
  const [only, ...more] = way.pieces
  if (only && more.length === 0) return places(text, action, way, only, closed)
  const pieces: Piece[] = []
  let from = 0
  for (const piece of way.pieces) {
    const found = nextMatch(searching(piece), text, from, closed)
    if (!found) return []
    pieces.push(found)
    from = found.end
  }
  const word = pieces.map(({ start, end }) => text.slice(start, end)).join('…')
  return [{ action, word, pieces, way }]
}

/** As of words, the first and the last place. */
function places(text: string, action: Declared, way: Way, only: RegExp, closed: readonly Piece[]): readonly Found[] {
  const found: Found[] = []
  for (
    let piece = nextMatch(searching(only), text, 0, closed);
    piece;
    piece = nextMatch(searching(only), text, piece.end, closed)
  ) {
    const one = { action, word: text.slice(piece.start, piece.end), pieces: [piece], way }
    if (found.length > 1) found[1] = one
    else found.push(one)
  }
  return found
}

function nextMatch(pattern: RegExp, text: string, from: number, closed: readonly Piece[]): Piece | undefined {
  pattern.lastIndex = from
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const piece = { start: match.index, end: match.index + match[0].length }
    if (piece.end > piece.start && !isInside(piece, closed)) return piece
    pattern.lastIndex = piece.start + 1
  }
  return undefined
}

/** Where names stand in the text, both in lower case. */
export function placesOf(lower: string, names: readonly string[]): readonly Piece[] {
  const places: Piece[] = []
  for (const wanted of names) {
    for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + wanted.length))
      places.push({ start: at, end: at + wanted.length })
  }
  return places
}
