export interface SourceField {
  label: string
  value: string
}

/** At the start of a line, or after the gap that sets pairs of one line apart; bold words inside a value are not labels. */
const LABEL = /(?:^|\s{2,}|\u3000)\*\*([^*\n]+)\*\*/g

/**
 * Label and value pairs of card markdown, still as markdown. A pair is a line `**标签** 值` (or `**标签:** 值`, `**标签**：值`;
 * several pairs may share a line, two blanks apart), or a line `**标签**` with the value on the lines below, up to the next label or the end.
 */
export function fieldsOf(markdown: string): SourceField[] {
  const fields: SourceField[] = []
  let open: SourceField | undefined
  for (const line of markdown.split('\n')) {
    const pairs = pairsOf(line)
    if (pairs.length === 0) {
      if (open) open.value = `${open.value}\n${line.trim()}`.trimStart()
      continue
    }
    fields.push(...pairs)
    const last = pairs.at(-1)
    open = last?.value === '' ? last : undefined
  }
  return fields
    .map(({ label, value }) => ({ label, value: value.trimEnd() }))
    .filter((field) => field.label !== '' && field.value !== '')
}

function pairsOf(line: string): SourceField[] {
  const trimmed = line.trim()
  if (!trimmed.startsWith('**')) return []
  const labels = [...trimmed.matchAll(LABEL)]
  return labels.map((label, index) => {
    const end = labels[index + 1]?.index ?? trimmed.length
    const value = trimmed.slice(label.index + label[0].length, end)
    return { label: (label[1] ?? '').replace(/[:：]\s*$/, '').trim(), value: value.replace(/^\s*[:：]/, '').trim() }
  })
}
