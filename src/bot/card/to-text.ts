/**
 * The text twin of a card: for notifications, for clients that cannot show the card, and as the way to answer by text.
 * It stays in the common markdown subset, mentions included.
 */
import type { Locale } from '../../domain/people/person.ts'
import { speechFor } from '../i18n/speech.ts'
import type { Texts } from '../i18n/texts.zh-cn.ts'
import { type Block, type Button, type Card, type FormBlock, type Input, SUBMIT } from './card.ts'

type Words = Texts['twin']

/**
 * The buttons that a number can press, in the order in which {@link toText} numbers them: `choices(card)[0]` is answer
 * "1". Those of a question's form are none: there, a number means a field.
 */
export function choices(card: Card): Button[] {
  return card.blocks
    .flatMap((block) =>
      block.kind === 'actions' || (block.kind === 'form' && !isQuestion(block)) ? block.buttons : [],
    )
    .filter((button) => !button.disabled)
}

/** A form that is the bot's question, and answered by words; inputs beside other buttons are asked for once one is chosen. */
function isQuestion({ buttons }: FormBlock): boolean {
  return buttons.some(({ action }) => action === SUBMIT)
}

/** The whole card as words, its choices numbered at the end. `locale` is the language the card is written in. */
export function toText(card: Card, locale: Locale = 'zh-CN'): string {
  const words = speechFor(locale).t.twin
  const tag = card.header.tag ? ` [${card.header.tag}]` : ''
  const blocks = card.blocks.map((block) => blockText(block, words))
  const parts = [`**${card.header.text}**${tag}`, ...blocks, choicesText(card, words)]
  return parts.filter((part) => part !== '').join('\n')
}

function blockText(block: Block, words: Words): string {
  switch (block.kind) {
    case 'text':
      return block.markdown
    case 'fields':
      return block.fields.map((field) => `${field.label}${words.colon}${field.value}`).join('\n')
    case 'table':
      return [block.columns, ...block.rows].map((row) => row.join(' | ')).join('\n')
    case 'image':
      return `${words.image}${block.alt}`
    case 'divider':
      return '———'
    case 'actions':
      return ''
    case 'form':
      return isQuestion(block) ? questionText(block, words) : ''
    default:
      return block satisfies never
  }
}

function choicesText(card: Card, words: Words): string {
  const labels = choices(card).map(({ label }, index) => {
    const number = `${index + 1} `
    // The options of a question carry their numbers on their buttons already.
    return label.startsWith(number) ? label : number + label
  })
  return labels.length > 0 ? words.chooseByNumber + labels.join('　') : ''
}

/** The fields with the numbers by which an answer may name them, how to write it, and the word that ends it. */
function questionText({ inputs, buttons }: FormBlock, words: Words): string {
  const several = inputs.length > 1
  const fields = inputs.map((input, index) => `${several ? `${index + 1} ` : ''}${fieldText(input, words)}`)
  const others = buttons.filter(({ action, disabled }) => action !== SUBMIT && !disabled)
  return [
    words.fill + fields.join('　'),
    several ? words.fillByNumber : '',
    ...others.map(({ label }) => words.giveUp(label)),
  ]
    .filter((line) => line !== '')
    .join('\n')
}

/** `金额（如 8万）` */
function fieldText(input: Input, words: Words): string {
  const initial = initialText(input)
  const hints = [initial ? words.now(initial) : hint(input, words), input.required ? undefined : words.optional].filter(
    (one) => one !== undefined,
  )
  return hints.length > 0 ? `${input.label}（${hints.join('，')}）` : input.label
}

function hint({ placeholder, options, kind }: Input, words: Words): string | undefined {
  const offered = kind === 'choice' ? (options ?? []).map(({ label }) => label).join('/') : ''
  return placeholder ?? (offered === '' ? words.hints[kind] : offered)
}

/** What is filled in already, in words; a person's account id means nothing to a reader. */
function initialText(input: Input): string | undefined {
  const option = input.options?.find(({ value }) => value === input.initial)
  return option?.label ?? (input.kind === 'person' ? undefined : input.initial)
}
