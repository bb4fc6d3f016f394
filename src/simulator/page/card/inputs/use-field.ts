import { useId, useState } from 'preact/hooks'
import type { FormValue } from '../../api/types.ts'
import { useCard, useForm } from '../context.ts'
import { initialValue } from '../form-values.ts'
import { type Json, textAt } from '../json.ts'

export interface Field {
  id: string
  name: string
  value: FormValue
  /** Its own label, empty if it has none. */
  label: string
  /** The line above it, empty if there is none. */
  caption: string
  placeholder: string
  required: boolean
  missing: boolean
  disabled: boolean
  /** Takes a value; outside a form a picker also tells the service at once, as Feishu does. */
  change(value: FormValue): void
  /** Takes a value without telling anybody yet (typing). */
  hold(value: FormValue): void
  /** Tells the service what is held, outside a form only. */
  commit(): void
  inForm: boolean
}

/** Binds an input element to its form, or to the service when it stands alone. */
export function useField(element: Json): Field {
  const id = useId()
  const card = useCard()
  const form = useForm()
  const [alone, setAlone] = useState<FormValue>(() => initialValue(element))
  const name = card.ids.get(element) ?? ''
  const hold = (value: FormValue) => (form ? form.set(name, value) : setAlone(value))
  const tell = (value: FormValue) => {
    if (!form) void card.press(name, { [name]: value })
  }
  const value = form ? (form.values[name] ?? '') : alone
  return {
    id,
    name,
    value,
    label: textAt(element, 'label'),
    caption: card.captions.get(element) ?? '',
    placeholder: textAt(element, 'placeholder'),
    required: element.required === true,
    missing: form?.missing.includes(name) ?? false,
    disabled: element.disabled === true || card.busy !== undefined,
    hold,
    change: (next) => {
      hold(next)
      tell(next)
    },
    commit: () => tell(value),
    inForm: form !== undefined,
  }
}
