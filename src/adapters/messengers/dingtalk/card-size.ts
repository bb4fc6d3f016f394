import { clip } from '../../shared/clip.ts'

/** Variables of one card together, as JSON. No total is documented; well below what the client can draw. */
export const CARD_MAX_BYTES = 20 * 1024
/** Documented limit of one variable. Senders report that far more is taken, so it is kept only where more was refused. */
export const VALUE_MAX_BYTES = 1024

export const TRUNCATED = '…（内容过长，已截断）'

/** How much of long content is shown. */
export interface Detail {
  rows: number
  /** Blocks shown at most; the rest is left out with a note. */
  blocks: number
  text(markdown: string): string
}

function detail(rows: number, characters: number, blocks = Number.POSITIVE_INFINITY): Detail {
  return { rows, blocks, text: (markdown) => clip(markdown, characters, TRUNCATED) }
}

/** From all to little; the first that fits is taken. */
export const DETAILS: readonly [Detail, ...Detail[]] = [
  detail(50, 4000),
  detail(20, 2000),
  detail(10, 600),
  detail(5, 200),
  detail(3, 100, 12),
  detail(2, 60, 6),
  detail(1, 40, 3),
]

export function fits(params: Record<string, string>, valueMaxBytes: number): boolean {
  if (Buffer.byteLength(JSON.stringify(params)) > CARD_MAX_BYTES) return false
  return Object.values(params).every((value) => Buffer.byteLength(value) <= valueMaxBytes)
}
