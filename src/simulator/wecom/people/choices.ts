import { Impossible } from '../../simulated-platform.ts'
import type { CardInput, Choice } from '../cards/controls.ts'

/**
 * What is chosen in each question of the card when it is submitted: the values given, by value or label, else what was
 * chosen from the start. Throws Impossible (422) for what the client would not let a person choose.
 */
export function choicesOf(inputs: readonly CardInput[], values: Record<string, unknown>): Choice[] {
  const unknown = Object.keys(values).find((name) => !inputs.some((input) => input.name === name))
  if (unknown !== undefined) throw new Impossible(422, `no input ${unknown} in this card`)
  return inputs.map((input) => ({ questionKey: input.name, optionIds: chosenIn(input, values[input.name]) }))
}

function chosenIn(input: CardInput, value: unknown): string[] {
  const given = value === undefined || value === '' ? undefined : Array.isArray(value) ? value : [value]
  if (given && input.disabled) throw new Impossible(422, `${input.name} cannot be changed`)
  const chosen = [...new Set(given?.map((choice) => optionFor(input, choice)) ?? input.preset)]
  if (chosen.length === 0 && input.required) throw new Impossible(422, `${input.name} is required`)
  if (chosen.length > 1 && input.kind === 'select') throw new Impossible(422, `${input.name}: one choice only`)
  return chosen
}

function optionFor(input: CardInput, choice: unknown): string {
  const found = input.options.find(({ value, label }) => value === choice || label === choice)
  if (!found) throw new Impossible(422, `${input.name}: ${String(choice)} is not among the options`)
  return found.value
}
