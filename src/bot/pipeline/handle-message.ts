/** A message: is it for us, what does it ask, do it, answer once. One transaction per message. */
import type { Person } from '../../domain/people/person.ts'
import type { InboxEvent } from '../../domain/ports/queues.ts'
import type { Transaction } from '../../domain/ports/unit-of-work.ts'
import { refuse } from '../../domain/shared/refusal.ts'
import type { Greeting } from '../actions/conversation/greetings.ts'
import { offerTour } from '../actions/conversation/tour.ts'
import type { InboundMessage } from '../messenger.ts'
import type { Command } from '../understand/command.ts'
import { suggestionCard } from '../views/prompt-cards.ts'
import { firstContactCard } from '../views/tour-card.ts'
import { baseContext } from './base-context.ts'
import { carryOutOne, conclude, named } from './carry-out.ts'
import type { Environment } from './environment.ts'
import type { FollowUps } from './follow-ups.ts'
import { perform } from './perform.ts'
import { type Answered, answerPrompt, performChosen } from './prompts.ts'
import { outbound } from './react.ts'
import { type Read, readMessage } from './read-message.ts'
import { type Memory, rememberTurn, turnBefore } from './remember-turn.ts'
import { refreshCards } from './render-object.ts'
import { refuseMessage, reply, type Turning } from './reply.ts'
import { performSeveral } from './several-commands.ts'

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
      await introduce(turning)
      return { args: {}, outcome: 'unknown', understood: [] }
    case 'greeting': {
      const memory = await greet(turning, read.greeting)
      await introduce(turning)
      return memory
    }
    case 'answer':
      return answered(turning, await answerPrompt(base, read.promptId, read.answer))
    case 'chosen':
      return conclude(turning, read.action, await performChosen(base, read.action, read.args), read.args)
    case 'commands':
      return carryOut(turning, read.commands)
  }
}

async function carryOut(turning: Turning, commands: readonly Command[]): Promise<Memory> {
  const [only, ...more] = commands
  if (!only) throw new Error('nothing was understood')
  if (more.length > 0) return performSeveral(turning, commands)
  return { ...(await carryOutOne(turning, only)), understood: only.understood }
}

/** Whoever does not know yet how to speak to the bot is offered the tour, once, in private. */
async function introduce(turning: Turning): Promise<void> {
  const { base } = turning
  if (base.conversation.kind !== 'private' || !(await offerTour(base))) return
  await reply(turning, { kind: 'card', card: firstContactCard(base.speech, base.botName) })
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
