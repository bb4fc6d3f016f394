import type { FormBlock, Input, InputKind } from '../../../bot/card/card.ts'
import { plainText } from './markdown.ts'

/** The form component has no picker of people without given ones: a name is typed then. */
const TYPE: Record<InputKind, string> = {
  text: 'TEXT',
  paragraph: 'TEXT_AREA',
  number: 'NUMBER',
  date: 'DATE',
  person: 'SELECT',
  choice: 'SELECT',
}

/** The form variable of a template: `{"fields": [{name, label, type, required, placeholder?, options?, defaultValue?}]}`. */
export function formVariable(forms: readonly FormBlock[]): string {
  const inputs = forms.flatMap((form) => form.inputs)
  return inputs.length === 0 ? '' : JSON.stringify({ fields: inputs.map(fieldOf) })
}

function fieldOf(input: Input): Record<string, unknown> {
  const options = (input.options ?? []).map(({ value, label }) => ({ value, text: plainText(label) }))
  const type = input.kind === 'person' && options.length === 0 ? 'TEXT' : TYPE[input.kind]
  return {
    name: input.name,
    label: plainText(input.label),
    type,
    required: input.required,
    ...(input.placeholder && { placeholder: input.placeholder }),
    ...(type === 'SELECT' && { options }),
    ...defaultOf(type, options, input.initial),
  }
}

/** A drop-down names its default by place and value; one that is not among the options has none. */
function defaultOf(
  type: string,
  options: readonly { value: string }[],
  initial: string | undefined,
): { defaultValue?: unknown } {
  if (!initial) return {}
  if (type !== 'SELECT') return { defaultValue: initial }
  const index = options.findIndex(({ value }) => value === initial)
  return index < 0 ? {} : { defaultValue: { index, value: initial } }
}
