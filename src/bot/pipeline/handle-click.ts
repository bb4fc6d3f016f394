/** A click: the same actions, answered with a toast and the card as it is now. One transaction per click. */
import type { PostedCard } from '../../domain/conversations/conversation.ts'
import type { Person } from '../../domain/people/person.ts'
import type { InboxEvent } from '../../domain/ports/queues.ts'
import type { Transaction } from '../../domain/ports/unit-of-work.ts'
import { type Refusal, refuse } from '../../domain/shared/refusal.ts'
import type { Declared, Outcome } from '../actions/action.ts'
import type { Args } from '../actions/slot.ts'
import { CARD_VERSION, type Card } from '../card/card.ts'
import type { CardAnswer, InboundCardAction } from '../messenger.ts'
import type { PromptAnswer } from '../understand/prompt-answer.ts'
import { closedPromptCard } from '../views/prompt-cards.ts'
import { baseContext } from './base-context.ts'
import type { Environment } from './environment.ts'
import { editCard, postCard } from './outgoing.ts'
import { type BaseContext, type Performed, perform } from './perform.ts'
import { type Asked, answerPrompt, ask } from './prompts.ts'
import { type Clicked, notifyAll, outbound, refresh } from './react.ts'
import { rememberTurn } from './remember-turn.ts'
import { renderPosted, SNAPSHOTS } from './render-object.ts'
import { aboutWhat, audience, type ObjectAnswer, renderAnswer } from './reply.ts'
import { sayFor } from './say.ts'

/** Past this the platform has long given up waiting, and the edit is what tells. */
const ANSWER_WINDOW_MS = 4_000

export interface Decided {
  answer: CardAnswer
  /** The edit that makes up for a lost answer; needless once the answer was given. */
  fallbackEdit?: string
}

interface Turn {
  environment: Environment
  base: BaseContext
  event: InboundCardAction
  /** The card that was clicked, if we posted it. */
  posted?: PostedCard
}

export async function handleClick(
  environment: Environment,
  tx: Transaction,
  stored: InboxEvent,
  event: InboundCardAction,
  person: Person,
): Promise<Decided> {
  const now = environment.clock.now()
  const account = `${event.platform}/${event.sender}`
  const who = { person, account, conversation: event.conversation, source: 'card' as const, traceId: stored.traceId }
  const base = await baseContext(environment, tx, who, now)
  const posted = await tx.cards.byMessage(event.platform, event.messageId)
  const turn: Turn = { environment, base, event, ...(posted ? { posted } : {}) }
  if (event.cardVersion !== CARD_VERSION) return refuseClick(turn, refuse('BUTTON.OUTDATED', {}))
  const answer = promptButton(event)
  if (answer) return answerByClick(turn, answer.promptId, answer.answer)
  const action = environment.actions.find(({ name }) => name === event.action)
  if (!action) return refuseClick(turn, refuse('BUTTON.OUTDATED', {}))
  // Inputs beside a button (e.g. the reason of a rejection) are arguments like the button's own.
  // The button's own win: a forged field must not point it elsewhere.
  const args = { ...event.form, ...event.args }
  return conclude(turn, action, args, await perform(base, action, args, false))
}

function promptButton(event: InboundCardAction): { promptId: string; answer: PromptAnswer } | undefined {
  const promptId = event.args.prompt ?? ''
  switch (event.action) {
    case 'prompt.confirm':
      return { promptId, answer: { kind: 'confirm' } }
    case 'prompt.cancel':
      return { promptId, answer: { kind: 'cancel' } }
    case 'prompt.edit':
      return { promptId, answer: { kind: 'edit' } }
    case 'prompt.choose':
      return { promptId, answer: { kind: 'choose', number: Number(event.args.number ?? 0) } }
    case 'prompt.submit':
      return { promptId, answer: { kind: 'submit', form: event.form ?? {} } }
    default:
      return undefined
  }
}

