/** Full-width ASCII, ideographic space, typographic dashes and quotes, each to the one form that the slots read. */
const FOLDED: Record<string, string> = {
  '￥': '¥',
  '〜': '~',
  '∼': '~',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '−': '-',
  '“': '「',
  '”': '」',
  '『': '「',
  '』': '」',
  '‘': "'",
  '’': "'",
}

const FOLDABLE = /[！-～￥〜∼‐‑‒–−“”『』‘’]/g
const BREAKS = /\r\n?|[\v\f\u0085\u2028\u2029]/g
const BLANKS = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g

/** Controls except newline, soft hyphen, zero-width and direction marks: the Unicode classes Cc and Cf, but for the joiner. */
const INVISIBLE = /(?!\n|\u200d)[\p{Cc}\p{Cf}]/gu
/** A zero-width joiner is kept only where it joins an emoji. */
const STRAY_JOINER =
  /(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d|\u200d(?!\p{Extended_Pictographic})/gu

const fold = (char: string): string => FOLDED[char] ?? String.fromCharCode(char.charCodeAt(0) - 0xfee0)

/**
 * One form of writing for all that follows: full-width letters, digits and punctuation become half-width, Chinese
 * quotes become 「」, runs of blanks one space, line breaks \n; control and zero-width characters go. Idempotent.
 * All slot indices refer to its result.
 */
export function normalise(text: string): string {
  return text
    .toWellFormed()
    .replace(BREAKS, '\n')
    .replace(BLANKS, ' ')
    .replace(INVISIBLE, '')
    .replace(STRAY_JOINER, '')
    .normalize('NFC')
    .replace(FOLDABLE, fold)
    .replace(/ {2,}/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()
}
