/** A bare number in reply to a message of ours: the button that stands there under it. */
import { AS_TEXT, type PostedCard } from '../../domain/conversations/conversation.ts'
import type { Args } from '../actions/slot.ts'
import { choices } from '../card/to-text.ts'
import type { BaseContext } from './perform.ts'
import { renderPosted } from './render-object.ts'

export interface Choice {
  action: string
  args: Args
}

/**
 * For any reader and at any time: like a click, the action itself decides whether it may and can. What was posted as
 * words says forever what it said then, so its own numbering counts; what the platform showed as words for want of the
 * card follows its object. Undefined if there is no such number, for cards (they show none), and for questions, which
 * are answered as such.
 */
export async function choiceOfQuoted(
  base: BaseContext,
  posted: PostedCard,
  number: number,
): Promise<Choice | undefined> {
  if (posted.view === 'prompt') return undefined
  if (posted.degraded === AS_TEXT) {
    const option = (await base.tx.prompts.byId(posted.id))?.options[number - 1]
    return option?.action === undefined ? undefined : { action: option.action, args: option.args }
  }
  const card = posted.degraded === 'text' ? await renderPosted(base, posted) : undefined
  const button = card && choices(card)[number - 1]
  return button && { action: button.action, args: button.args }
}
