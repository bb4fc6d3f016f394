import { Markdown } from '../../markdown/markdown-view.tsx'
import { type Json, objectAt, textAt } from '../json.ts'
import { useField } from './use-field.ts'

/** A task-like line with a box to tick. */
export function Checker({ element }: { element: Json }) {
  const field = useField(element)
  const struck = field.value === true && objectAt(element, 'checked_style')?.show_strikethrough === true
  return (
    <label class={`choice checker ${struck ? 'checked' : ''} ${field.missing ? 'field-missing' : ''}`}>
      <input
        type="checkbox"
        name={field.name}
        checked={field.value === true}
        disabled={field.disabled}
        onChange={(event) => field.change(event.currentTarget.checked)}
      />
      <Markdown source={textAt(element, 'text')} />
    </label>
  )
}
