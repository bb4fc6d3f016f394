import { listAt, stringAt } from '../../json.ts'
import { Impossible } from '../../simulated-platform.ts'
import type { Chat, Directory } from '../directory.ts'
import type { InputNode } from '../view/card-nodes.ts'
import { optionsOf } from '../view/card-view.ts'

/** A value that the client would not let a person enter. */
export class ImpossibleValue extends Impossible {
  constructor(sentence: string) {
    super(422, sentence)
  }
}

const FORMS: Record<string, RegExp> = {
  date: /^\d{4}-\d\d-\d\d$/,
  time: /^\d\d:\d\d$/,
  datetime: /^\d{4}-\d\d-\d\d \d\d:\d\d$/,
}
/** The client appends the offset of its own zone. */
const ZONE = ' +0800'

/**
 * Codes what was entered as the platform does: an input always a string, dates with the zone, people as open_ids, several
 * choices as an array, a checker as a boolean. Undefined: nothing was entered and nothing was preset.
 */
export function codeValue(directory: Directory, chat: Chat, input: InputNode, entered: unknown): unknown {
  const value = entered ?? presetOf(input)
  if (input.kind === 'text' || input.kind === 'multiline') return textValue(input, value ?? '')
  if (input.kind === 'checkbox') return value === true
  if (value === undefined || value === '') return undefined
  const form = FORMS[input.kind]
  if (form) return dateValue(input, form, value)
  const choices = optionsOf(directory, chat, input) ?? []
  const pick = (choice: unknown) => choiceValue(directory, input, choices, choice)
  if (!input.kind.startsWith('multi_')) return pick(value)
  return Array.isArray(value) ? value.map(pick) : [pick(value)]
}

/** True when a required input was left empty: the client does not send the form then. */
export function isMissing(input: InputNode, value: unknown): boolean {
  if (input.element.required !== true) return false
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

function presetOf(input: InputNode): unknown {
  const { element } = input
  const list = listAt(element, 'selected_values')
  if (list.length > 0) return list
  if (input.kind === 'checkbox') return element.checked === true
  const keys = ['default_value', 'initial_option', 'initial_date', 'initial_time', 'initial_datetime']
  return keys.map((key) => stringAt(element, key)).find((text) => text !== '')
}

function textValue(input: InputNode, value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number') throw new ImpossibleValue(`${input.name}: not a text`)
  const text = String(value)
  const longest = typeof input.element.max_length === 'number' ? input.element.max_length : 1000
  if (text.length > longest) throw new ImpossibleValue(`${input.name}: longer than ${longest} characters`)
  return text
}

function dateValue(input: InputNode, form: RegExp, value: unknown): string {
  if (typeof value === 'string' && form.test(value)) return value + ZONE
  throw new ImpossibleValue(`${input.name}: ${String(value)} is no ${input.kind}`)
}

function choiceValue(
  directory: Directory,
  input: InputNode,
  choices: { value: string; label: string }[],
  chosen: unknown,
): string {
  const openId = input.kind.endsWith('person') ? directory.person(String(chosen))?.openId : undefined
  const found = choices.find(({ value, label }) => value === (openId ?? chosen) || label === chosen)
  if (!found) throw new ImpossibleValue(`${input.name}: ${String(chosen)} is not among the options`)
  return found.value
}
