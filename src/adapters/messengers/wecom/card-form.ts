/** Which forms a template card can hold, and what is said instead of the others. */
import { type Button, type Card, type FormBlock, type Input, SUBMIT } from '../../../bot/card/card.ts'
import { toText } from '../../../bot/card/to-text.ts'
import type { Json } from '../../shared/json.ts'
import { plainText } from './markdown.ts'

/** Documented limits of `select_list`, its options, and their ids in bytes. */
const MAX_SELECTS = 3
const MAX_OPTIONS = 10
const MAX_ID_BYTES = 128

/** The option that means "none": WeCom chooses the first where nobody chose. */
export const NO_CHOICE = '-'

/** Only choices with listed options, three at most, and nothing else to press but one button that sends them. */
export function fitsSelects(form: FormBlock): boolean {
  return (
    form.inputs.length > 0 &&
    form.inputs.length <= MAX_SELECTS &&
    form.inputs.every((input) => input.kind === 'choice' || input.kind === 'person') &&
    form.inputs.every((input) => {
      const offered = optionsOf(input)
      return (
        (input.options?.length ?? 0) > 0 &&
        offered.length <= MAX_OPTIONS &&
        offered.every(({ id }) => id !== '' && Buffer.byteLength(id) <= MAX_ID_BYTES)
      )
    })
  )
}

/** The button that sends the form: a question's own, or the only one there is. */
export function submitOf(form: FormBlock): Button | undefined {
  const pressable = form.buttons.filter(isPressable)
  return pressable.find(({ action }) => action === SUBMIT) ?? (pressable.length === 1 ? pressable[0] : undefined)
}

/** A select card has one button; the others are said. */
export function otherButtonWords(form: FormBlock): string[] {
  const submit = submitOf(form)
  return form.buttons
    .filter((button) => button !== submit && isPressable(button))
    .map(({ label }) => `也可回复「${plainText(label)}」`)
}

export function selectList(form: FormBlock): Json[] {
  return form.inputs.map((input) => ({
    question_key: input.name,
    title: plainText(input.label),
    ...(selected(input) && { selected_id: selected(input) }),
    option_list: optionsOf(input).map(({ id, label }) => ({ id, text: plainText(label).trim() || '—' })),
  }))
}

function optionsOf(input: Input): { id: string; label: string }[] {
  const offered = (input.options ?? []).map(({ value, label }) => ({ id: value, label }))
  return input.required ? offered : [{ id: NO_CHOICE, label: '不选' }, ...offered]
}

function selected(input: Input): string {
  return input.initial ?? (input.required ? '' : NO_CHOICE)
}

/** What to fill in, in words, with how to answer where the form is a question. */
export function formWords(form: FormBlock): string {
  const asked = form.buttons.some(({ action }) => action === SUBMIT)
  if (!asked) return form.inputs.length > 0 ? `可填：${form.inputs.map(inputWords).join('、')}（请用文字说明）` : ''
  const alone: Card = { header: { text: '', tone: 'info' }, summary: '', blocks: [form] }
  return toText(alone).split('\n').slice(1).join('\n')
}

function inputWords({ label, required }: Input): string {
  return required ? `${label}（必填）` : label
}

/** Buttons that can stand on a card whose form is in words: a question's own answer is what people write. */
export function buttonsBesideWords(form: FormBlock): Button[] {
  return form.buttons.filter((button) => button.action !== SUBMIT && isPressable(button))
}

export function isPressable({ disabled }: Button): boolean {
  return disabled !== true
}
