import { type Json, listAt, stringAt } from './json.ts'

/** Tags that take a value from a person, in the words of the card schema. */
const INPUT_TAGS = new Set([
  'input',
  'select_static',
  'multi_select_static',
  'select_person',
  'multi_select_person',
  'date_picker',
  'picker_time',
  'picker_datetime',
  'checker',
  'overflow',
])

export const isInput = (element: Json) => INPUT_TAGS.has(stringAt(element, 'tag'))

/** The name that an element carries itself. */
export const ownName = (element: Json) => stringAt(element, 'name') || stringAt(element, 'element_id')

/** All elements under a list, depth first in document order. */
export function walk(elements: readonly Json[]): Json[] {
  return elements.flatMap((element) => [
    element,
    ...walk(listAt(element, 'elements')),
    ...walk(listAt(element, 'columns')),
  ])
}
