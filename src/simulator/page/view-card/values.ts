import type { FormValue, Input } from '../api/types.ts'
import type { FormValues } from '../card/form-values.ts'

const isEmpty = (value: FormValue | undefined) =>
  value === undefined || value === false || (typeof value !== 'boolean' && value.length === 0)

/** What was entered; what was left empty is not sent. */
export function enteredValues(inputs: readonly Input[], values: FormValues): FormValues {
  const entered = inputs.flatMap(({ name }) => {
    const value = values[name]
    return value === undefined || isEmpty(value) ? [] : [[name, value] as const]
  })
  return Object.fromEntries(entered)
}

/** Names of required inputs that hold nothing. */
export const missingInputs = (inputs: readonly Input[], values: FormValues): string[] =>
  inputs.filter(({ name, required }) => required && isEmpty(values[name])).map(({ name }) => name)
