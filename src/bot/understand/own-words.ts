/** Which words of a line are its speaker's own, and not a quotation or the name of an object. */
import type { Piece } from './canvas.ts'
import { perObject } from './per-object.ts'
import { protectedSpans } from './slots/index.ts'
import { blank } from './slots/protect.ts'
import { placesOf } from './verbs.ts'
import type { Vocabulary } from './vocabulary.ts'

export interface OwnWords {
  /** What is none of them. */
  closed: readonly Piece[]
  /** The line without it. */
  said: string
}

/** A name of a task or project this long protects the verbs inside it. */
const CLOSING = 3

export function ownWordsOf(text: string, vocabulary: Vocabulary): OwnWords {
  const closed = closedPieces(text, vocabulary)
  return { closed, said: without(text, closed) }
}

export const without = (text: string, pieces: readonly Piece[]): string => blank(text, pieces, '□')

const closing = (names: readonly string[]): readonly string[] =>
  names.filter((name) => name.length >= CLOSING).map((name) => name.toLowerCase())
/** Worked out once per message: there may be thousands. */
const closingTitles = perObject((tasks: Vocabulary['tasks']) => closing(tasks.map(({ title }) => title)))
const closingNames = perObject((projects: Vocabulary['projects']) => closing(projects.map(({ name }) => name)))

/** What quotation marks or names of objects enclose. */
function closedPieces(text: string, { tasks, projects }: Vocabulary): readonly Piece[] {
  const lower = text.toLowerCase()
  return [...protectedSpans(text), ...placesOf(lower, closingTitles(tasks)), ...placesOf(lower, closingNames(projects))]
}
