import { clip } from '../../shared/clip.ts'
import { isRecord } from '../../shared/json.ts'

/** Documented are 30 KB of request body; the margin is for what stands around the card. */
export const CARD_MAX_BYTES = 28 * 1024
/** 200 are documented, 180 are known to pass; nested texts count. */
const MAX_ELEMENTS = 180

export const TRUNCATED = '…（内容过长，已截断）'

/** How much of long content is shown. */
export interface Detail {
  rows: number
  /** Fields in columns cost five elements per pair; as lines they cost one in all. */
  columns: boolean
  text(markdown: string): string
}

function detail(rows: number, columns: boolean, characters: number): Detail {
  return { rows, columns, text: (markdown) => clip(markdown, characters, TRUNCATED) }
}

/** From all to little; the first that fits is taken. */
export const DETAILS: readonly [Detail, ...Detail[]] = [
  detail(50, true, 8000),
  detail(50, false, 4000),
  detail(20, false, 2000),
  detail(10, false, 600),
  detail(5, false, 200),
]

/** The card travels as a JSON string inside JSON, so its quotes count twice. */
export function fits(card: unknown): boolean {
  return (
    Buffer.byteLength(JSON.stringify(JSON.stringify(card))) <= CARD_MAX_BYTES && countElements(card) <= MAX_ELEMENTS
  )
}

export function countElements(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countElements(item), 0)
  if (!isRecord(value)) return 0
  const own = typeof value.tag === 'string' ? 1 : 0
  return Object.values(value).reduce<number>((sum, item) => sum + countElements(item), own)
}
