/**
 * What the product's card template makes of its variables, which are all texts: `title`, `tag`, `tone` (colour of the
 * header), `summary` (chat lists only), `body` (markdown), `image` (mediaId), `buttons` and `form_btn` (JSON lists of
 * `{id, label, style, disabled}`; each calls back with its `id` as the actionId), `form` (JSON `{"fields": […]}`),
 * `card_status`, and `notice` (a line for one viewer). What cannot be read is not drawn.
 */
import { isRecord, type Json, listAt, parseJson, parseRecord, stringAt } from '../json.ts'
import type { Params } from './cards.ts'

export interface TemplateButton {
  id: string
  label: string
  disabled: boolean
  /** Sends the values of the form along. */
  submits: boolean
}

export interface TemplateField {
  name: string
  label: string
  type: string
  required: boolean
  options: { value: string; text: string }[]
  defaultValue: unknown
}

/** `buttons`, then `form_btn`: JSON lists over which the template loops. */
export function templateButtons(params: Params): TemplateButton[] {
  return [...buttonsIn(params.buttons, false), ...buttonsIn(params.form_btn, true)]
}

/** The fields of `form`: JSON text `{"fields": […]}`, or empty. */
export function templateFields(params: Params): TemplateField[] {
  const form = parseRecord(params.form ?? '')
  return listAt(form, 'fields')
    .filter(isRecord)
    .map((field) => ({
      name: stringAt(field, 'name'),
      label: stringAt(field, 'label'),
      type: stringAt(field, 'type'),
      required: field.required === true,
      options: optionsOf(field),
      defaultValue: field.defaultValue,
    }))
    .filter(({ name }) => name !== '')
}

function optionsOf(field: Json): { value: string; text: string }[] {
  return listAt(field, 'options').map((option) => ({
    value: stringAt(option, 'value'),
    text: stringAt(option, 'text'),
  }))
}

function buttonsIn(list: string | undefined, submits: boolean): TemplateButton[] {
  const items = parseJson(list ?? '')
  if (!Array.isArray(items)) return []
  return items
    .filter(isRecord)
    .map((item) => ({
      id: stringAt(item, 'id'),
      label: stringAt(item, 'label'),
      disabled: item.disabled === true || item.disabled === 'true',
      // Cancelling needs no required field.
      submits: submits && stringAt(item, 'style') !== 'default',
    }))
    .filter(({ id }) => id !== '')
}
