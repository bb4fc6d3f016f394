/** A line in which recognised pieces are struck out one by one; what remains is the free text. */
export interface Piece {
  start: number
  end: number
}

/** Stands for a struck-out character: a private-use character, so nothing matches across it. */
const GONE = '\uE001'

export class Canvas {
  readonly #original: string
  #text: string
  readonly #quotes: readonly Piece[]

  /** `quotes` are protected spans including their marks; nothing is recognised inside them. */
  constructor(text: string, quotes: readonly Piece[]) {
    this.#original = text
    this.#quotes = quotes
    this.#text = quotes.reduce((line, quote) => strike(line, quote, '\uE002'), text)
  }

  /** What recognisers read: same length as the original. */
  get text(): string {
    return this.#text
  }

  take(piece: Piece): void {
    this.#text = strike(this.#text, piece, GONE)
  }

  /** True if the piece stands alone: line edge, space, punctuation, a struck-out part or one of `after`/`before` around it. */
  bounded(piece: Piece, leading: RegExp, trailing: RegExp): boolean {
    const before = this.#text.slice(Math.max(0, piece.start - 3), piece.start)
    const after = this.#text.slice(piece.end, piece.end + 3)
    return (piece.start === 0 || leading.test(before)) && (piece.end >= this.#text.length || trailing.test(after))
  }

  /** The original text of a piece, quotation marks removed. */
  original(piece: Piece): string {
    return this.#original
      .slice(piece.start, piece.end)
      .replace(/[「」]/g, '')
      .trim()
  }

  /** The pieces nobody took, in order. */
  remaining(): readonly Piece[] {
    const pieces: Piece[] = []
    let start = -1
    for (let i = 0; i <= this.#text.length; i++) {
      const free = i < this.#text.length && this.#text[i] !== GONE && this.#text[i] !== '\n'
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

function strike(line: string, { start, end }: Piece, mark: string): string {
  return line.slice(0, start) + mark.repeat(end - start) + line.slice(end)
}
