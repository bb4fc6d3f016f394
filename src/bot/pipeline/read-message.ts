/** From a message to an intention, or to silence. Writes nothing. */
import type { PostedCard, Prompt } from '../../domain/conversations/conversation.ts'
import type { Turn, Understood } from '../../domain/conversations/turn.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/shared/refusal.ts'
import type { Word } from '../../domain/words/word.ts'
import type { Declared } from '../actions/action.ts'
import { type Greeting, greetingOf, withoutGreeting } from '../actions/conversation/greetings.ts'
import type { Args } from '../actions/slot.ts'
import type { InboundMessage } from '../messenger.ts'
import type { Command, Interpretation, Situation } from '../understand/command.ts'
import { interpret } from '../understand/interpret.ts'
import { expandMacro } from '../understand/org-words.ts'
import { type PromptAnswer, promptAnswer } from '../understand/prompt-answer.ts'
import { readSlots, wholeLine } from '../understand/read-slots.ts'
import { normalise } from '../understand/slots/index.ts'
import { suggestActions } from '../understand/suggest.ts'
import { speaking } from '../understand/vocabulary.ts'
import { readFormReply } from './form-reply.ts'
import type { BaseContext } from './perform.ts'
import type { Given } from './prompts.ts'
import { choiceOfQuoted } from './quoted-choice.ts'
import { saidLabel } from './said-label.ts'
import { situationFor } from './vocabulary.ts'

export type Read =
  | { kind: 'ignore' }
  | { kind: 'refused'; refusal: Refusal; action?: Declared; understood: readonly Understood[] }
  | { kind: 'unknown'; suggestions: readonly ReadSuggestion[] }
  | { kind: 'greeting'; greeting: Greeting }
  | { kind: 'answer'; promptId: string; answer: Given }
  | { kind: 'chosen'; action: Declared; args: Args }
  | { kind: 'commands'; commands: readonly Command[] }

/** A near verb with the slots already read, so that its button runs at once. */
export interface ReadSuggestion {
  action: Declared
  word: string
  typed: string
  args: Args
}

/** How a message reached us. */
export interface Heard {
  message: InboundMessage
  /** The message of ours that it replies to. */
  quoted?: PostedCard
  /** The bot was addressed, or its message replied to. */
  expected: boolean
  /** The speaker was heard here within the last ten minutes. */
  following: boolean
  /** What the speaker said here last, if it was within the last ten minutes. */
  before?: Turn
}

/**
 * Of what is neither expected nor an answer to the speaker's own open question, only a line counts that needs nothing
 * asked, and only while `following`.
 */
export async function readMessage(base: BaseContext, heard: Heard): Promise<Read> {
  const { message, expected, following, quoted } = heard
  const words = await base.tx.words.all()
  const typed = normalise(message.text).trim()
  // A shortcut is said to the bot: 收到 among colleagues orders nothing.
  const line = expected ? expandMacro(typed, words) : typed
  if (line === '') return expected ? withoutText(message) : { kind: 'ignore' }
  const open = quoted ? [] : await base.tx.prompts.openFor(base.person.id, base.conversation)
  const answer = quoted ? await quotedAnswer(base, line, quoted, expected) : openAnswer(open, line, expected)
  if (answer) return answer
  const toOthers = !expected && (!following || message.mentions.length > 0 || message.mentionsAll)
  if (toOthers && open[0]?.kind !== 'form') return { kind: 'ignore' }
  const situation = await situationOf(base, heard, line, words)
  const reading = interpret(withoutGreeting(line), situation)
  const prompt = quoted ? await quotedPrompt(base, quoted) : open[0]
  const filled = prompt && (await formAnswer(base, line, prompt, quoted === undefined && reading.kind !== 'unknown'))
  if (filled || toOthers) return filled ?? { kind: 'ignore' }
  const greeting = greetingOf(line)
  if (greeting) return message.addressed ? { kind: 'greeting', greeting } : { kind: 'ignore' }
  return forUs(heard, line, situation, reading)
}

/** A reply to a card that asks for nothing is talk among people; only whoever mentions the bot is told that it did not understand. */
function forUs({ message, expected }: Heard, line: string, situation: Situation, reading: Interpretation): Read {
  if (reading.kind === 'commands')
    return expected || reading.commands.every(({ clear }) => clear) ? reading : { kind: 'ignore' }
  const talk = reading.kind === 'unknown' || reading.refusal.code === 'INPUT.UNREADABLE' || !expected
  if (talk && !message.addressed) return { kind: 'ignore' }
  return reading.kind === 'refused' ? reading : unknown(line, situation)
}

