import type { Font, Typesetter } from '../layout/scene.ts'

const ELLIPSIS = '…'
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/**
 * The text as it can be drawn: cleaned, and if wider than `maxWidth` pixels cut between two characters with `…`.
 * Empty if not even the ellipsis has room.
 */
export function fitText(type: Typesetter, value: string, maxWidth: number, font: Font): string {
  const clean = type.clean(value)
  if (type.width(clean, font) <= maxWidth) return clean
  const parts = Array.from(graphemes.segment(clean), (part) => part.segment)
  const cut = (count: number) => parts.slice(0, count).join('').trimEnd() + ELLIPSIS
  let low = 0
  let high = parts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (type.width(cut(middle), font) <= maxWidth) low = middle
    else high = middle - 1
  }
  return type.width(cut(low), font) <= maxWidth ? cut(low) : ''
}

/** The first candidate that fits whole, or an empty string. */
export function firstFit(type: Typesetter, candidates: readonly string[], maxWidth: number, font: Font): string {
  for (const candidate of candidates) {
    const clean = type.clean(candidate)
    if (type.width(clean, font) <= maxWidth) return clean
  }
  return ''
}

/** Replaces `{name}`; an unknown name stays, so that a wrong label is seen. */
export function fill(template: string, values: Record<string, string | number>): string {
  return template.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all))
}
