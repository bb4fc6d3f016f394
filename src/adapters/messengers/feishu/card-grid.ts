import type { Field } from '../../../bot/card/card.ts'
import type { Json } from '../../shared/json.ts'
import type { Detail } from './card-size.ts'
import { cardMarkdown, plainText } from './markdown.ts'

/** Rows that a table shows before it turns the page; 1 to 10 are allowed. */
const PAGE_SIZE = 10

/** Two fields side by side, a wide one alone; as plain lines if elements are scarce. */
export function fieldsElements(fields: readonly Field[], detail: Detail): Json[] {
  if (!detail.columns) {
    const lines = fields.map((field) => `**${field.label}** ${detail.text(field.value)}`)
    return [markdown(lines.join('\n'))]
  }
  const result: Json[] = []
  let pair: Field[] = []
  const flush = () => {
    if (pair.length > 0) result.push(pairElement(pair, detail))
    pair = []
  }
  for (const field of fields) {
    if (field.wide) {
      flush()
      result.push(fieldElement(field, detail))
    } else if (pair.push(field) === 2) flush()
  }
  flush()
  return result
}

function pairElement(fields: readonly Field[], detail: Detail): Json {
  return {
    tag: 'column_set',
    flex_mode: 'bisect',
    horizontal_spacing: '8px',
    columns: fields.map((field) => ({
      tag: 'column',
      width: 'weighted',
      weight: 1,
      elements: [fieldElement(field, detail)],
    })),
  }
}

function fieldElement(field: Field, detail: Detail): Json {
  return markdown(`**${field.label}**\n${detail.text(field.value)}`)
}

/** A native table, or a list if Feishu takes no further table. Rows beyond the limit are counted in a line below. */
export function tableElements(
  table: { columns: readonly string[]; rows: readonly (readonly string[])[] },
  detail: Detail,
  native: boolean,
): Json[] {
  const rows = table.rows.slice(0, detail.rows)
  const hidden = table.rows.length - rows.length
  const shown = native ? nativeTable(table.columns, rows, detail) : listTable(table.columns, rows, detail)
  return hidden > 0 ? [shown, markdown(`…还有 ${hidden} 行（已截断）`)] : [shown]
}

function nativeTable(columns: readonly string[], rows: readonly (readonly string[])[], detail: Detail): Json {
  return {
    tag: 'table',
    page_size: PAGE_SIZE,
    columns: columns.map((title, index) => ({
      name: `c${index}`,
      display_name: plainText(title),
      data_type: 'text',
    })),
    rows: rows.map((row) =>
      Object.fromEntries(columns.map((_title, index) => [`c${index}`, plainText(detail.text(row[index] ?? ''))])),
    ),
  }
}

function listTable(columns: readonly string[], rows: readonly (readonly string[])[], detail: Detail): Json {
  const lines = rows.map(
    (row) => `- ${columns.map((title, index) => `${title} ${detail.text(row[index] ?? '')}`).join(' · ')}`,
  )
  return markdown(lines.join('\n') || '—')
}

function markdown(content: string): Json {
  return { tag: 'markdown', content: cardMarkdown(content) }
}
