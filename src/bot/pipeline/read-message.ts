/** From a message to an intention, or to silence. Writes nothing. */
import { type Refusal, refuse } from '../../domain/shared/refusal.ts'
import type { Declared } from '../actions/action.ts'
import type { Args } from '../actions/slot.ts'
import type { InboundMessage } from '../messenger.ts'
import { type Choice, changes, chooseAction } from '../understand/choose-action.ts'
import { type PromptAnswer, promptAnswer } from '../understand/prompt-answer.ts'
import { type Ambiguity, type Reading, readSlots } from '../understand/read-slots.ts'
import { normalise } from '../understand/slots/index.ts'
import { suggestActions } from '../understand/suggest.ts'
import type { BaseContext } from './perform.ts'
import { vocabularyFor } from './vocabulary.ts'

export type Read =
  | { kind: 'ignore' }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'unknown'; suggestions: readonly ReadSuggestion[] }
  | { kind: 'answer'; promptId: string; answer: PromptAnswer }
  | { kind: 'which'; action: Declared; args: Args; ambiguity: Ambiguity }
  | { kind: 'action'; action: Declared; args: Args }

/** A near verb with the slots already read, so that its button runs at once. */
export interface ReadSuggestion {
  action: Declared
  word: string
  typed: string
  args: Args
}

/**
 * `expected`: the bot was addressed or its card was replied to. Otherwise only an answer to the speaker's own open
 * question counts, or, while `following`, a line that opens with a verb and leaves nothing to ask.
 */
export async function readMessage(
  base: BaseContext,
  message: InboundMessage,
  quoted: string | undefined,
  expected: boolean,
  following: boolean,
): Promise<Read> {
  const line = normalise(message.text).trim()
  if (line === '') return expected ? withoutText(message) : { kind: 'ignore' }
  const answer = await openPromptAnswer(base, line, quoted, expected)
  if (answer) return answer
  if (!expected && (!following || message.mentions.length > 0 || message.mentionsAll)) return { kind: 'ignore' }
  const understood = await understand(base, message, line, quoted)
  // A reply to a card that asks for nothing is talk among people; only whoever mentions the bot is told that it did not understand.
  if (!understood) return message.addressed ? unknown(base, message, line) : { kind: 'ignore' }
  const { choice, reading } = understood
  if (!expected && !isClear(choice, reading)) return { kind: 'ignore' }
  if (reading.problem) return { kind: 'refused', refusal: reading.problem }
  const [ambiguity] = reading.ambiguities
  if (reading.leftover !== undefined && changes(choice.action)) {
    if (!message.addressed) return { kind: 'ignore' }
    return { kind: 'refused', refusal: refuse('INPUT.UNREADABLE', { field: choice.word, text: reading.leftover }) }
  }
  if (ambiguity) return { kind: 'which', action: choice.action, args: reading.args, ambiguity }
  return { kind: 'action', action: choice.action, args: reading.args }
}

/** The verb is looked for a second time once the names are known that may contain one: 完成度报告. */
async function understand(
  base: BaseContext,
  message: InboundMessage,
  line: string,
  quoted: string | undefined,
): Promise<{ choice: Choice; reading: Reading } | undefined> {
  let choice = chooseAction(line, base.actions)
  if (!choice) return undefined
  let vocabulary = await vocabularyFor(base, choice.action, choice.rest, message.mentions, quoted)
  const names = [...vocabulary.tasks.map(({ title }) => title), ...vocabulary.projects.map(({ name }) => name)]
  const better = chooseAction(line, base.actions, names)
  if (!better) return undefined
  if (better.action !== choice.action)
    vocabulary = await vocabularyFor(base, better.action, better.rest, message.mentions, quoted)
  choice = better
  return { choice, reading: readSlots(choice.action.slots, choice.rest, vocabulary) }
}

/** A line nobody needs to ask about: it opens with the verb or with the object, and no required slot is missing. */
function isClear(choice: Choice, reading: Reading): boolean {
  const { slots } = choice.action
  const objectFirst = Object.entries(slots).some(
    ([name, { kind }]) => kind === 'task' && reading.args[name] !== undefined,
  )
  // `同意` alone may be an answer to anybody.
  const bare = Object.keys(slots).length > 0 && Object.keys(reading.args).length === 0
  if (bare && changes(choice.action)) return false
  if (reading.problem || reading.leftover !== undefined || !(choice.leading || objectFirst)) return false
  return Object.entries(slots).every(
    ([name, slot]) =>
      !slot.required || reading.args[name] !== undefined || reading.ambiguities.some((one) => one.slot === name),
  )
}

function withoutText(message: InboundMessage): Read {
  if (message.unsupported)
    return { kind: 'refused', refusal: refuse('MESSAGE.UNSUPPORTED', { kind: message.unsupported }) }
  if (message.attachments.length > 0)
    return { kind: 'refused', refusal: refuse('MESSAGE.UNSUPPORTED', { kind: 'file' }) }
  return { kind: 'unknown', suggestions: [] }
}

/** `1`, `确认`, `取消`: an answer to the speaker's own newest question here, or to the one whose card is replied to. */
async function openPromptAnswer(
  base: BaseContext,
  line: string,
  quoted: string | undefined,
  expected: boolean,
): Promise<Read | undefined> {
  const answer = promptAnswer(line, expected)
  if (!answer) return undefined
  if (quoted?.startsWith('prompt:')) return { kind: 'answer', promptId: quoted.slice('prompt:'.length), answer }
  // A reply to another card of ours is about that card, whatever else may be open.
  if (quoted !== undefined) return undefined
  const open = await base.tx.prompts.openFor(base.person.id, base.conversation)
  const fitting = open.find(({ kind }) =>
    answer.kind === 'choose' ? kind !== 'form' : answer.kind === 'cancel' || kind === 'confirm',
  )
  return fitting && { kind: 'answer', promptId: fitting.id, answer }
}

async function unknown(base: BaseContext, message: InboundMessage, line: string): Promise<Read> {
  const suggestions: ReadSuggestion[] = []
  for (const { action, word, typed, rest } of suggestActions(line, base.actions)) {
    const { args } = readSlots(action.slots, rest, await vocabularyFor(base, action, rest, message.mentions, undefined))
    suggestions.push({ action, word, typed, args })
  }
  return { kind: 'unknown', suggestions }
}
