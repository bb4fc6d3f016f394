/** A message: is it for us, what does it ask, do it, answer once. One transaction per message. */

import type { ConversationRef } from '../../domain/conversations/conversation.ts'
import type { Person } from '../../domain/people/person.ts'
import type { InboxEvent } from '../../domain/ports/queues.ts'
import type { Transaction } from '../../domain/ports/unit-of-work.ts'
import { type Refusal, refuse } from '../../domain/shared/refusal.ts'
import type { Answer, Declared } from '../actions/action.ts'
import type { Args } from '../actions/slot.ts'
import type { Card } from '../card/card.ts'
import type { InboundMessage } from '../messenger.ts'
import { suggestionCard } from '../views/prompt-cards.ts'
import { baseContext } from './base-context.ts'
import type { Environment } from './environment.ts'
import type { FollowUps } from './follow-ups.ts'
import { postCard, sendText } from './outgoing.ts'
import { type BaseContext, type Performed, perform } from './perform.ts'
import { type Answered, type Asked, answerPrompt, ask, askWhich } from './prompts.ts'
import { notifyAll, outbound, refresh } from './react.ts'
import { readMessage } from './read-message.ts'
import { refreshCards, renderPosted } from './render-object.ts'
import { sayFor } from './say.ts'

/** A backlog after a reconnect is explained, not executed. */
const STALE_MINUTES = 30
const MINUTE = 60_000

export async function handleMessage(
  environment: Environment,
  followUps: FollowUps,
  tx: Transaction,
  event: InboxEvent,
  message: InboundMessage,
  person: Person,
): Promise<void> {
  const quoted = message.replyTo === undefined ? undefined : await tx.cards.byMessage(message.platform, message.replyTo)
  const now = environment.clock.now()
  const who = {
    person,
    account: `${message.platform}/${message.sender}`,
    conversation: message.conversation,
    source: 'message' as const,
    traceId: event.traceId,
  }
  const base = await baseContext(environment, tx, who, now)
  const expected = message.addressed || quoted !== undefined
  const read = await readMessage(
    base,
    message,
    quoted?.objectRef,
    expected,
    followUps.isOpen(person.id, message.conversation, now),
  )
  if (read.kind === 'ignore') return
  followUps.heard(person.id, message.conversation, now)
  const age = Math.floor((now.getTime() - Date.parse(message.at)) / MINUTE)
  if (age > STALE_MINUTES) return refuseMessage(base, message, refuse('MESSAGE.TOO_OLD', { minutes: age }))
  switch (read.kind) {
    case 'refused':
      return refuseMessage(base, message, read.refusal)
    case 'unknown':
      return reply(base, message, { kind: 'card', card: suggestionCard(base, read.suggestions) })
    case 'answer':
      return answered(environment, base, message, await answerPrompt(base, read.promptId, read.answer))
    case 'which':
      return replyAsked(base, message, await askWhich(base, read.action, read.args, read.ambiguity))
    case 'action':
      return act(environment, base, message, read.action, read.args)
  }
}

async function act(
  environment: Environment,
  base: BaseContext,
  message: InboundMessage,
  action: Declared,
  args: Args,
): Promise<void> {
  await conclude(environment, base, message, action, await perform(base, action, args, false))
}

async function conclude(
  environment: Environment,
  base: BaseContext,
  message: InboundMessage,
  action: Declared,
  performed: Performed,
): Promise<void> {
  if (performed.kind === 'refused') return refuseMessage(base, message, performed.refusal)
  const asked = await ask(base, action, performed)
  if (asked) return replyAsked(base, message, asked)
  if (performed.kind !== 'done') return
  // The answer is queued first: the asker reads the result before anybody reads a notice of it.
  await reply(base, message, performed.outcome.answer)
  await refresh(base, performed.outcome)
  await notifyAll(environment, base, performed.outcome)
}

async function answered(
  environment: Environment,
  base: BaseContext,
  message: InboundMessage,
  result: Answered,
): Promise<void> {
  if (result.kind === 'refused') return refuseMessage(base, message, result.refusal)
  if (result.kind === 'cancelled') {
    await reply(base, message, { kind: 'text', markdown: base.speech.t.cancelled })
    await refreshCards(outbound(base), base, [`prompt:${result.prompt.id}`])
    return
  }
  await conclude(environment, base, message, result.action, result.performed)
  await refreshCards(outbound(base), base, [`prompt:${result.prompt.id}`])
}

function quote(message: InboundMessage): string | undefined {
  return message.conversation.kind === 'group' ? message.messageId : undefined
}

async function refuseMessage(base: BaseContext, message: InboundMessage, refusal: Refusal): Promise<void> {
  const say = sayFor(base.speech, base.people, base.today, base.zone)
  await reply(base, message, { kind: 'text', markdown: base.speech.refusal(refusal, say) })
}

async function replyAsked(base: BaseContext, message: InboundMessage, { prompt, card }: Asked): Promise<void> {
  await postCard(
    outbound(base),
    message.conversation,
    card,
    { ref: `prompt:${prompt.id}`, view: 'prompt' },
    quote(message),
  )
}

export async function reply(base: BaseContext, message: InboundMessage, answer: Answer): Promise<void> {
  const out = outbound(base)
  if (answer.kind === 'text') return sendText(out, message.conversation, answer.markdown, quote(message))
  if (answer.kind === 'card')
    return postCard(out, message.conversation, answer.card, { ref: 'answer', view: 'answer' }, quote(message))
  const identity = { ref: answer.ref, view: answer.view, ...audience(base) }
  const card = await renderAnswer(base, message.conversation, answer)
  await postCard(out, message.conversation, card, identity, quote(message))
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
  return note ? { ...card, blocks: [{ kind: 'text', markdown: note }, ...card.blocks] } : card
}

/** A card in a private chat is made for its one reader. */
export function audience(base: BaseContext): { audienceId?: string } {
  return base.conversation.kind === 'private' ? { audienceId: base.person.id } : {}
}
