import type { FormBlock, Input } from '../../../bot/card/card.ts'
import type { Json } from '../../shared/json.ts'
import type { Buttons } from './card-buttons.ts'
import { cardMarkdown, plainText } from './markdown.ts'

/** Documented limits of an input. */
const MAX_LENGTH = 1000
const MAX_PLACEHOLDER = 100

/** A form stands directly in the body and needs at least one submit button; the neutral card provides it. */
export function renderForm(form: FormBlock, buttons: Buttons): Json {
  return {
    tag: 'form',
    name: form.name,
    elements: [...form.inputs.flatMap(inputElements), buttons.row(form.buttons, true)],
  }
}

function inputElements(input: Input): Json[] {
  switch (input.kind) {
    case 'text':
    case 'number':
      return [textInput(input, {})]
    case 'paragraph':
      return [textInput(input, { input_type: 'multiline_text', rows: 3 })]
    case 'date':
      return [caption(input), dated(input)]
    case 'person':
      return [caption(input), picker(input)]
    case 'choice':
      return [caption(input), choice(input)]
    default:
      return input.kind satisfies never
  }
}

function textInput(input: Input, more: Json): Json {
  return {
    tag: 'input',
    name: input.name,
    ...more,
    label: plain(label(input)),
    max_length: MAX_LENGTH,
    required: input.required,
    ...placeholder(input),
    ...(input.initial && { default_value: input.initial.slice(0, MAX_LENGTH) }),
  }
}

function dated(input: Input): Json {
  return {
    tag: 'date_picker',
    name: input.name,
    required: input.required,
    ...placeholder(input),
    ...(input.initial && { initial_date: input.initial }),
  }
}

/**
 * No options mean every member of the chat. An initial person is not written: the official page and other sources
 * disagree about the attribute, and a wrong one makes Feishu refuse the card.
 */
function picker(input: Input): Json {
  return {
    tag: 'select_person',
    name: input.name,
    required: input.required,
    ...placeholder(input),
    ...(input.options?.length && { options: input.options.map(({ value }) => ({ value })) }),
  }
}

function choice(input: Input): Json {
  return {
    tag: 'select_static',
    name: input.name,
    required: input.required,
    ...placeholder(input),
    options: (input.options ?? []).map((option) => ({ text: plain(option.label), value: option.value })),
    ...(input.initial && { initial_option: input.initial }),
  }
}

/** Pickers have no label of their own. */
function caption(input: Input): Json {
  return { tag: 'markdown', content: cardMarkdown(label(input)) }
}

function label(input: Input): string {
  return input.required ? `${input.label}（必填）` : input.label
}

function placeholder(input: Input): Json {
  return input.placeholder ? { placeholder: plain(input.placeholder.slice(0, MAX_PLACEHOLDER)) } : {}
}

function plain(content: string): Json {
  return { tag: 'plain_text', content: plainText(content) }
}