function situationOf(
  base: BaseContext,
  { message, quoted, before }: Heard,
  line: string,
  words: readonly Word[],
): Promise<Situation> {
  return situationFor(base, {
    line,
    words,
    mentions: message.mentions,
    ...(quoted ? { quoted: quoted.objectRef } : {}),
    ...(before ? { before } : {}),
  })
}

function withoutText(message: InboundMessage): Read {
  const kind = message.unsupported ?? (message.attachments.length > 0 ? 'file' : undefined)
  if (kind === undefined) return { kind: 'unknown', suggestions: [] }
  return { kind: 'refused', refusal: refuse('MESSAGE.UNSUPPORTED', { kind }), understood: [] }
}

/**
 * `1`, `确认`, `取消`, or what stands on a choice: an answer to the newest of the speaker's `open` questions here. Words on
 * the buttons of a menu are also talk among people: they count where they are said to us.
 */
function openAnswer(open: readonly Prompt[], line: string, expected: boolean): Read | undefined {
  const answer = promptAnswer(line, expected)
  const [newest] = open
  const fitting = answer && fittingOf(answer, open)
  if (fitting) return { kind: 'answer', promptId: fitting.id, answer }
  const number = newest?.kind === 'menu' && !expected ? undefined : saidLabel(newest, line)
  return newest && number !== undefined
    ? { kind: 'answer', promptId: newest.id, answer: { kind: 'choose', number } }
    : undefined
}

/**
 * Never an older question behind a newer one: `1` said to a form is its value, and 确认 to "which of the two?" must not
 * carry out the preview before it. Only a menu asks nothing, and may stand between a preview and its 确认.
 */
function fittingOf({ kind }: PromptAnswer, open: readonly Prompt[]): Prompt | undefined {
  const [newest] = open
  if (kind === 'cancel') return newest
  if (kind === 'choose') return newest?.kind === 'form' ? undefined : newest
  const asked = open.find((one) => one.kind !== 'menu')
  return asked?.kind === 'confirm' ? asked : undefined
}

/** A reply to a card of ours is about that card, whatever else may be open. */
async function quotedAnswer(
  base: BaseContext,
  line: string,
  quoted: PostedCard,
  expected: boolean,
): Promise<Read | undefined> {
  const answer = promptAnswer(line, expected)
  const asked = promptIdOf(quoted)
  const promptId = asked ?? quoted.id
  const number = answer ? undefined : saidLabel(await base.tx.prompts.byId(promptId), line)
  const given: PromptAnswer | undefined = number === undefined ? answer : { kind: 'choose', number }
  if (asked !== undefined) return given && { kind: 'answer', promptId, answer: given }
  return given?.kind === 'choose' ? chosenIn(base, quoted, given.number) : undefined
}

const ASKS = 'prompt:'

/** Of the question that the card asks, if it asks one. */
const promptIdOf = ({ objectRef }: PostedCard): string | undefined =>
  objectRef.startsWith(ASKS) ? objectRef.slice(ASKS.length) : undefined

async function quotedPrompt(base: BaseContext, quoted: PostedCard): Promise<Prompt | undefined> {
  const id = promptIdOf(quoted)
  return id === undefined ? undefined : base.tx.prompts.byId(id)
}

async function chosenIn(base: BaseContext, quoted: PostedCard, number: number): Promise<Read | undefined> {
  const choice = await choiceOfQuoted(base, quoted, number)
  const action = base.actions.find(({ name }) => name === choice?.action)
  return action && choice && { kind: 'chosen', action, args: choice.args }
}

/** `prompt`, if it is a form and the line fills it in. `isCommand`: the line says something by itself. */
async function formAnswer(
  base: BaseContext,
  line: string,
  prompt: Prompt,
  isCommand: boolean,
): Promise<Read | undefined> {
  const action = base.actions.find(({ name }) => name === prompt.action)
  if (prompt.kind !== 'form' || !action || promptAnswer(line, true)?.kind === 'cancel') return undefined
  const args = await readFormReply(base, action, prompt, line, isCommand)
  if (args === undefined) return undefined
  if (isRefusal(args)) return { kind: 'refused', refusal: args, action, understood: [] }
  return { kind: 'answer', promptId: prompt.id, answer: { kind: 'filled', args } }
}

function unknown(line: string, { actions, vocabulary }: Situation): Read {
  const suggestions = suggestActions(line, actions).map(({ action, word, typed, rest }): ReadSuggestion => {
    return { action, word, typed, args: readSlots(action.slots, wholeLine(rest), speaking(vocabulary, action)).args }
  })
  return { kind: 'unknown', suggestions }
}
