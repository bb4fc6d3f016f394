import { useState } from 'preact/hooks'
import { FormContext, type FormTools, useCard } from './context.ts'
import { initialValues, missingRequired } from './form-values.ts'
import { type Json, listAt } from './json.ts'

/** A form: keeps what is typed until the card itself changes, and checks required fields before it sends. */
export function CardForm({ element }: { element: Json }) {
  const { Elements } = useCard()
  const [values, setValues] = useState(() => initialValues(element))
  const [missing, setMissing] = useState<readonly string[]>([])
  const tools: FormTools = {
    values,
    missing,
    set: (name, value) => {
      setValues((before) => ({ ...before, [name]: value }))
      setMissing((names) => names.filter((one) => one !== name))
    },
    submit: (send) => {
      const empty = missingRequired(element, values)
      setMissing(empty)
      if (empty.length === 0) send(values)
    },
    reset: () => {
      setValues(initialValues(element))
      setMissing([])
    },
  }
  return (
    <FormContext.Provider value={tools}>
      <div class="card-form">
        <Elements items={listAt(element, 'elements')} />
        {missing.length > 0 && (
          <p class="form-error" role="alert">
            请填写必填项
          </p>
        )}
      </div>
    </FormContext.Provider>
  )
}
