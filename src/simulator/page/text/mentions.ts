import { safeUrl } from './safe-url.ts'

export type TextPart =
  | { kind: 'text'; text: string }
  | { kind: 'mention'; text: string }
  | { kind: 'link'; text: string; href: string }

const literal = (name: string) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

function pattern(names: readonly string[]): RegExp {
  const longestFirst = names.filter((name) => name !== '').sort((a, b) => b.length - a.length)
  const mention = longestFirst.length > 0 ? `@(?:${longestFirst.map(literal).join('|')})|` : ''
  return new RegExp(`${mention}https?:\\/\\/[^\\s<>"'，。；、）】」]+`, 'g')
}

function partOf(text: string): TextPart {
  if (text.startsWith('@')) return { kind: 'mention', text }
  const href = safeUrl(text)
  return href ? { kind: 'link', text, href } : { kind: 'text', text }
}

/** Splits a plain message into words, mentions of known names (the longest name wins) and links. */
export function splitMentions(source: string, names: readonly string[]): TextPart[] {
  const parts: TextPart[] = []
  let from = 0
  for (const found of source.matchAll(pattern(names))) {
    if (found.index > from) parts.push({ kind: 'text', text: source.slice(from, found.index) })
    parts.push(partOf(found[0]))
    from = found.index + found[0].length
  }
  if (from < source.length) parts.push({ kind: 'text', text: source.slice(from) })
  return parts
}

/** The unfinished `@名` before the caret, for the member picker: where it starts and what is typed after the @. */
export function mentionQuery(text: string, caret: number): { start: number; query: string } | undefined {
  const found = /(?:^|[^A-Za-z0-9@])@([^\s@]{0,20})$/.exec(text.slice(0, caret))
  if (!found) return undefined
  const query = found[1] ?? ''
  return { start: caret - query.length - 1, query }
}
