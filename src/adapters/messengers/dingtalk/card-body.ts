/** What of a card is words: one markdown variable with texts, fields, tables and further images, in order. */
import type { Block, Field } from '../../../bot/card/card.ts'
import type { Media } from '../../../bot/messenger.ts'
import { type Detail, TRUNCATED } from './card-size.ts'
import { byName, plainText, robotMarkdown } from './markdown.ts'

type ImageBlock = Extract<Block, { kind: 'image' }>

/** `mediaOf` is the uploaded image of a block; `apart` the one that has a variable of its own. */
export function cardBody(
  blocks: readonly Block[],
  detail: Detail,
  mediaOf: (block: ImageBlock) => Media | undefined,
  apart: ImageBlock | undefined,
): string {
  const parts = blocks.map((block) => blockText(block, detail, mediaOf, apart)).filter((part) => part !== '')
  const shown = parts.length > detail.blocks ? [...parts.slice(0, detail.blocks), TRUNCATED] : parts
  return shown.join('\n\n')
}

function blockText(
  block: Block,
  detail: Detail,
  mediaOf: (block: ImageBlock) => Media | undefined,
  apart: ImageBlock | undefined,
): string {
  switch (block.kind) {
    case 'text':
      return robotMarkdown(detail.text(block.markdown), byName)
    case 'fields':
      return robotMarkdown(block.fields.map((field) => fieldText(field, detail)).join('\n'), byName)
    case 'table':
      return tableText(block, detail)
    case 'image':
      return block === apart ? '' : imageText(mediaOf(block), block.alt)
    case 'divider':
      return '---'
    case 'actions':
    case 'form':
      return ''
    default:
      return block satisfies never
  }
}

function fieldText(field: Field, detail: Detail): string {
  return `**${field.label}**：${detail.text(field.value)}`
}

/** Tables are documented for the markdown variables of cards alone. Hidden rows are counted below. */
function tableText({ columns, rows }: Extract<Block, { kind: 'table' }>, detail: Detail): string {
  const shown = rows.slice(0, detail.rows)
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cellText(detail.text(cell))).join(' | ')} |`
  const table = [line(columns), `|${columns.map(() => ' --- |').join('')}`, ...shown.map((row) => line(row))].join('\n')
  const hidden = rows.length - shown.length
  return hidden > 0 ? `${table}\n\n…还有 ${hidden} 行（已截断）` : table
}

/** A bar or a line feed would end the cell. */
function cellText(cell: string): string {
  return robotMarkdown(cell.replaceAll('|', '｜').replace(/\s*\n\s*/g, ' '), byName)
}

/** Without an uploaded image (answers to presses have no time for one) its words stand in. */
function imageText(media: Media | undefined, alt: string): string {
  const words = plainText(alt).replace(/[[\]\n]/g, ' ')
  return media ? `![${words}](${media.key})` : `［图］${words}`
}
