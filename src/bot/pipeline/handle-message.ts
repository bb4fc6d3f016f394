/** A message: is it for us, what does it ask, do it, answer once. One transaction per message. */
import type { ConversationRef } from '../../domain/conversations/conversation.ts'
import type { Person } from '../../domain/people/person.ts'
import type { InboxEvent } from '../../domain/ports/queues.ts'
import type { Transaction } from '../../domain/ports/unit-of-work.ts'
import { type Refusal, refuse } from '../../domain/shared/refusal.ts'
import type { Answer, Declared, Outcome } from '../actions/action.ts'
import type { Greeting } from '../actions/conversation/greetings.ts'
import type { Args } from '../actions/slot.ts'
import type { Card } from '../card/card.ts'
import type { InboundMessage } from '../messenger.ts'
import type { Command } from '../understand/interpret.ts'
import { suggestionCard } from '../views/prompt-cards.ts'
import { baseContext } from './base-context.ts'
import type { Environment } from './environment.ts'
import type { FollowUps } from './follow-ups.ts'
import { type CardIdentity, postCard, sendText } from './outgoing.ts'
import { type BaseContext, type Performed, perform } from './perform.ts'
import { type Answered, type Asked, answerPrompt, ask, askWhich, performChosen } from './prompts.ts'
import { notifyAll, outbound, refresh } from './react.ts'
import { type Read, readMessage } from './read-message.ts'
import { type Memory, rememberTurn, turnBefore } from './remember-turn.ts'
import { refreshCards, renderPosted } from './render-object.ts'
import { sayFor } from './say.ts'
import { performSeveral } from './several-commands.ts'

/** A backlog after a reconnect is explained, not executed. */
const STALE_MINUTES = 30
const MINUTE = 60_000

/** One message being handled. */
export interface Turning {
  environment: Environment
  base: BaseContext
  message: InboundMessage
}

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
  const context = await baseContext(environment, tx, who, now)
  const base = { ...context, ...(quoted?.traceId ? { quotedTrace: quoted.traceId } : {}) }
  const expected = message.addressed || quoted !== undefined
  const following = followUps.isOpen(person.id, message.conversation, now)
  const before = await turnBefore(base)
  const read = await readMessage(base, {
    message,
    expected,
    following,
    ...(quoted ? { quoted } : {}),
    ...(before ? { before } : {}),
  })
  if (read.kind === 'ignore') return
  followUps.heard(person.id, message.conversation, now)
  const turning = { environment, base, message }
  const age = Math.floor((now.getTime() - Date.parse(message.at)) / MINUTE)
  if (age > STALE_MINUTES) return refuseMessage(turning, refuse('MESSAGE.TOO_OLD', { minutes: age }))
  await rememberTurn(base, message.text, await respond(turning, read, before?.outcome === 'unknown'))
}

/** `again`: the line before was not understood either. */
async function respond(turning: Turning, read: Exclude<Read, { kind: 'ignore' }>, again: boolean): Promise<Memory> {
  const { base } = turning
  switch (read.kind) {
    case 'refused':
      await refuseMessage(turning, read.refusal)
      return { ...named(read.action, {}), outcome: 'refused', understood: read.understood }
    case 'unknown':
      await reply(turning, { kind: 'card', card: suggestionCard(base, read.suggestions, again) })
      return { args: {}, outcome: 'unknown', understood: [] }
    case 'greeting':
      return greet(turning, read.greeting)
    case 'answer':
      return answered(turning, await answerPrompt(base, read.promptId, read.answer))
    case 'chosen':
      return conclude(turning, read.action, await performChosen(base, read.action, read.args), read.args)
    case 'commands':
      return carryOut(turning, read.commands)
  }
}

const named = (action: Declared | undefined, args: Args): Pick<Memory, 'action' | 'args'> => ({
  args,
  ...(action ? { action: action.name } : {}),
})

async function carryOut(turning: Turning, commands: readonly Command[]): Promise<Memory> {
  const [only, ...more] = commands
  if (!only) throw new Error('nothing was understood')
  if (more.length > 0) return performSeveral(turning, commands)
  return { ...(await carryOutOne(turning, only)), understood: only.understood }
}

export async function carryOutOne(turning: Turning, { action, args, ambiguity }: Command): Promise<Memory> {
  if (!ambiguity) return conclude(turning, action, await perform(turning.base, action, args, false), args)
  await replyAsked(turning, await askWhich(turning.base, action, args, ambiguity))
  return { ...named(action, args), outcome: 'asked', understood: [] }
}

async function greet(turning: Turning, { answer }: Greeting): Promise<Memory> {
  const { base } = turning
  if ('text' in answer) {
    await reply(turning, { kind: 'text', markdown: answer.text(base.speech) })
    return { args: {}, outcome: 'done', understood: [] }
  }
  const action = base.actions.find(({ name }) => name === answer.action)
  if (!action) throw new Error(`no action ${answer.action}`)
  return conclude(turning, action, await perform(base, action, answer.args, false), answer.args)
}

async function conclude(turning: Turning, action: Declared, performed: Performed, args: Args): Promise<Memory> {
  const { base } = turning
  const memory = { ...named(action, args), understood: [] }
  if (performed.kind === 'refused') {
    await refuseMessage(turning, performed.refusal)
    return { ...memory, outcome: 'refused' }
  }
  const asked = await ask(base, action, performed)
  if (asked) await replyAsked(turning, asked)
  if (performed.kind !== 'done') return { ...memory, outcome: 'asked' }
  // The answer is queued first: the asker reads the result before anybody reads a notice of it.
  const ref = aboutWhat(performed.outcome)
  await reply(turning, performed.outcome.answer, ref)
  await react(turning, performed.outcome)
  return { ...memory, outcome: 'done', ...(ref ? { objectRef: ref } : {}) }
}

export async function react({ environment, base }: Turning, outcome: Outcome): Promise<void> {
  await refresh(base, outcome)
  await notifyAll(environment, base, outcome)
}

/** The object that a reply, or 它, means afterwards. */
export function aboutWhat({ answer, record, changed }: Outcome): string | undefined {
  return record?.objectRef ?? (answer.kind === 'object' ? answer.ref : changed?.[0])
}

async function answered(turning: Turning, result: Answered): Promise<Memory> {
  const { base } = turning
  if (result.kind === 'refused') {
    await refuseMessage(turning, result.refusal)
    return { args: {}, outcome: 'refused', understood: [] }
  }
  const memory =
    result.kind === 'cancelled'
      ? await cancelled(turning)
      : await conclude(turning, result.action, result.performed, result.args)
  await refreshCards(outbound(base), base, [`prompt:${result.prompt.id}`])
  return memory
}

async function cancelled(turning: Turning): Promise<Memory> {
  await reply(turning, { kind: 'text', markdown: turning.base.speech.t.cancelled })
  return { args: {}, outcome: 'done', understood: [] }
}

function quote(message: InboundMessage): string | undefined {
  return message.conversation.kind === 'group' ? message.messageId : undefined
}

export function sentenceOf(base: BaseContext, refusal: Refusal): string {
  return base.speech.refusal(refusal, sayFor(base.speech, base.people, base.today, base.zone))
}

async function refuseMessage(turning: Turning, refusal: Refusal): Promise<void> {
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
  return note ? { ...card, blocks: [{ kind: 'text', markdown: note }, ...card.blocks] } : card
}

/** A card in a private chat is made for its one reader. */
export function audience(base: BaseContext): { audienceId?: string } {
  return base.conversation.kind === 'private' ? { audienceId: base.person.id } : {}
}
