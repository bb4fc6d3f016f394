/** What the outbox holds, and how a use case puts it there: inside its transaction, never sent from it. */
import type { ConversationRef, PostedCard } from '../../domain/conversations/conversation.ts'
import type { Ids } from '../../domain/ports/ids.ts'
import type { Transaction } from '../../domain/ports/unit-of-work.ts'
import type { Card } from '../card/card.ts'

/** JSON in the outbox; the delivery job turns it into a messenger call. */
export type Delivery =
  | { type: 'text'; markdown: string; replyTo?: string }
  | { type: 'card'; card: Card; replyTo?: string }
  | { type: 'edit'; card: Card }

export interface Outbound {
  tx: Transaction
  ids: Ids
  now: Date
  traceId: string
}

export async function sendText(out: Outbound, to: ConversationRef, markdown: string, replyTo?: string): Promise<void> {
  const delivery: Delivery = { type: 'text', markdown, ...(replyTo ? { replyTo } : {}) }
  await add(out, to, 'send', delivery)
}

export interface CardIdentity {
  ref: string
  view: string
  audienceId?: string
}

/** Posts a new card and remembers it, so that later changes of its object can edit it. */
export async function postCard(
  out: Outbound,
  to: ConversationRef,
  card: Card,
  identity: CardIdentity,
  replyTo?: string,
): Promise<void> {
  const posted: PostedCard = {
    id: out.ids.next(),
    objectRef: identity.ref,
    view: identity.view,
    conversation: to,
    createdAt: out.now,
    ...(identity.audienceId ? { audienceId: identity.audienceId } : {}),
  }
  await out.tx.cards.save(posted)
  const delivery: Delivery = { type: 'card', card, ...(replyTo ? { replyTo } : {}) }
  await add(out, to, 'send', delivery, posted.id)
}

/** Edits a posted card. Returns the outbox id, so that a click's own answer can make the edit needless. */
export async function editCard(out: Outbound, posted: PostedCard, card: Card, notBefore?: Date): Promise<string> {
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
