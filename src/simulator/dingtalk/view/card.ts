import type { InputView } from '../../view/message-view.ts'
import { type TemplateField, templateButtons, templateFields } from '../card-template.ts'
import type { Params } from '../cards.ts'
import { kindOf } from '../form-values.ts'
import { imageOf, type ViewBody } from './body.ts'
import { fieldOf } from './fields.ts'
import { firstImage, linesOf, plainLine } from './markdown.ts'

/** An interactive card as the template draws it. The summary is for chat lists and is not drawn. */
export function viewCard(params: Params): ViewBody {
  const { title = '', tag = '', body = '', notice = '', image = '' } = params
  const lines = linesOf(body)
  const text = [tag, ...lines.map(plainLine), notice].filter((line) => line !== '')
  const inputs = templateFields(params).flatMap((field) => inputOf(field) ?? [])
  return {
    kind: 'card',
    title,
    text: text.join('\n'),
    fields: lines.flatMap((line) => fieldOf(line) ?? []),
    buttons: templateButtons(params).map(({ id, label, disabled }) => ({ id, label, disabled })),
    inputs,
    mentions: [],
    ...imageOf(image || firstImage(body)),
  }
}

function inputOf(field: TemplateField): InputView | undefined {
  const kind = kindOf(field)
  if (kind === undefined) return undefined
  const options = field.options.map(({ value, text }) => ({ value, label: text }))
  const { name, label, required } = field
  return { name, kind, label, required, ...(options.length > 0 ? { options } : {}) }
}
