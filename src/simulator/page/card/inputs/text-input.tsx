import { Icon } from '../../ui/icon.tsx'
import { type Json, numberAt, stringAt } from '../json.ts'
import { FieldFrame } from './field-frame.tsx'
import { type Field, useField } from './use-field.ts'

function attributes(field: Field, element: Json) {
  return {
    id: field.id,
    name: field.name,
    value: String(field.value),
    placeholder: field.placeholder,
    maxLength: numberAt(element, 'max_length') ?? 1000,
    disabled: field.disabled,
    required: field.required,
    'aria-invalid': field.missing,
  }
}

/** One line, several lines, or a password. */
export function TextInput({ element }: { element: Json }) {
  const field = useField(element)
  const common = attributes(field, element)
  if (stringAt(element, 'input_type') === 'multiline_text') {
    return (
      <FieldFrame field={field}>
        <textarea
          {...common}
          rows={numberAt(element, 'rows') ?? 3}
          onInput={(event) => field.hold(event.currentTarget.value)}
        />
      </FieldFrame>
    )
  }
  return (
    <FieldFrame field={field}>
      <span class="input-line">
        <input
          {...common}
          type={stringAt(element, 'input_type') === 'password' ? 'password' : 'text'}
          autoComplete="off"
          onInput={(event) => field.hold(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.isComposing) field.commit()
          }}
        />
        {!field.inForm && (
          <button type="button" class="icon-button" aria-label="提交" disabled={field.disabled} onClick={field.commit}>
            <Icon name="send" />
          </button>
        )}
      </span>
    </FieldFrame>
  )
}
