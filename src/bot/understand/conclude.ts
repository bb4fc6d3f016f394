/** From the best reading of a line to what is done: the command, a question about it, or why nothing is. */
import { distance } from 'fastest-levenshtein'
import type { Understood } from '../../domain/conversations/turn.ts'
import { type Refusal, refuse } from '../../domain/shared/refusal.ts'
import { taskRef } from '../../domain/tasks/task.ts'
import type { Declared } from '../actions/action.ts'
import type { Args } from '../actions/slot.ts'
import type { Command, Interpretation, Line, Situation } from './command.ts'
import { weighs } from './mood.ts'
import { perObject } from './per-object.ts'
import type { Ambiguity, Reading } from './reading.ts'
import { findPeople, protectedSpans } from './slots/index.ts'
import { changes, type VerbFound } from './verbs.ts'
import type { Vocabulary } from './vocabulary.ts'

/** A verb with what was read for it, and how many of its values are not known yet. */
export interface ReadVerb {
  verb: VerbFound
  reading: Reading
  missing: number
}

/** `said`: the speaker's own words of the line. */
export function conclude(
  { verb, reading, missing }: ReadVerb,
  line: Line,
  said: string,
  situation: Situation,
): Interpretation {
  const { action } = verb
  const understood = trace(verb, reading, line)
  const refused = (refusal: Refusal): Interpretation => ({ kind: 'refused', refusal, action, understood })
  if (!changes(action) && weighs(said.replace(ASKS_WHETHER, ''))) return { kind: 'unknown' }
  if (reading.problem) return refused(reading.problem)
  if (
    reading.leftover !== undefined &&
    (changes(action) || tooMuch(reading.leftover, situation.vocabulary, namesObject(action, reading)))
  )
    return refused(refuse('INPUT.UNREADABLE', { field: verb.word, text: reading.leftover }))
  const swallowed = anotherOrder(action, reading, verb, line, situation.actions)
  if (swallowed !== undefined) return refused(refuse('INPUT.UNREADABLE', { field: verb.word, text: swallowed }))
  const similar = similarTask(action, reading, situation.vocabulary)
  const ambiguity = reading.ambiguities[0] ?? similar
  const clear = missing === 0 && (verb.leading || namesObject(action, reading)) && saysWhat(action, reading)
  const spoken = verb.pieces.length > 0
  const { title: _, ...untitled } = reading.args
  const args: Args = similar ? untitled : reading.args
  const command: Command = {
    action,
    args,
    understood,
    spoken,
    clear,
    ...(ambiguity ? { ambiguity } : {}),
  }
  const further = reading.further.map(({ slot, value }) => ({ ...command, args: { ...args, [slot]: value } }))
  return { kind: 'commands', commands: [command, ...further] }
}

/** What orders by itself: the declared words of more than one character. */
const ordersOf = perObject((actions: readonly Declared[]): readonly string[] =>
  actions.filter(changes).flatMap(({ words }) => words.zh.filter((word) => word.length > 1)),
)

/**
 * `申请2万做搭建, 脚本派给赵倩`, `计划推迟一天, 脚本交给赵倩`: a text that holds a further order has swallowed it. Looked for behind
 * a comma, and in a title that stands before its verb.
 */
function anotherOrder(
  { slots }: Declared,
  { args }: Reading,
  { pieces }: VerbFound,
  { text }: Line,
  actions: readonly Declared[],
): string | undefined {
  const [name] = Object.entries(slots).find(([, { rest, long }]) => rest && !long) ?? []
  const value = name === undefined ? undefined : args[name]
  if (value === undefined || isQuoted(text, value)) return undefined
  const behindComma = value.slice(value.search(/[,，;；]/) + 1)
  // After 把 the object stands before its verb, whatever it is called.
  const before = !/^[把将]/.test(text) && text.indexOf(value) < (pieces[0]?.start ?? 0)
  const suspicious = /[,，;；]/.test(value) ? behindComma : before ? value : ''
  return ordersOf(actions).some((word) => suspicious.includes(word)) ? suspicious : undefined
}

const isQuoted = (text: string, value: string): boolean => protectedSpans(text).some((span) => span.value === value)

/** A new title one slip away from a known one is probably that one: 投放计化. */
function similarTask({ slots }: Declared, { args }: Reading, { tasks }: Vocabulary): Ambiguity | undefined {
  const { title } = args
  if (title === undefined || slots.task === undefined || title.length < 3) return undefined
  const near = tasks.filter((task) => task.title !== title && distance(task.title, title) === 1)
  const options = near
    .slice(0, 5)
    .map(({ id, title: name }) => ({ value: String(id), label: `${taskRef(id)} ${name}` }))
  return options.length > 0 ? { slot: 'task', spoken: title, options } : undefined
}

/** Politeness or a plain question, where nothing is to be changed. */
const ASKS_WHETHER = /是否|能不能|可不可以|能否|可否/g

/** A question of which most was not read, or somebody in it, is answered by luck at best. */
const tooMuch = (leftover: string, vocabulary: Vocabulary, namesTask: boolean): boolean =>
  leftover.length > 8 || (!namesTask && findPeople(leftover, vocabulary).length > 0)

/** `同意`, `归档`, `交给周涛吧` may be an answer to anybody: an order names what it is about. */
function saysWhat(action: Declared, { args, assumed, ambiguities }: Reading): boolean {
  if (!changes(action)) return true
  const objects = Object.entries(action.slots).filter(
    ([name, { kind, rest }]) =>
      kind === 'task' || kind === 'approval' || kind === 'project' || (rest && name !== 'reason'),
  )
  // A decision names its request; for all else the object last spoken of is good enough.
  const said = (name: string) =>
    args[name] !== undefined && (action.slots[name]?.kind !== 'approval' || !assumed.has(name))
  return objects.length === 0 || objects.some(([name]) => said(name) || ambiguities.some(({ slot }) => slot === name))
}

function namesObject({ slots }: Declared, { args, assumed }: Reading): boolean {
  return Object.entries(slots).some(
    ([name, { kind }]) => kind === 'task' && args[name] !== undefined && !assumed.has(name),
  )
}

function trace({ action, pieces }: VerbFound, reading: Reading, { typed }: Line): readonly Understood[] {
  const verbs = pieces.map(
    ({ start, end }): Understood => ({ text: typed.slice(start, end), as: { kind: 'verb', action: action.name } }),
  )
  const unread: Understood[] =
    reading.leftover === undefined ? [] : [{ text: reading.leftover, as: { kind: 'unread' } }]
  return [...verbs, ...reading.understood, ...unread]
}
