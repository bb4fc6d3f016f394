import type { ComponentChildren } from 'preact'
import type { Field } from './use-field.ts'

/** What a frame says of its field. */
type Framed = Pick<Field, 'id' | 'name' | 'label' | 'caption' | 'placeholder' | 'required' | 'missing'>

interface FrameProps {
  field: Framed
  /** A group of controls is named by its legend, a single one by a label. */
  group?: boolean
  children: ComponentChildren
}

const SAYS_REQUIRED = /必填|\*\s*$/

/** What stands at a field: its name, hidden where a caption shows it already, and one sign that it is required. */
function Words({ field }: { field: Framed }) {
  const shown = field.label || field.caption
  const star = field.required && !SAYS_REQUIRED.test(shown)
  return (
    <>
      <span class={field.label || (star && !field.caption) ? undefined : 'sr-only'}>
        {shown || field.placeholder || field.name}
      </span>
      {star && (
        <span class="required" aria-hidden="true">
          *
        </span>
      )}
    </>
  )
}

/** Label, required mark and the red frame of a field that was left empty. */
export function FieldFrame({ field, group = false, children }: FrameProps) {
  const marked = field.required && !SAYS_REQUIRED.test(field.caption)
  const label = field.label === '' && !marked ? 'sr-only' : 'field-label'
  const state = field.missing ? 'field field-missing' : 'field'
  if (group) {
    return (
      <fieldset class={state}>
        <legend class={label}>
          <Words field={field} />
        </legend>
        {children}
      </fieldset>
    )
  }
  return (
    <div class={state}>
      <label class={label} for={field.id}>
        <Words field={field} />
      </label>
      {children}
    </div>
  )
}
