import type { Field, Message } from '../api/types.ts'

/** A piece of a card's text as it is drawn. */
export type Block =
  | { kind: 'words'; text: string }
  | { kind: 'fields'; fields: readonly Field[] }
  | { kind: 'table'; rows: readonly (readonly string[])[] }

const bare = (text: string) => text.replace(/[\s:：*]/g, '')
const CELL = ' | '

/** The field that begins at a line, with the number of lines that it takes. */
function fieldAt(lines: readonly string[], at: number, fields: readonly Field[]) {
  for (const field of fields) {
    const whole = bare(field.label + field.value)
    const most = field.value.split('\n').length + 1
    for (let taken = 1; taken <= most && at + taken <= lines.length; taken += 1)
      if (bare(lines.slice(at, at + taken).join('')) === whole) return { field, taken }
  }
  return undefined
}

const cells = (line: string) => line.split(CELL).map((cell) => cell.trim())

/** Lines of equally many cells below each other; one line alone may be any sentence. */
function tableAt(lines: readonly string[], at: number): string[][] {
  const width = cells(lines[at] ?? '').length
  if (width < 2) return []
  const end = lines.findIndex((line, index) => index > at && cells(line).length !== width)
  const rows = lines.slice(at, end < 0 ? undefined : end).map(cells)
  return rows.length < 2 ? [] : rows
}

function add(blocks: Block[], line: string): void {
  const last = blocks.at(-1)
  if (last?.kind === 'words') last.text += `\n${line}`
  else blocks.push({ kind: 'words', text: line })
}

function addField(blocks: Block[], field: Field): void {
  const last = blocks.at(-1)
  if (last?.kind === 'fields') blocks.splice(-1, 1, { kind: 'fields', fields: [...last.fields, field] })
  else blocks.push({ kind: 'fields', fields: [field] })
}

/**
 * The text of a card with its pairs and tables found again: the view of a message tells them twice, as lines and as
 * fields. Fields that no line tells stand at the end; a first line that repeats the title is left out.
 */
export function blocksOf({ title, text, fields }: Pick<Message, 'title' | 'text' | 'fields'>): Block[] {
  const all = text.split('\n').filter((line) => line.trim() !== '')
  const lines = title && bare(all[0] ?? '') === bare(title) ? all.slice(1) : all
  const waiting = [...fields]
  const blocks: Block[] = []
  for (let at = 0; at < lines.length; ) {
    const found = fieldAt(lines, at, waiting)
    const table = found ? [] : tableAt(lines, at)
    if (found) {
      waiting.splice(waiting.indexOf(found.field), 1)
      addField(blocks, found.field)
    } else if (table.length > 0) blocks.push({ kind: 'table', rows: table })
    else add(blocks, lines[at] ?? '')
    at += found?.taken ?? (table.length || 1)
  }
  for (const field of waiting) addField(blocks, field)
  return blocks
}
