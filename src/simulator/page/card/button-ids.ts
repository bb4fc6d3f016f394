import { isJson, type Json, stringAt } from './json.ts'

function collect(value: unknown, found: Json[]): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, found)
    return
  }
  if (!isJson(value)) return
  if (value.tag === 'button') found.push(value)
  for (const child of Object.values(value)) collect(child, found)
}

/**
 * The ids by which clicks name a card's buttons: `name`, else `element_id`, else `b<n>`, where n counts all
 * buttons of the card from 1, depth first in document order. The server extracts them by the same rule.
 */
export function buttonIds(card: Json): Map<Json, string> {
  const buttons: Json[] = []
  collect(card, buttons)
  return new Map(
    buttons.map((button, index) => [
      button,
      stringAt(button, 'name') || stringAt(button, 'element_id') || `b${index + 1}`,
    ]),
  )
}
