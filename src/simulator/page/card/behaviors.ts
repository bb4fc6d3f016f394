import { safeUrl } from '../text/safe-url.ts'
import { type Json, listAt, stringAt } from './json.ts'

const ofType = (element: Json, type: string) =>
  listAt(element, 'behaviors').find((behavior) => stringAt(behavior, 'type') === type)

/** The callback behaviour of an element, if it has one. */
export const callbackOf = (element: Json) => ofType(element, 'callback')

/** The address that an element opens on a desktop, if it is a safe link. */
export function linkOf(element: Json): string | undefined {
  const behavior = ofType(element, 'open_url')
  return behavior && safeUrl(stringAt(behavior, 'pc_url') || stringAt(behavior, 'default_url'))
}

/** Opens the link of an element in a new window that cannot reach back. */
export function openLinks(element: Json): void {
  const link = linkOf(element)
  if (link) window.open(link, '_blank', 'noopener,noreferrer')
}
