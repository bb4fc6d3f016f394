/** What a card says, sorted into what a template card has room for: short fields, and lines of one small text. */
import type { Block, Card, Field } from '../../../bot/card/card.ts'
import { formWords } from './card-form.ts'
import { plainText, TRUNCATED } from './markdown.ts'

const MAX_FIELD_LABEL = 5
const MAX_FIELD_VALUE = 26

export interface Content {
  /** Short ones, for the list; the others are lines. */
  fields: Field[]
  lines: string[]
  /** Those of the lines that ask for something. */
  asking: string[]
}

export function contentOf(card: Card, fieldsLeft = 0): Content {
  const told: Content = { fields: [], lines: [], asking: [] }
  for (const block of card.blocks) {
    if (block.kind === 'fields') {
      for (const field of block.fields) {
        if (told.fields.length < fieldsLeft && isShort(field)) told.fields.push(field)
        else told.lines.push(`${plainText(field.label)}：${plainText(field.value)}`)
      }
      continue
    }
    const words = blockWords(block)
    if (words === '') continue
    told.lines.push(words)
    if (block.kind === 'form') told.asking.push(words)
  }
  return told
}

function blockWords(block: Exclude<Block, { kind: 'fields' }>): string {
  switch (block.kind) {
    case 'text':
      return plainText(block.markdown)
    case 'table':
      return [block.columns, ...block.rows].map((row) => row.map(plainText).join(' | ')).join('\n')
    case 'image':
      return `［图］${plainText(block.alt)}`
    case 'divider':
    case 'actions':
      return ''
    case 'form':
      return plainText(formWords(block))
    default:
      return block satisfies never
  }
}

function isShort({ label, value }: Field): boolean {
  return (
    plainText(label).trim() !== '' &&
    length(plainText(label)) <= MAX_FIELD_LABEL &&
    length(plainText(value)) <= MAX_FIELD_VALUE &&
    !value.includes('\n')
  )
}

/** In the card's order; if not all fits, what is asked comes first. */
export function bodyText({ lines, asking }: Content, limit: number): Clipped {
  const all = lines.join('\n')
  if (length(all) <= limit || asking.length === 0) return clipped(all, limit)
  return clipped([...asking, ...lines.filter((line) => !asking.includes(line))].join('\n'), limit)
}

export interface Clipped {
  text: string
  cut: boolean
}

/** At most `limit` characters, note included, never half of one. */
export function clipped(text: string, limit: number): Clipped {
  if (length(text) <= limit) return { text, cut: false }
  const note = limit > 2 * TRUNCATED.length ? TRUNCATED : '…'
  return {
    text:
      Array.from(text)
        .slice(0, limit - length(note))
        .join('') + note,
    cut: true,
  }
}

function length(text: string): number {
  return Array.from(text).length
}
