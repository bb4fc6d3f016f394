import { clip } from '../../shared/clip.ts'

/**
 * Cuts markdown into parts that each `fits`: between lines where possible, else inside a line, never inside a mention, an
 * escape or a surrogate pair. Ends after `most` parts with `note` for what is left out.
 */
export function split(markdown: string, fits: (part: string) => boolean, most: number, note: string): string[] {
  const parts: string[] = []
  let rest = markdown
  while (!fits(rest) && parts.length < most - 1) {
    const head = longest(rest, fits)
    parts.push(head.replace(/\n+$/, ''))
    rest = rest.slice(head.length).replace(/^\n+/, '')
  }
  if (rest !== '' || parts.length === 0) parts.push(fits(rest) ? rest : shortened(rest, fits, note))
  return parts
}

/** The longest beginning that fits, found by halving; ends with a line if one ends in its last fifth. */
function longest(markdown: string, fits: (part: string) => boolean): string {
  let [low, high] = [1, markdown.length]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (fits(markdown.slice(0, middle))) low = middle
    else high = middle - 1
  }
  const head = clip(markdown, low, '')
  // What is cut inside bold is closed by `clip`, which then is no beginning any more.
  const cut = markdown.startsWith(head) ? head : head.replace(/\*\*$/, '')
  return cut === '' ? markdown.slice(0, low) : cut
}

function shortened(markdown: string, fits: (part: string) => boolean, note: string): string {
  let limit = markdown.length
  let part = markdown
  while (!fits(part) && limit > 0) {
    limit = Math.floor(limit * 0.8)
    part = clip(markdown, limit, note)
  }
  return part
}
