/** A line that begins something of its own: headings, lists, quotes, tables, rules. */
const BLOCK = /^\s*(#{1,6}\s|[-*+]\s|\d+\.\s|>|\|)|^\s*-{3,}\s*$/
const TABLE_RULE = /^\s*\|[\s|:-]+\|\s*$/
const ESCAPED = /\\([\\`*_~[\]()#+\-.!<>|{}&])/g

/**
 * The text that a reader sees of the platform's markdown, a line each. A single line feed is no new line: that takes an
 * empty line, or two blanks before it.
 */
export function linesOf(markdown: string): string[] {
  const lines: string[] = []
  let open = false
  for (const raw of markdown.split('\n')) {
    const isBlock = BLOCK.test(raw)
    if (raw.trim() !== '' && !TABLE_RULE.test(raw)) {
      if (open && !isBlock) lines.push(`${lines.pop() ?? ''} ${raw.trim()}`)
      else lines.push(raw.trim())
    }
    open = raw.trim() !== '' && !isBlock && !/ {2}$/.test(raw)
  }
  return lines
}

/** Markup removed, escapes resolved, cells of a table separated by ` | `. */
export function plainLine(line: string): string {
  const guarded = line.replace(ESCAPED, (_whole, character: string) => `&#${character.charCodeAt(0)};`)
  return withoutMarkup(guarded)
    .replace(/&#(\d+);/g, (_whole, code: string) => String.fromCharCode(Number(code)))
    .trim()
}

/** Address or mediaId of the first picture. */
export function firstImage(markdown: string): string | undefined {
  return /!\[[^\]\n]*\]\(([^)\s]+)\)/.exec(markdown)?.[1]
}

function withoutMarkup(text: string): string {
  return text
    .replace(/^\s*\|(.*)\|\s*$/, (_whole, cells: string) =>
      cells
        .split('|')
        .map((cell) => cell.trim())
        .join(' | '),
    )
    .replace(/!\[[^\]\n]*\]\([^)\n]*\)/g, '')
    .replace(/\[([^\]\n]*)\]\([^)\n]*\)/g, '$1')
    .replace(/^\s*#{1,6}\s+/, '')
    .replace(/^\s*>\s?/, '')
    .replace(/^\s*-{3,}\s*$/, '')
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .replace(/\*\*([^*\n]+)\*\*/g, '$1')
    .replace(/(^|[^*])\*([^*\s][^*\n]*)\*(?!\*)/g, '$1$2')
    .replace(/~~([^~\n]+)~~/g, '$1')
    .replace(/`([^`\n]+)`/g, '$1')
}
