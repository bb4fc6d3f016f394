import { isRecord } from '../json.ts'
import { Impossible } from '../simulated-platform.ts'
import type { InputView } from '../view/message-view.ts'
import type { TemplateField } from './card-template.ts'

/** The field types of the form component, as the page calls them. A checkbox group without MULTI takes one choice. */
const KINDS: Record<string, InputView['kind']> = {
  TEXT: 'text',
  TEXT_AREA: 'multiline',
  NUMBER: 'text',
  SELECT: 'select',
  MULTI_SELECT: 'multi_select',
  DATE: 'date',
  TIME: 'time',
  DATETIME: 'datetime',
  CHECKBOX: 'checkbox',
  SWITCH: 'checkbox',
  CHECKBOX_GROUP: 'select',
  MULTI_CHECKBOX_GROUP: 'multi_select',
}

const FORMS: Record<string, RegExp> = {
  NUMBER: /^-?\d+(\.\d+)?$/,
  DATE: /^\d{4}-\d\d-\d\d$/,
  TIME: /^\d\d:\d\d$/,
  DATETIME: /^\d{4}-\d\d-\d\d \d\d:\d\d$/,
}

/** Undefined for a type that the form component does not have: nothing is drawn for it. */
export function kindOf(field: TemplateField): InputView['kind'] | undefined {
  return Object.hasOwn(KINDS, field.type) ? KINDS[field.type] : undefined
}

/** `params.form` of the callback. Throws {@link Impossible} for what the client would not let a person enter or send. */
export function formValues(
  fields: readonly TemplateField[],
  entered: Record<string, unknown>,
): Record<string, unknown> {
  const drawn = fields.filter((field) => kindOf(field) !== undefined)
  const unknown = Object.keys(entered).find((name) => !drawn.some((field) => field.name === name))
  if (unknown !== undefined) throw new Impossible(422, `no input ${unknown} in this form`)
  const coded = drawn.map((field) => {
    const value = entered[field.name] ?? field.defaultValue
    const isEmpty =
      value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
    if (isEmpty && field.required) throw new Impossible(422, `${field.name} is required`)
    return [field.name, isEmpty ? undefined : codeValue(field, value)] as const
  })
  return Object.fromEntries(coded.filter(([, value]) => value !== undefined))
}

/** Drop-downs answer `{index, value}`, several choices as lists inside; groups of boxes answer the values alone. */
function codeValue(field: TemplateField, value: unknown): unknown {
  switch (kindOf(field)) {
    case 'checkbox':
      return value === true || value === 'true'
    case 'select': {
      const index = choiceIn(field, value)
      return field.type === 'SELECT' ? { index, value: field.options[index]?.value } : field.options[index]?.value
    }
    case 'multi_select': {
      const index = (Array.isArray(value) ? value : [value]).map((one) => choiceIn(field, one))
      const values = index.map((one) => field.options[one]?.value)
      return field.type === 'MULTI_SELECT' ? { index, value: values } : values
    }
    default:
      return textIn(field, value)
  }
}

function choiceIn(field: TemplateField, chosen: unknown): number {
  // The default of a drop-down comes as `{index, value}`.
  const wanted = isRecord(chosen) ? chosen.value : chosen
  const index = field.options.findIndex(({ value, text }) => value === wanted || text === wanted)
  if (index < 0) throw new Impossible(422, `${field.name}: ${String(wanted)} is not among the options`)
  return index
}

function textIn(field: TemplateField, value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number') throw new Impossible(422, `${field.name}: not a text`)
  const text = String(value)
  const form = FORMS[field.type]
  if (form && !form.test(text)) throw new Impossible(422, `${field.name}: ${text} is no ${field.type.toLowerCase()}`)
  return text
}
