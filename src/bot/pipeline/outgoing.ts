/** What the outbox holds, and how a use case puts it there: inside its transaction, never sent from it. */
import { AS_TEXT, type ConversationRef, type PostedCard } from '../../domain/conversations/conversation.ts'
import type { Locale, Person } from '../../domain/people/person.ts'
import type { Card } from '../card/card.ts'
import { choices, toText } from '../card/to-text.ts'
import { DEFAULT_LOCALE } from '../i18n/speech.ts'
import { type Opening, openMenu } from './open-prompt.ts'

/** JSON in the outbox; the delivery job turns it into a messenger call. A text with a posted card's id can be replied to. */
export type Delivery =
  | { type: 'text'; markdown: string; replyTo?: string }
  | { type: 'card'; card: Card; replyTo?: string }
  | { type: 'edit'; card: Card }

export interface Outbound extends Opening {
  traceId: string
  /** Whom it is said to: who asked, or who is told of something. */
  reader?: Person
}

export interface CardIdentity {
  /** What a reply to the message is about, e.g. `T-3`. */
  ref: string
  view: string
  audienceId?: string
}

/** With an identity, the message is remembered, so that a reply to it finds what it was about. */
export async function sendText(
  out: Outbound,
  to: ConversationRef,
  markdown: string,
  replyTo?: string,
  identity?: CardIdentity,
): Promise<void> {
  const delivery: Delivery = { type: 'text', markdown, ...(replyTo ? { replyTo } : {}) }
  const posted = identity && (await remember(out, out.ids.next(), to, identity, AS_TEXT))
  await add(out, to, 'send', delivery, posted?.id)
}

/**
 * Posts a new card and remembers it, so that later changes of its object can edit it. A chat that wants words only gets
 * its text, and the buttons as a menu.
 */
export async function postCard(
  out: Outbound,
  to: ConversationRef,
  card: Card,
  identity: CardIdentity,
  replyTo?: string,
): Promise<void> {
  if ((await out.tx.chatModes.of(to)).textOnly) return postAsText(out, to, card, identity, replyTo)
  const posted = await remember(out, out.ids.next(), to, identity)
  const delivery: Delivery = { type: 'card', card, ...(replyTo ? { replyTo } : {}) }
  await add(out, to, 'send', delivery, posted.id)
}

async function postAsText(
  out: Outbound,
  to: ConversationRef,
  card: Card,
  identity: CardIdentity,
  replyTo: string | undefined,
): Promise<void> {
  const buttons = choices(card)
  // A question's numbers are its own prompt's.
  const hasMenu = identity.view !== 'prompt' && buttons.length > 0
  const id = hasMenu ? (await openMenu(out, to, buttons, out.reader?.id)).id : out.ids.next()
  const posted = await remember(out, id, to, identity, AS_TEXT)
  const markdown = toText(card, localeOf(out, to, identity))
  const delivery: Delivery = { type: 'text', markdown, ...(replyTo ? { replyTo } : {}) }
  await add(out, to, 'send', delivery, posted.id)
}

/** An object's card in a group is everybody's; all else is said to its one reader. */
function localeOf({ reader }: Outbound, to: ConversationRef, { view }: CardIdentity): Locale {
  const shared = to.kind === 'group' && view !== 'prompt' && view !== 'answer'
  return shared ? DEFAULT_LOCALE : (reader?.locale ?? DEFAULT_LOCALE)
}

async function remember(
  out: Outbound,
  id: string,
  conversation: ConversationRef,
  { ref, view, audienceId }: CardIdentity,
  degraded?: typeof AS_TEXT,
): Promise<PostedCard> {
  const posted: PostedCard = {
    id,
    objectRef: ref,
    view,
    conversation,
    createdAt: out.now,
    traceId: out.traceId,
    ...(audienceId ? { audienceId } : {}),
    ...(degraded ? { degraded } : {}),
  }
  await out.tx.cards.save(posted)
  return posted
}

/**
 * Edits a posted card. Returns the outbox id, so that a click's own answer can make the edit needless; undefined for
 * what was posted as words: those stay as they were said.
 */
export async function editCard(
  out: Outbound,
  posted: PostedCard,
  card: Card,
  notBefore?: Date,
): Promise<string | undefined> {
  if (posted.degraded === AS_TEXT) return undefined
  // The platform showed its words for want of the card, and would be sent a new card instead.
  if (posted.degraded === 'text' && (await out.tx.chatModes.of(posted.conversation)).textOnly) return undefined
  return add(out, posted.conversation, 'edit', { type: 'edit', card }, posted.id, notBefore)
}

async function add(
  out: Outbound,
  conversation: ConversationRef,
  kind: 'send' | 'edit',
  delivery: Delivery,
  cardId?: string,
  notBefore?: Date,
): Promise<string> {
  const id = out.ids.next()
  await out.tx.outbox.add({
    id,
    conversation,
    kind,
    payload: delivery,
    createdAt: out.now,
    traceId: out.traceId,
    ...(cardId ? { cardId } : {}),
    ...(notBefore ? { notBefore } : {}),
  })
  return id
}
