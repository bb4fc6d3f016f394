import { type Span, spanOf } from './types.ts'

const PAIRS: Record<string, string> = { '「': '」', '“': '”', '"': '"', '《': '》' }
/** Most lines quote nothing. */
const OPENING = new RegExp(`[${Object.keys(PAIRS).join('')}]`)
/** Stands in for a character that no slot may read: in no class of digits, letters, blanks or punctuation. */
const FILLER = '\ue000'
const NAMES_OF_NUMBERS = [
  // Addresses on the web and of mail, and telephone numbers, contain digits that mean nothing here.
  /https?:\/\/[^\s「」《》,。;、]+/gi,
  /[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}/g,
  /(?<![\d.])1[3-9]\d{9}(?!\d)/g,
  /(?<!\d)0\d{2,3}-\d{7,8}(?!\d)/g,
  /(?<!\d)1[3-9]\d[- ]\d{4}[- ]\d{4}(?!\d)/g,
  /(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)/g,
]

function protectedInLine(text: string, from: number, to: number, found: Span<string>[]): void {
  // A kind of quote without a closing mark in the rest of the line is not looked for again: linear on any input.
  const unclosed = new Set<string>()
  let at = from
  while (at < to) {
    const close = PAIRS[text.charAt(at)]
    const end = close === undefined || unclosed.has(close) ? -1 : text.indexOf(close, at + 1)
    if (close !== undefined && (end < 0 || end >= to)) unclosed.add(close)
    if (end < 0 || end >= to) {
      at += 1
      continue
    }
    found.push(spanOf(text, at, end + 1, text.slice(at + 1, end)))
    at = end + 1
  }
}

/** Quoted names: 「…」, “…”, "…", 《…》 within one line. The span includes the quotes, the value does not. */
export function protectedSpans(text: string): Span<string>[] {
  if (!OPENING.test(text)) return []
  const found: Span<string>[] = []
  let from = 0
  while (from <= text.length) {
    const end = text.indexOf('\n', from)
    const to = end < 0 ? text.length : end
    protectedInLine(text, from, to, found)
    from = to + 1
  }
  return found
}

/**
 * The text with the given spans blanked out by `filler`, one character, so that indices stay as they are. The spans may
 * come in any order and overlap.
 */
export function blank(text: string, spans: readonly { start: number; end: number }[], filler = FILLER): string {
  let result = ''
  let at = 0
  for (const { start, end } of spans.length > 1 ? spans.toSorted((a, b) => a.start - b.start) : spans) {
    if (end <= at) continue
    const from = Math.max(at, start)
    result += text.slice(at, from) + filler.repeat(end - from)
    at = end
  }
  return result + text.slice(at)
}

/** Quoted names blanked out. */
export const maskQuotes = (text: string): string => blank(text, protectedSpans(text))

/** Quoted names, web and mail addresses, telephone numbers and times of day blanked out. */
export function maskNumbers(text: string): string {
  return NAMES_OF_NUMBERS.reduce(
    (masked, pattern) => masked.replace(pattern, (match) => FILLER.repeat(match.length)),
    maskQuotes(text),
  )
}
