/** Renders an object's card as it is now, and edits the cards of objects that changed. */
import { AS_TEXT, conversationKey, type PostedCard } from '../../domain/conversations/conversation.ts'
import type { Person } from '../../domain/people/person.ts'
import type { Card } from '../card/card.ts'
import { DEFAULT_LOCALE, speechFor } from '../i18n/speech.ts'
import type { ViewContext } from '../views/view.ts'
import { renderView } from '../views/views.ts'
import { editCard, type Outbound } from './outgoing.ts'
import { sayFor } from './say.ts'

export type Setting = Pick<ViewContext, 'tx' | 'now' | 'today' | 'zone' | 'calendar' | 'people'>

/** Undefined if the object is gone or the view is not one that changes with it. */
export async function renderPosted(
  setting: Setting,
  posted: Pick<PostedCard, 'objectRef' | 'view' | 'conversation' | 'audienceId'>,
): Promise<Card | undefined> {
  const reader: Person | undefined = posted.audienceId ? setting.people.get(posted.audienceId) : undefined
  const speech = speechFor(reader?.locale ?? DEFAULT_LOCALE)
  const context: ViewContext = {
    tx: setting.tx,
    now: setting.now,
    today: setting.today,
    zone: setting.zone,
    calendar: setting.calendar,
    people: setting.people,
    conversation: posted.conversation,
    speech,
    say: sayFor(speech, setting.people, setting.today, setting.zone),
    ...(reader ? { reader } : {}),
  }
  return renderView(posted.view, context, posted.objectRef)
}

/** Charts show a moment and say which; they are asked for again, never edited. */
export const SNAPSHOTS: ReadonlySet<string> = new Set(['gantt', 'progress'])

/**
 * Edits every live card of the changed objects. Live is the newest card of an object per chat and view: older copies
 * stay as they were and answer with the present state when they are clicked.
 * `clicked` is the card whose click is being answered: its edit waits for `clicked.notBefore`, and its id is returned.
 */
export async function refreshCards(
  out: Outbound,
  setting: Setting,
  refs: readonly string[],
  clicked?: { messageId: string; notBefore: Date },
): Promise<string | undefined> {
  let clickedEdit: string | undefined
  for (const ref of new Set(refs)) {
    const live = (await setting.tx.cards.byObject(ref)).filter(
      ({ view, degraded }) => !SNAPSHOTS.has(view) && degraded !== AS_TEXT,
    )
    for (const posted of newestPerChat(live)) {
      // Posted by this very transaction: it shows the new state, and what the answer said beside it.
      if (posted.messageId === undefined && posted.createdAt >= setting.now) continue
      const card = await renderPosted(setting, posted)
      if (!card) continue
      const isClicked = clicked !== undefined && posted.messageId === clicked.messageId
      const id = await editCard(out, posted, card, isClicked ? clicked.notBefore : undefined)
      if (isClicked) clickedEdit = id
    }
  }
  return clickedEdit
}

function newestPerChat(cards: readonly PostedCard[]): readonly PostedCard[] {
  const newest = new Map<string, PostedCard>()
  for (const card of cards) {
    const key = `${conversationKey(card.conversation)}|${card.view}`
    const known = newest.get(key)
    if (!known || known.createdAt <= card.createdAt) newest.set(key, card)
  }
  return [...newest.values()]
}
