/** Answers to the message that is being handled: sentences, cards, questions; and what an outcome does to others. */
import type { ConversationRef } from '../../domain/conversations/conversation.ts'
import type { Refusal } from '../../domain/shared/refusal.ts'
import type { Answer, Outcome } from '../actions/action.ts'
import type { Card } from '../card/card.ts'
import type { InboundMessage } from '../messenger.ts'
import type { Environment } from './environment.ts'
import { type CardIdentity, postCard, sendText } from './outgoing.ts'
import type { BaseContext } from './perform.ts'
import type { Asked } from './prompts.ts'
import { notifyAll, outbound, refresh } from './react.ts'
import { renderPosted } from './render-object.ts'
import { sayFor } from './say.ts'

/** One message being handled. */
export interface Turning {
  environment: Environment
  base: BaseContext
  message: InboundMessage
}

export async function react({ environment, base }: Turning, outcome: Outcome): Promise<void> {
  await refresh(base, outcome)
  await notifyAll(environment, base, outcome)
}

/** The object that a reply, or 它, means afterwards. */
export function aboutWhat({ answer, record, changed }: Outcome): string | undefined {
  return record?.objectRef ?? (answer.kind === 'object' ? answer.ref : changed?.[0])
}

function quote(message: InboundMessage): string | undefined {
  return message.conversation.kind === 'group' ? message.messageId : undefined
}

export function sentenceOf(base: BaseContext, refusal: Refusal): string {
  return base.speech.refusal(refusal, sayFor(base.speech, base.people, base.today, base.zone))
}

export async function refuseMessage(turning: Turning, refusal: Refusal): Promise<void> {
  await reply(turning, { kind: 'text', markdown: sentenceOf(turning.base, refusal) })
}

export async function replyAsked({ base, message }: Turning, { prompt, card }: Asked): Promise<void> {
  const identity = { ref: `prompt:${prompt.id}`, view: 'prompt' }
  await postCard(outbound(base), message.conversation, card, identity, quote(message))
}

/** `ref`: what a reply to the answer is about. */
export async function reply({ base, message }: Turning, answer: Answer, ref = 'answer'): Promise<void> {
  const out = outbound(base)
  const identity: CardIdentity = { ref, view: 'answer', ...audience(base) }
  if (answer.kind === 'text') return sendText(out, message.conversation, answer.markdown, quote(message), identity)
  if (answer.kind === 'card') return postCard(out, message.conversation, answer.card, identity, quote(message))
  const card = await renderAnswer(base, message.conversation, answer)
  await postCard(
    out,
    message.conversation,
    card,
    { ref: answer.ref, view: answer.view, ...audience(base) },
    quote(message),
  )
}

export type ObjectAnswer = Extract<Answer, { kind: 'object' }>

/** The object's card as the asker gets it, with what the answer says beside it. */
export async function renderAnswer(
  base: BaseContext,
  conversation: ConversationRef,
  { ref, view, note }: ObjectAnswer,
): Promise<Card> {
  const card = await renderPosted(base, { objectRef: ref, view, conversation, ...audience(base) })
  if (!card) throw new Error(`no card for ${ref}`)
  // A note may be what the object itself says from now on.
  const isSaid = card.blocks.some((block) => block.kind === 'text' && block.markdown === note)
  return note && !isSaid ? { ...card, blocks: [{ kind: 'text', markdown: note }, ...card.blocks] } : card
}

/** A card in a private chat is made for its one reader. */
export function audience(base: BaseContext): { audienceId?: string } {
  return base.conversation.kind === 'private' ? { audienceId: base.person.id } : {}
}
