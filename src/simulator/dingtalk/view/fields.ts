import { plainLine } from './markdown.ts'

const PAIR = /^\*\*([^*\n]+)\*\*\s*[:：]?\s*(.+)$/

/** Label and value of a markdown line `**标签**：值`, `**标签:** 值` or `**标签** 值`; undefined for any other. */
export function fieldOf(line: string): { label: string; value: string } | undefined {
  const [, label = '', value = ''] = PAIR.exec(line.trim()) ?? []
  const field = { label: plainLine(label).replace(/[:：]\s*$/, ''), value: plainLine(value) }
  return field.label === '' || field.value === '' ? undefined : field
}
