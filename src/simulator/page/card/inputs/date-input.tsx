import { fieldWords } from '../../text/clock.ts'
import { type Json, stringAt } from '../json.ts'
import { FieldFrame } from './field-frame.tsx'
import { useField } from './use-field.ts'

const KINDS: Record<string, 'date' | 'time' | 'datetime-local'> = {
  date_picker: 'date',
  picker_time: 'time',
  picker_datetime: 'datetime-local',
}

/** A date, a time of day, or both; values are spelled as the card schema does (`2024-04-29 07:07`). */
export function DateInput({ element }: { element: Json }) {
  const field = useField(element)
  const type = KINDS[stringAt(element, 'tag')] ?? 'date'
  const words = fieldWords(String(field.value))
  return (
    <FieldFrame field={field}>
      <input
        id={field.id}
        name={field.name}
        type={type}
        value={String(field.value).replace(' ', 'T')}
        disabled={field.disabled}
        required={field.required}
        aria-invalid={field.missing}
        onChange={(event) => field.change(event.currentTarget.value.replace('T', ' '))}
      />
      {words && <span class="field-hint">{words}</span>}
    </FieldFrame>
  )
}
