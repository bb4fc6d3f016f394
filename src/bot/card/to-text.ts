/**
 * The text twin of a card: for notifications, for clients that cannot show the card, and as the way to answer by text.
 * It stays in the common markdown subset, mentions included.
 */
import type { Block, Button, Card, FormBlock, Input } from './card.ts'

/**
 * The buttons that can be pressed, in the order in which {@link toText} numbers them: `choices(card)[0]` is answer "1".
 */
export function choices(card: Card): Button[] {
  return card.blocks
    .flatMap((block) => (block.kind === 'actions' || block.kind === 'form' ? block.buttons : []))
    .filter((button) => !button.disabled)
}

/** The whole card as words, its choices numbered at the end. */
export function toText(card: Card): string {
  const tag = card.header.tag ? ` [${card.header.tag}]` : ''
  const parts = [`**${card.header.text}**${tag}`, ...card.blocks.map(blockText), choicesText(card)]
  return parts.filter((part) => part !== '').join('\n')
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'text':
      return block.markdown
    case 'fields':
      return block.fields.map((field) => `${field.label}：${field.value}`).join('\n')
    case 'table':
      return [block.columns, ...block.rows].map((row) => row.join(' | ')).join('\n')
    case 'image':
      return `［图］${block.alt}`
    case 'divider':
      return '———'
    case 'actions':
      return ''
    case 'form':
      return formText(block)
    default:
      return block satisfies never
  }
}

function choicesText(card: Card): string {
  const labels = choices(card).map((button, index) => `${index + 1} ${button.label}`)
  return labels.length > 0 ? `回复序号：${labels.join('　')}` : ''
}

function formText(form: FormBlock): string {
  if (form.inputs.length === 0) return ''
  const wanted = form.inputs.map((input) => `${input.label}=${sample(input)}`).join(' ')
  const optional = form.inputs.filter((input) => !input.required).map((input) => input.label)
  return `请回复：${wanted}${optional.length > 0 ? `（${optional.join('、')}可不填）` : ''}`
}

function sample(input: Input): string {
  const initial = initialText(input)
  if (initial) return initial
  switch (input.kind) {
    case 'date':
      return '年-月-日'
    case 'number':
      return '数字'
    case 'person':
      return '姓名'
    case 'choice':
      return (input.options ?? []).map((option) => option.label).join('/') || '…'
    case 'text':
    case 'paragraph':
      return '…'
    default:
      return input.kind satisfies never
  }
}

/** What is filled in already, in words; a person's account id means nothing to a reader. */
function initialText(input: Input): string | undefined {
  const option = input.options?.find(({ value }) => value === input.initial)
  return option?.label ?? (input.kind === 'person' ? undefined : input.initial)
}
