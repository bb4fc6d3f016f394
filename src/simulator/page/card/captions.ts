import { parseInline } from '../markdown/inline.ts'
import { wordsOf } from '../markdown/words.ts'
import { type Json, listAt, stringAt, textAt } from './json.ts'
import { elementsOf } from './native.ts'
import { isInput } from './walk.ts'

const MAX_LENGTH = 40

/** The words of a short line of text, without a closing colon; nothing for every other element. */
function captionIn(element: Json | undefined): string {
  if (!element || stringAt(element, 'tag') === 'button') return ''
  const source = stringAt(element, 'tag') === 'markdown' ? stringAt(element, 'content') : textAt(element, 'text')
  const words = wordsOf(parseInline(source)).trim()
  return words.length <= MAX_LENGTH && !words.includes('\n') ? words.replace(/[:：]$/, '') : ''
}

function captionsAmong(siblings: readonly Json[]): [Json, string][] {
  return siblings.flatMap((element, index): [Json, string][] => [
    ...(isInput(element) ? [[element, captionIn(siblings[index - 1])] as [Json, string]] : []),
    ...captionsAmong(listAt(element, 'elements')),
    ...captionsAmong(listAt(element, 'columns')),
  ])
}

/** The short line above each input, by which people read a picker: pickers have no label of their own. */
export const captionsOf = (card: Json): Map<Json, string> => new Map(captionsAmong(elementsOf(card)))