async function answerByClick(turn: Turn, promptId: string, answer: PromptAnswer): Promise<Decided> {
  const { base } = turn
  const answered = await answerPrompt(base, promptId, answer)
  if (answered.kind === 'refused') return refuseClick(turn, answered.refusal)
  if (answered.kind === 'cancelled') {
    const card = closedPromptCard(base, { ...answered.prompt, status: 'cancelled' }, base.speech.t.cancelled)
    return replaceCard(turn, card, { ref: `prompt:${promptId}`, view: 'prompt' }, base.speech.t.cancelled)
  }
  const { action, performed } = answered
  if (performed.kind === 'refused') return refuseClick(turn, performed.refusal)
  const asked = await ask(base, action, performed)
  if (asked) return replaceCard(turn, asked.card, { ref: `prompt:${asked.prompt.id}`, view: 'prompt' })
  if (performed.kind !== 'done') throw new Error('a performed action is done, refused or asks')
  await remember(turn, action, answered.args, performed.outcome)
  return becomeResult(turn, performed.outcome, promptId)
}

/** The prompt's card turns into the result: one message from draft to done. */
async function becomeResult(turn: Turn, outcome: Outcome, promptId: string): Promise<Decided> {
  const { base } = turn
  const { answer } = outcome
  const chart = answer.kind === 'object' && SNAPSHOTS.has(answer.view)
  // A click's answer cannot carry a picture, so a chart comes as a message of its own and the question is closed.
  if (chart) await postAnswer(turn, answer)
  const decided = chart
    ? await closeQuestion(turn, promptId, base.speech.t.seeNewCard)
    : answer.kind === 'object'
      ? await replaceWithObject(turn, answer)
      : answer.kind === 'card'
        ? await replaceCard(turn, answer.card, { ref: 'answer', view: 'answer' })
        : await closeQuestion(turn, promptId, answer.markdown)
  await refresh(base, withoutRef(outcome, answer.kind === 'object' ? answer.ref : ''))
  await notifyAll(turn.environment, base, outcome)
  return decided
}

/** The clicked card shows the object already; its other copies are refreshed. */
function withoutRef(outcome: Outcome, ref: string): Outcome {
  return { ...outcome, changed: (outcome.changed ?? []).filter((one) => one !== ref) }
}

function closeQuestion(turn: Turn, promptId: string, sentence: string): Promise<Decided> {
  const card = closedPromptCard(turn.base, undefined, sentence)
  return replaceCard(turn, card, { ref: `prompt:${promptId}`, view: 'prompt' })
}

async function replaceWithObject(turn: Turn, answer: ObjectAnswer): Promise<Decided> {
  const card = await renderAnswer(turn.base, turn.event.conversation, answer)
  return replaceCard(turn, card, { ref: answer.ref, view: answer.view })
}

async function replaceCard(
  turn: Turn,
  card: Card,
  identity: { ref: string; view: string },
  toast?: string,
): Promise<Decided> {
  const { base, posted } = turn
  const answer: CardAnswer = { card, ...(toast ? { toast: { kind: 'info', text: toast } } : {}) }
  if (!posted) return { answer }
  const becomes = { objectRef: identity.ref, view: identity.view, ...audience(base) }
  const moved: PostedCard = { ...posted, ...becomes, createdAt: base.now }
  await base.tx.cards.save(moved)
  const fallbackEdit = await editCard(outbound(base), moved, card, clickedBy(turn).notBefore)
  return { answer, ...(fallbackEdit ? { fallbackEdit } : {}) }
}

function clickedBy(turn: Turn): Clicked {
  return { messageId: turn.event.messageId, notBefore: new Date(turn.base.now.getTime() + ANSWER_WINDOW_MS) }
}

