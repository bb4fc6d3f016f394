import type { FormValue } from '../api/types.ts'
import { isJson, type Json, listAt, stringAt, stringsAt } from './json.ts'
import { isInput, ownName, walk } from './walk.ts'

export type FormValues = Record<string, FormValue>

const isMulti = (tag: string) => tag.startsWith('multi_')

/** What the person sees in a field before touching it. */
export function initialValue(element: Json): FormValue {
  const tag = stringAt(element, 'tag')
  if (isMulti(tag)) return stringsAt(element, 'selected_values')
  if (tag === 'checker') return element.checked === true
  for (const key of ['default_value', 'initial_option', 'initial_user', 'initial_date', 'initial_time']) {
    const stated = stringAt(element, key)
    if (stated) return stated
  }
  return stringAt(element, 'initial_datetime')
}

/** Every input-like element of a form, in document order. */
export const inputsIn = (form: Json) => walk(listAt(form, 'elements')).filter(isInput)

export function initialValues(form: Json): FormValues {
  return Object.fromEntries(inputsIn(form).map((input) => [ownName(input), initialValue(input)]))
}

const isEmpty = (value: FormValue | undefined) =>
  value === undefined || value === false || (typeof value !== 'boolean' && value.length === 0)

/** Names of required inputs that hold nothing, as the Feishu client checks before it sends anything. */
export function missingRequired(form: Json, values: FormValues): string[] {
  return inputsIn(form)
    .filter((input) => input.required === true && isEmpty(values[ownName(input)]))
    .map(ownName)
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
