import type { ComponentChildren } from 'preact'
import type { Field } from './use-field.ts'

interface FrameProps {
  field: Field
  /** A group of controls is named by its legend, a single one by a label. */
  group?: boolean
  children: ComponentChildren
}

function Words({ field }: { field: Field }) {
  return (
    <>
      {field.label || field.placeholder || field.name}
      {field.required && (
        <span class="required" aria-hidden="true">
          *
        </span>
      )}
    </>
  )
}

/** Label, required mark and the red frame of a field that was left empty. */
export function FieldFrame({ field, group = false, children }: FrameProps) {
  const hidden = field.label === '' && !field.required ? 'sr-only' : 'field-label'
  const state = field.missing ? 'field field-missing' : 'field'
  if (group) {
    return (
      <fieldset class={state}>
        <legend class={hidden}>
          <Words field={field} />
        </legend>
        {children}
      </fieldset>
    )
  }
  return (
    <div class={state}>
      <label class={hidden} for={field.id}>
        <Words field={field} />
      </label>
      {children}
    </div>
  )
}
