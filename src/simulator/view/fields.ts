export interface SourceField {
  label: string
  value: string
}

const BOLD = /\*\*([^*\n]+)\*\*/g

/**
 * Label and value pairs of card markdown, still as markdown. A pair is a line `**标签** 值` (or `**标签:** 值`, `**标签**：值`;
 * several pairs may share a line), or a line `**标签**` with the value on the lines below, up to a blank line or the next label.
 */
export function fieldsOf(markdown: string): SourceField[] {
  const fields: SourceField[] = []
  let open: SourceField | undefined
  for (const line of markdown.split('\n')) {
    const pairs = pairsOf(line)
    if (pairs.length === 0) {
      open = line.trim() === '' ? undefined : continued(open, line)
      continue
    }
    fields.push(...pairs)
    const last = pairs.at(-1)
    open = last?.value === '' ? last : undefined
  }
  return fields.filter((field) => field.label !== '' && field.value !== '')
}

function continued(open: SourceField | undefined, line: string): SourceField | undefined {
  if (open) open.value = open.value === '' ? line.trim() : `${open.value}\n${line.trim()}`
  return open
}

function pairsOf(line: string): SourceField[] {
  const trimmed = line.trim()
  if (!trimmed.startsWith('**')) return []
  const labels = [...trimmed.matchAll(BOLD)]
  return labels.map((label, index) => {
    const end = labels[index + 1]?.index ?? trimmed.length
    const value = trimmed.slice(label.index + label[0].length, end)
    return { label: (label[1] ?? '').replace(/[:：]\s*$/, '').trim(), value: value.replace(/^\s*[:：]/, '').trim() }
  })
}
