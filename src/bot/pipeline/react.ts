/** Carries out what a performed action asks for besides its state: notices to others and edits of cards. */
import type { Notice, Outcome } from '../actions/action.ts'
import { reach } from './base-context.ts'
import type { Environment } from './environment.ts'
import { type Outbound, postCard, sendText } from './outgoing.ts'
import type { BaseContext } from './perform.ts'
import { refreshCards, renderPosted } from './render-object.ts'

export function outbound(base: BaseContext): Outbound {
  return { tx: base.tx, ids: base.ids, now: base.now, traceId: base.traceId }
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
  const to = reach(person, environment.platforms)
  if (!to) {
    await base.audit({ event: 'notice.unreachable', outcome: 'failure', detail: { personId: person.id } })
    return
  }
  if (notice.content.kind === 'text') {
    await sendText(outbound(base), to, notice.content.markdown)
    return
  }
  const identity = { ref: notice.content.ref, view: notice.content.view, audienceId: person.id }
  const card = await renderPosted(base, {
    objectRef: identity.ref,
    view: identity.view,
    conversation: to,
    audienceId: person.id,
  })
  if (card) await postCard(outbound(base), to, card, identity)
}
