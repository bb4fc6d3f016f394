/** Markdown as it is read: without marks for headings, quotes, bold, code, colours and links. */
export function plainMarkdown(source: string): string {
  return source
    .split('\n')
    .map((line) => plainInline(line.replace(/^\s*(?:#{1,6}\s+|(?:>\s*)+)/, '')))
    .join('\n')
    .trim()
}

/**
 * Pairs of a label and a value, one a line: `**标签** 值`, `**标签**：值`, also in a quote. Bold words elsewhere are no
 * labels.
 */
export function markdownFields(source: string): { label: string; value: string }[] {
  return source.split('\n').flatMap((line) => {
    const pair = /^(?:>\s*|[-*]\s+)*\*\*([^*]+)\*\*\s*[:：]?\s*(.+)$/.exec(line.trim())
    const label = pair?.[1]?.replace(/[:：]\s*$/, '').trim()
    const value = plainInline(pair?.[2] ?? '').trim()
    return label && value ? [{ label, value }] : []
  })
}

function plainInline(line: string): string {
  return line
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<font color="[^"]*">|<\/font>/g, '')
    .replace(/\*\*([^*]+)\*\*/g, '$1')
    .replace(/`([^`]*)`/g, '$1')
}
