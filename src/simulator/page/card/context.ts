import { createContext, type FunctionComponent } from 'preact'
import { useContext } from 'preact/hooks'
import type { FormValue } from '../api/types.ts'
import type { FormValues, Option } from './form-values.ts'
import type { Json } from './json.ts'

/** What the elements of one card share. */
export interface CardTools {
  /** Ids of buttons and inputs. */
  ids: ReadonlyMap<Json, string>
  /** The line above an input, empty where there is none. */
  captions: ReadonlyMap<Json, string>
  /** The button that waits for its answer; the others wait with it. */
  busy: string | undefined
  press(button: string, values?: FormValues): Promise<void>
  memberOptions: readonly Option[]
  /** Draws nested elements; handed down so that containers need not know every element. */
  Elements: FunctionComponent<{ items: readonly Json[]; gap?: string | undefined }>
}

export const CardContext = createContext<CardTools | undefined>(undefined)

export function useCard(): CardTools {
  const tools = useContext(CardContext)
  if (!tools) throw new Error('A card element was drawn outside a card.')
  return tools
}

export interface FormTools {
  values: FormValues
  missing: readonly string[]
  set(name: string, value: FormValue): void
  /** Runs `send` with the values, empty ones too, if every required field holds something. */
  submit(send: (values: FormValues) => void): void
  reset(): void
}

export const FormContext = createContext<FormTools | undefined>(undefined)
export const useForm = () => useContext(FormContext)
