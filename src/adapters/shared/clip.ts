import { MENTION_MARK } from '../../bot/messenger.ts'

/**
 * Shortens markdown to `limit` characters plus `note`. Cuts at a line end if one is near, never inside a surrogate pair,
 * an escape or a mention mark, and closes a bold run that was cut open.
 */
export function clip(markdown: string, limit: number, note: string): string {
  if (markdown.length <= limit) return markdown
  let cut = markdown.slice(0, limit)
  const line = cut.lastIndexOf('\n')
  if (line >= limit * 0.8) cut = cut.slice(0, line)
  for (const mark of markdown.matchAll(MENTION_MARK)) {
    if (mark.index < cut.length && cut.length < mark.index + mark[0].length) cut = cut.slice(0, mark.index)
  }
  cut = cut.replace(/[\ud800-\udbff]$/, '')
  if (/(?:^|[^\\])(?:\\\\)*\\$/.test(cut)) cut = cut.slice(0, -1)
  const bold = cut.replace(/\\./g, '').match(/\*\*/g)?.length ?? 0
  return `${cut}${bold % 2 === 1 ? '**' : ''}${note}`
}
