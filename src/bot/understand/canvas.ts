/** A line in which recognised pieces are struck out one by one; what remains is the free text. */
import { blank } from './slots/protect.ts'

export interface Piece {
  start: number
  end: number
}

/** Stand for struck-out characters: private-use characters, so that nothing matches across them. */
const GONE = '\uE001'
const QUOTED = '\uE002'
const VERB = '\uE003'

/** For the regular expressions of readers: a place where a value may begin or end. */
export const EDGE = '\\s,。;:、!?\uE001\uE002\uE003'

export class Canvas {
  readonly #original: string
  #text: string
  readonly #quotes: readonly Piece[]

  /**
   * `text` is what recognisers read, `original` what was typed, character for character as long. `quotes` are protected
   * spans including their marks: nothing is recognised inside them.
   */
  constructor(text: string, original: string, quotes: readonly Piece[]) {
    this.#original = original
    this.#quotes = quotes
    this.#text = blank(text, quotes, QUOTED)
  }

  /** What recognisers read: same length as the original. */
  get text(): string {
    return this.#text
  }

  /** All at once: each call copies the line. */
  take(...pieces: readonly Piece[]): void {
    this.#text = blank(this.#text, pieces, GONE)
  }

  takeVerb(piece: Piece): void {
    this.#text = blank(this.#text, [piece], VERB)
  }

  /** True if the piece stands alone: an edge of the line, or `leading` before it and `trailing` behind it. */
  bounded(piece: Piece, leading: RegExp, trailing: RegExp): boolean {
    const before = this.#text.slice(Math.max(0, piece.start - 3), piece.start)
    const after = this.#text.slice(piece.end, piece.end + 4)
    return (piece.start === 0 || leading.test(before)) && (piece.end >= this.#text.length || trailing.test(after))
  }

  /** The original text of a piece, quotation marks removed. */
  original(piece: Piece): string {
    return this.#original
      .slice(piece.start, piece.end)
      .replace(/[「」《》"]/g, '')
      .trim()
  }

  isQuoted(index: number): boolean {
    return this.#text[index] === QUOTED
  }

  /** Where `words` stand within a piece as it was typed; below 0 if they do not. */
  indexIn({ start, end }: Piece, words: string): number {
    return this.#original.slice(start, end).indexOf(words)
  }

  /** The pieces nobody took, in order; quoted ones whole, whatever stands beside them. */
  remaining(): readonly Piece[] {
    const pieces: Piece[] = []
    let start = -1
    for (let i = 0; i <= this.#text.length; i++) {
      const free = i < this.#text.length && !TAKEN.has(this.#text.charAt(i))
      if (free && start < 0) start = i
      if (!free && start >= 0) {
        pieces.push({ start, end: i })
        start = -1
      }
    }
    return pieces
  }

  get quotes(): readonly Piece[] {
    return this.#quotes
  }
}

const TAKEN: ReadonlySet<string> = new Set([GONE, VERB, '\n'])
