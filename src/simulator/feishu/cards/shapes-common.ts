import { anything, bool, type Fields, integer, list, matching, object, oneOf, text } from './shape.ts'

const i18n = object({ zh_cn: text(), en_us: text(), ja_jp: text(), zh_hk: text(), zh_tw: text() })

export const elementId = matching(/^[A-Za-z][A-Za-z0-9_]{0,19}$/)
/** Pixels or one to four of them: `12px`, `4px 8px`. */
export const pixels = matching(/^-?\d{1,3}px( -?\d{1,3}px){0,3}$/)
export const spacing = matching(/^(small|medium|large|extra_large|\d{1,2}px)$/)
export const colour = text(60)
export const align = oneOf('left', 'center', 'right')
export const verticalAlign = oneOf('top', 'center', 'bottom')

export const icon = object(
  { tag: oneOf('standard_icon', 'custom_icon'), token: text(), color: colour, img_key: text(), size: text() },
  ['tag'],
)

const textFields: Fields = {
  content: text(),
  text_size: text(),
  text_color: colour,
  text_align: align,
  lines: integer(1, 100),
  i18n_content: i18n,
}

export const plainText = object({ tag: oneOf('plain_text'), ...textFields }, ['tag'])
export const anyText = object({ tag: oneOf('plain_text', 'lark_md'), ...textFields }, ['tag'])
/** A plain text of limited length. */
export function shortText(longest: number) {
  return object({ tag: oneOf('plain_text'), ...textFields, content: text(longest) }, ['tag'])
}

const url = { url: text(), default_url: text(), pc_url: text(), ios_url: text(), android_url: text() }
export const cardLink = object(url)

const callback = object({ type: oneOf('callback'), value: anything }, ['type', 'value'])
const openUrl = object({ type: oneOf('open_url'), ...url }, ['type'])
const formAction = object({ type: oneOf('form_action'), behavior: oneOf('submit', 'reset') }, ['type'])

export const behaviors = list((value, path) => {
  const type = typeof value === 'object' && value !== null ? (value as { type?: unknown }).type : undefined
  if (type === 'open_url') openUrl(value, path)
  else if (type === 'form_action') formAction(value, path)
  else callback(value, path)
})

export const confirm = object({ title: plainText, text: plainText }, ['title', 'text'])

/** What every element may carry. */
export const base: Fields = { tag: text(), element_id: elementId, margin: pixels }

/** What everything that takes a value may carry. */
export const inputBase: Fields = {
  ...base,
  name: text(100),
  required: bool,
  disabled: bool,
  placeholder: shortText(100),
  width: text(),
  behaviors,
  confirm,
}
