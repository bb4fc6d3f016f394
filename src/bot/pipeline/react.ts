/** Carries out what a performed action asks for besides its state: notices to others and edits of cards. */
import type { ConversationRef } from '../../domain/conversations/conversation.ts'
import type { Person } from '../../domain/people/person.ts'
import type { Notice, Outcome } from '../actions/action.ts'
import { speechFor } from '../i18n/speech.ts'
import { reach } from './base-context.ts'
import type { Environment } from './environment.ts'
import { type Outbound, postCard, sendText } from './outgoing.ts'
import type { BaseContext } from './perform.ts'
import { refreshCards, renderPosted } from './render-object.ts'

export function outbound(base: BaseContext): Outbound {
  const { tx, ids, now, traceId, person, promptOpened } = base
  return { tx, ids, now, traceId, reader: person, promptOpened }
}

export interface Clicked {
  messageId: string
  /** When the edit of the clicked card goes out, should the click's own answer never arrive. */
  notBefore: Date
}

/** Edits the cards of what changed. Returns the outbox id of the edit of the clicked card, if there is one. */
export async function refresh(base: BaseContext, outcome: Outcome, clicked?: Clicked): Promise<string | undefined> {
  return refreshCards(outbound(base), base, outcome.changed ?? [], clicked)
}

export async function notifyAll(environment: Environment, base: BaseContext, outcome: Outcome): Promise<void> {
  for (const notice of outcome.notices ?? []) await notify(environment, base, notice)
}

/** Tells one person on that person's own messenger; never the actor. */
async function notify(environment: Environment, base: BaseContext, notice: Notice): Promise<void> {
  const person = base.people.get(notice.personId)
  if (!person?.active || person.id === base.person.id) return
  const to = reach(
    person,
    environment.messengers.map(({ platform }) => platform),
  )
  if (to) return deliver(base, person, to, notice.content)
  await base.audit({ event: 'notice.unreachable', outcome: 'failure', detail: { personId: person.id } })
}

/** In the reader's own language, and so that a reply to it finds what it is about. */
async function deliver(
  base: BaseContext,
  person: Person,
  to: ConversationRef,
  content: Notice['content'],
): Promise<void> {
  const out: Outbound = { ...outbound(base), reader: person }
  if (content.kind === 'text') {
    const identity = content.ref === undefined ? undefined : { ref: content.ref, view: 'answer', audienceId: person.id }
    return sendText(out, to, content.text(speechFor(person.locale)), undefined, identity)
  }
  const { ref, view } = content
  const card = await renderPosted(base, { objectRef: ref, view, conversation: to, audienceId: person.id })
  if (card) await postCard(out, to, card, { ref, view, audienceId: person.id })
}