/** What was pressed is what 它 means next, as if it had been said. */
async function remember({ base }: Turn, action: Declared, args: Args, outcome: Outcome): Promise<void> {
  const ref = aboutWhat(outcome)
  const memory = { action: action.name, args, outcome: 'done' as const, understood: [] }
  await rememberTurn(base, '', { ...memory, ...(ref ? { objectRef: ref } : {}) })
}

async function conclude(turn: Turn, action: Declared, args: Args, performed: Performed): Promise<Decided> {
  const { base } = turn
  if (performed.kind === 'refused') return refuseClick(turn, performed.refusal)
  const asked = await ask(base, action, performed)
  if (asked) {
    await postPrompt(turn, asked)
    return { answer: { toast: { kind: 'info', text: base.speech.t.seeNewCard } } }
  }
  if (performed.kind !== 'done') throw new Error('a performed action is done, refused or asks')
  await remember(turn, action, args, performed.outcome)
  return showOutcome(turn, performed.outcome)
}

async function postPrompt(turn: Turn, { prompt, card }: Asked): Promise<void> {
  await postCard(outbound(turn.base), turn.event.conversation, card, { ref: `prompt:${prompt.id}`, view: 'prompt' })
}

async function showOutcome(turn: Turn, outcome: Outcome): Promise<Decided> {
  const { base, posted } = turn
  const { answer } = outcome
  const fallbackEdit = await refresh(base, outcome, clickedBy(turn))
  await notifyAll(turn.environment, base, outcome)
  const present = posted && !SNAPSHOTS.has(posted.view) ? await renderPosted(base, posted) : undefined
  const shown: CardAnswer = present ? { card: present } : {}
  const edit = fallbackEdit ? { fallbackEdit } : {}
  if (answer.kind === 'text')
    return { answer: { ...shown, toast: { kind: 'success', text: answer.markdown } }, ...edit }
  if (answer.kind === 'object' && posted?.objectRef === answer.ref && posted.view === answer.view) {
    return { answer: { ...shown, toast: { kind: 'success', text: answer.note ?? base.speech.t.done } }, ...edit }
  }
  await postAnswer(turn, answer)
  return { answer: { ...shown, toast: { kind: 'success', text: base.speech.t.seeNewCard } }, ...edit }
}

async function postAnswer({ base, event }: Turn, answer: Exclude<Outcome['answer'], { kind: 'text' }>): Promise<void> {
  const out = outbound(base)
  if (answer.kind === 'card') return postCard(out, event.conversation, answer.card, { ref: 'answer', view: 'answer' })
  const card = await renderAnswer(base, event.conversation, answer)
  await postCard(out, event.conversation, card, { ref: answer.ref, view: answer.view, ...audience(base) })
}

/** Refusals that mean "your card is older than the world": they come with the card as it is now. */
const STALE: ReadonlySet<string> = new Set([
  'APPROVAL.ALREADY_DECIDED',
  'APPROVAL.WITHDRAWN',
  'APPROVAL.VOTED',
  'TASK.DONE_ALREADY',
  'TASK.WRONG_STATE',
  'TASK.NO_CHANGE',
  'PROMPT.USED',
  'PROMPT.EXPIRED',
  'PROJECT.CLOSED',
])

/** A wrong click changes nothing for the others: the clicker gets a toast, and only a stale card is renewed. */
async function refuseClick(turn: Turn, refusal: Refusal): Promise<Decided> {
  const { base, posted, event } = turn
  await base.audit({
    event: 'click.void',
    outcome: 'denied',
    detail: { code: refusal.code, action: event.action, message: event.messageId },
    ...(posted ? { objectRef: posted.objectRef } : {}),
  })
  const text = base.speech.refusal(refusal, sayFor(base.speech, base.people, base.today, base.zone))
  const card =
    STALE.has(refusal.code) && posted && !SNAPSHOTS.has(posted.view) ? await renderPosted(base, posted) : undefined
  return { answer: { toast: { kind: 'warning', text }, ...(card ? { card } : {}) } }
}
