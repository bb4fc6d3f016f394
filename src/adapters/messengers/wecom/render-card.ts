/**
 * The neutral card as a template card (developer documents 90236, 101032). Pure and deterministic. Template cards hold
 * little: a title, six short fields, one small text and six buttons; the caller is told when something had to be left out.
 */
import type { Block, Button, Card, Field, FormBlock, Tone } from '../../../bot/card/card.ts'
import type { Json } from '../../shared/json.ts'
import { writeButtonKey } from './button-key.ts'
import { bodyText, clipped, contentOf } from './card-content.ts'
import { buttonsBesideWords, fitsSelects, isPressable, otherButtonWords, selectList, submitOf } from './card-form.ts'
import { plainText } from './markdown.ts'

/** Characters that clients show of each text; the bot's documents name smaller ones than the app's. */
export interface TextSizes {
  title: number
  desc: number
  body: number
}

export const APP_SIZES: TextSizes = { title: 36, desc: 44, body: 160 }
export const BOT_SIZES: TextSizes = { title: 26, desc: 30, body: 112 }

/** Six buttons with full keys and six fields stay below. */
export const CARD_MAX_BYTES = 16 * 1024

const MAX_BUTTONS = 6
const MAX_FIELDS = 6
const MAX_BUTTON_LABEL = 10
const MAX_SOURCE = 13

/** 0 grey, 1 black, 2 red, 3 green. */
const TONE_COLOR: Record<Tone, number> = { info: 1, waiting: 1, success: 3, warning: 2, danger: 2, muted: 0 }
/** As the document's own example shows 同意 and 驳回. */
const STYLE = { primary: 1, danger: 2, default: 3 } as const

export interface RenderOptions {
  taskId: string
  sizes: TextSizes
  /** Where a card without buttons leads. */
  link: string
  /** Whether the transport tells us of clicks. */
  clicks: boolean
}

export interface Rendered {
  card: Json
  /** Something of the card is not, or not wholly, on it. */
  cut: boolean
  /** Nothing on it can be pressed. */
  quiet: boolean
}

/** `undefined` if a button's arguments do not fit into its key: then words have to do. */
export function renderCard(card: Card, options: RenderOptions): Rendered | undefined {
  const form = options.clicks ? selectForm(card) : undefined
  return form ? selects(card, form, options) : buttons(card, options)
}

/** A form that is native. Other buttons would be lost on such a card, unless they are the form's own. */
function selectForm(card: Card): FormBlock | undefined {
  const forms = card.blocks.filter((block) => block.kind === 'form')
  const [only] = forms
  const others = card.blocks.some((block) => block.kind === 'actions' && block.buttons.some(isPressable))
  return only && forms.length === 1 && !others && fitsSelects(only) && submitOf(only) ? only : undefined
}

/** `multiple_interaction`: a title, a line, the choices and one button. */
function selects(card: Card, form: FormBlock, options: RenderOptions): Rendered | undefined {
  const submit = submitOf(form)
  const key = submit && writeButtonKey(submit, new Set())
  if (!submit || key === undefined) return undefined
  const title = clipped(spoken(card.header.text), options.sizes.title)
  const told = contentOf({ ...card, blocks: card.blocks.filter((block) => block !== form) })
  const desc = clipped([...told.lines, ...otherButtonWords(form)].join(' '), options.sizes.desc)
  return {
    card: {
      card_type: 'multiple_interaction',
      ...source(card),
      main_title: { title: title.text, ...(desc.text && { desc: desc.text }) },
      task_id: options.taskId,
      select_list: selectList(form),
      submit_button: { text: clipped(spoken(submit.label), MAX_BUTTON_LABEL).text, key },
    },
    cut: title.cut || desc.cut,
    quiet: false,
  }
}

/** `button_interaction`, or `text_notice` if there is nothing to press. */
function buttons(card: Card, options: RenderOptions): Rendered | undefined {
  const pressable = options.clicks ? card.blocks.flatMap(buttonsOf) : []
  const list = buttonList(pressable.slice(0, MAX_BUTTONS))
  if (!list) return undefined
  const told = contentOf(card, MAX_FIELDS)
  const title = clipped(spoken(card.header.text), options.sizes.title)
  const body = bodyText(told, options.sizes.body)
  const quiet = list.length === 0
  return {
    card: {
      card_type: quiet ? 'text_notice' : 'button_interaction',
      ...source(card),
      main_title: { title: title.text },
      ...(body.text && { sub_title_text: body.text }),
      ...(told.fields.length > 0 && { horizontal_content_list: told.fields.map(fieldItem) }),
      ...(quiet && { card_action: { type: 1, url: options.link } }),
      task_id: options.taskId,
      ...(!quiet && { button_list: list }),
    },
    cut: title.cut || body.cut || pressable.length > MAX_BUTTONS,
    quiet,
  }
}

function buttonsOf(block: Block): Button[] {
  if (block.kind === 'actions') return block.buttons.filter(isPressable)
  return block.kind === 'form' ? buttonsBesideWords(block) : []
}

function buttonList(from: readonly Button[]): Json[] | undefined {
  const taken = new Set<string>()
  const list: Json[] = []
  for (const button of from) {
    const key = writeButtonKey(button, taken)
    if (key === undefined) return undefined
    taken.add(key)
    const label = clipped(spoken(button.label), MAX_BUTTON_LABEL).text
    list.push({ text: label, style: STYLE[button.style ?? 'default'], key })
  }
  return list
}

function source(card: Card): Json {
  const tag = plainText(card.header.tag ?? '')
  return tag ? { source: { desc: clipped(tag, MAX_SOURCE).text, desc_color: TONE_COLOR[card.header.tone] } } : {}
}

function fieldItem({ label, value }: Field): Json {
  return { keyname: plainText(label), value: plainText(value) }
}

/** WeCom refuses a card on which a title or a button says nothing. */
function spoken(markdown: string): string {
  return plainText(markdown).trim() || '—'
}
