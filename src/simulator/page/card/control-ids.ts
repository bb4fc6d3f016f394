import type { Json } from './json.ts'
import { elementsOf } from './native.ts'
import { isInput, ownName, walk } from './walk.ts'

function idsOf(controls: readonly Json[], prefix: string): [Json, string][] {
  return controls.map((control, index) => [control, ownName(control) || `${prefix}${index + 1}`])
}

/**
 * The ids by which clicks name a card's controls: `name`, else `element_id`, else `b<n>` for buttons and `i<n>` for
 * inputs, where n counts all buttons (inputs) of the card from 1, depth first in document order. The server extracts
 * them by the same rule. Keys are the very objects of the card.
 */
export function controlIds(card: Json): Map<Json, string> {
  const elements = walk(elementsOf(card))
  const buttons = elements.filter((element) => element.tag === 'button')
  const inputs = elements.filter(isInput)
  return new Map([...idsOf(buttons, 'b'), ...idsOf(inputs, 'i')])
}
