import { useTalk } from '../../state/talk.ts'
import { useCard } from '../context.ts'
import { optionsOf } from '../form-values.ts'
import { type Json, stringAt } from '../json.ts'
import { FieldFrame } from './field-frame.tsx'
import { useField } from './use-field.ts'

/** One choice of several; people without stated options are all members of the chat. */
export function SelectOne({ element }: { element: Json }) {
  const field = useField(element)
  const talk = useTalk()
  const { memberOptions } = useCard()
  const stated = optionsOf(element, talk.nameOf)
  const people = stringAt(element, 'tag') === 'select_person' && stated.length === 0
  const options = people ? memberOptions : stated
  return (
    <FieldFrame field={field}>
      <select
        id={field.id}
        name={field.name}
        value={String(field.value)}
        disabled={field.disabled}
        required={field.required}
        aria-invalid={field.missing}
        onChange={(event) => field.change(event.currentTarget.value)}
      >
        <option value="">{field.placeholder || '请选择'}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  )
}
