/** What stands for a character that the font cannot draw: visible, and no box. */
export const FALLBACK = '·'
/** No line of a chart holds more; longer input is cut before it costs time. */
const MAX_LENGTH = 300

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' })
/** Control, direction and invisible characters, joiners and variation selectors: they have no picture of their own. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu

const hasGlyphs = (part: string, covered: ReadonlySet<number>): boolean => {
  for (const char of part) if (!covered.has(char.codePointAt(0) ?? 0)) return false
  return true
}

/**
 * One line of drawable text: white space becomes single spaces, invisible characters go, and each character as
 * the reader counts them (an emoji family is one) that lacks a glyph becomes `·`.
 */
export function cleanText(value: string, covered: ReadonlySet<number>): string {
  const line = value.slice(0, MAX_LENGTH).normalize('NFC').replace(/\s+/g, ' ').trim()
  if (hasGlyphs(line, covered) && line.search(INVISIBLE) < 0) return line
  let out = ''
  for (const { segment } of graphemes.segment(line)) {
    const visible = segment.replace(INVISIBLE, '')
    out += hasGlyphs(visible, covered) ? visible : FALLBACK
  }
  return out
}
