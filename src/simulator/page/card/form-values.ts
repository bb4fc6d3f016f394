import type { FormValue } from '../api/types.ts'
import { isJson, type Json, listAt, stringAt, stringsAt } from './json.ts'

export type FormValues = Record<string, FormValue>

const INPUT_TAGS = new Set([
  'input',
  'select_static',
  'multi_select_static',
  'select_person',
  'multi_select_person',
  'date_picker',
  'picker_time',
  'picker_datetime',
  'checker',
  'select_img',
])

const isMulti = (tag: string) => tag.startsWith('multi_')

export const isInput = (element: Json) => INPUT_TAGS.has(stringAt(element, 'tag'))

/** What the person sees in a field before touching it. */
export function initialValue(element: Json): FormValue {
  const tag = stringAt(element, 'tag')
  if (isMulti(tag) || (tag === 'select_img' && element.multi_select === true)) {
    return stringsAt(element, 'selected_values')
  }
  if (tag === 'checker') return element.checked === true
  for (const key of ['default_value', 'initial_option', 'initial_user', 'initial_date', 'initial_time']) {
    const stated = stringAt(element, key)
    if (stated) return stated
  }
  return stringAt(element, 'initial_datetime')
}

/** Every input-like element under an element, in document order. */
export function inputsIn(element: Json): Json[] {
  const nested = ['elements', 'columns'].flatMap((key) => listAt(element, key)).flatMap(inputsIn)
  return isInput(element) ? [element, ...nested] : nested
}

export function initialValues(form: Json): FormValues {
  return Object.fromEntries(inputsIn(form).map((input) => [stringAt(input, 'name'), initialValue(input)]))
}

const isEmpty = (value: FormValue | undefined) =>
  value === undefined || value === false || (typeof value !== 'boolean' && value.length === 0)

/** Names of required inputs that hold nothing, as the Feishu client checks before it sends anything. */
export function missingRequired(form: Json, values: FormValues): string[] {
  return inputsIn(form)
    .filter((input) => input.required === true && isEmpty(values[stringAt(input, 'name')]))
    .map((input) => stringAt(input, 'name'))
}

/** The values to send: fields left empty are not sent, an unticked box is. */
export function filledValues(values: FormValues): FormValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value === false || !isEmpty(value)))
}

export interface Option {
  value: string
  label: string
}

/** Options of a choice; a person option has no text, so its label is looked up by the caller's resolver. */
export function optionsOf(element: Json, nameOf: (id: string) => string): Option[] {
  return listAt(element, 'options').map((option) => {
    const value = stringAt(option, 'value')
    const text = isJson(option.text) ? stringAt(option.text, 'content') : stringAt(option, 'text')
    return { value, label: text || nameOf(value) }
  })
}
