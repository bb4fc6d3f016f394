/** A card in words: beside a template card that cannot hold it all, or instead of an update that WeCom no longer takes. */
import { type Block, type Card, SUBMIT } from '../../../bot/card/card.ts'
import { toText } from '../../../bot/card/to-text.ts'
import { clip } from '../../shared/clip.ts'
import { formWords } from './card-form.ts'
import { TRUNCATED } from './markdown.ts'

const SHORT_CHARACTERS = 400

/** Everything but what is pressed: nobody can answer these words by a number. */
export function wholeText(card: Card): string {
  return toText({ ...card, blocks: card.blocks.flatMap(readable) })
}

/** One short message that says how the object stands now. */
export function shortText(card: Card): string {
  const told = card.blocks.filter(({ kind }) => kind === 'text' || kind === 'fields' || kind === 'table')
  return clip(wholeText({ ...card, blocks: told }), SHORT_CHARACTERS, TRUNCATED)
}

/** A question's buttons are no numbered choices, and its words say how to answer. */
function readable(block: Block): Block[] {
  if (block.kind === 'actions') return []
  if (block.kind !== 'form' || block.buttons.some(({ action }) => action === SUBMIT)) return [block]
  const words = formWords(block)
  return words ? [{ kind: 'text', markdown: words }] : []
}
