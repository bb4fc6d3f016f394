/**
 * One command of a line: every verb found is read with its slots, and the reading that explains most of the
 * line wins. A change is only ever ordered: never by a question, a doubt or a negation, and never with words left that
 * may mean something. Pure; the trace of what was read as what is kept for `解释`.
 */
import { distance } from 'fastest-levenshtein'
import type { Understood } from '../../domain/conversations/turn.ts'
import { type Refusal, refuse } from '../../domain/shared/refusal.ts'
import type { Declared } from '../actions/action.ts'
import type { Args } from '../actions/slot.ts'
import type { Piece } from './canvas.ts'
import { withoutCourtesy } from './courtesy.ts'
import { type Mood, moodOf, weighs } from './mood.ts'
import { perObject } from './per-object.ts'
import { type Ambiguity, readSlots } from './read-slots.ts'
import { isRead, missingOf, type Reading, saysSomething } from './reading.ts'
import { findPeople, normalise, protectedSpans, simplify } from './slots/index.ts'
import { changes, findVerbs, placesOf, type VerbFound } from './verbs.ts'
import { speaking, type Vocabulary } from './vocabulary.ts'

/** One action with its arguments, ready to be performed. */
export interface Command {
  action: Declared
  args: Args
  /** Asked about before anything runs. */
  ambiguity?: Ambiguity
  understood: readonly Understood[]
  /** A verb was said, not only what it would be about. */
  spoken: boolean
  /** Nobody needs to ask: it opens the line or names its object, and no required slot is missing. */
  clear: boolean
}

export type Interpretation =
  | { kind: 'commands'; commands: readonly Command[] }
  | { kind: 'refused'; refusal: Refusal; action?: Declared; understood: readonly Understood[] }
  | { kind: 'unknown' }

/** A line as it is recognised and as it was typed, character for character as long. */
export interface Line {
  text: string
  typed: string
}

/** An order or a question that was carried out. */
export interface Previous {
  action: Declared
  args: Args
}

/** What understanding knows besides the line. */
export interface Situation {
  actions: readonly Declared[]
  vocabulary: Vocabulary
  /** What the speaker said here within the last ten minutes, if it was carried out. */
  previous?: Previous
}

interface Candidate {
  verb: VerbFound
  reading: Reading
  score: number
  missing: number
}

const MOST_READ = 7
/** A name of a task or project this long protects the verbs inside it. */
const CLOSING = 3

export function prepare(raw: string): Line {
  const typed = normalise(raw).trim()
  return { typed, text: simplify(typed) }
}

/** `记工时记工时记工时…`: whoever says the same four times over orders nothing. */
const REPEATED = /(?!(.)\1)([^\d]{2,6})\2{3}/u

/** The line as a single command. */
export function interpretOne(line: Line, situation: Situation): Interpretation {
  if (REPEATED.test(line.text)) return { kind: 'unknown' }
  const closed = closedPieces(line.text, situation.vocabulary)
  const said = without(line.text, closed)
  const [best] = candidates(line, { closed, said }, situation)
  return best ? conclude(best, line, said, situation) : { kind: 'unknown' }
}

/** The line as long as before, with these pieces blotted out. */
function without(text: string, pieces: readonly Piece[]): string {
  return pieces.reduce((line, { start, end }) => line.slice(0, start) + '□'.repeat(end - start) + line.slice(end), text)
}

const closing = (names: readonly string[]): readonly string[] =>
  names.filter((name) => name.length >= CLOSING).map((name) => name.toLowerCase())
/** Worked out once per message: there may be thousands. */
const closingTitles = perObject((tasks: Vocabulary['tasks']) => closing(tasks.map(({ title }) => title)))
const closingNames = perObject((projects: Vocabulary['projects']) => closing(projects.map(({ name }) => name)))

/** What quotation marks or names of objects enclose: its words are not the speaker's. */
function closedPieces(text: string, { tasks, projects }: Vocabulary): readonly Piece[] {
  const lower = text.toLowerCase()
  return [...protectedSpans(text), ...placesOf(lower, closingTitles(tasks)), ...placesOf(lower, closingNames(projects))]
}

/** What of a line are its speaker's own words. */
interface Own {
  closed: readonly Piece[]
  /** The line without them. */
  said: string
}

/** Every reading worth looking at, the best first. */
function candidates(line: Line, { closed, said }: Own, situation: Situation): readonly Candidate[] {
  const { actions, vocabulary } = situation
  const inner = withoutCourtesy(line.text)
  const skip = [
    { start: 0, end: inner.start },
    { start: inner.end, end: line.text.length },
  ]
  const mood = moodOf(said)
  const readings = findVerbs(line.text, actions, closed, inner.start)
    .filter((verb) => !isPartOfWord(verb, line.text, closed) && !isDenied(verb, line.text) && mayMean(verb, said, mood))
    .map((verb) => ({ verb, strength: strength(verb) }))
    .sort((a, b) => b.strength - a.strength)
    .slice(0, MOST_READ)
    .flatMap(({ verb, strength }) => candidate(line, verb, strength, skip, vocabulary))
  return withoutParts(readings).toSorted((a, b) => b.score - a.score)
}

/** `海报 不要给赵倩`: a part of the order is forbidden, and which one is not for us to choose. */
const FORBIDS = /(?:不要|不用|(?<!特)别|先不)(?=给|派|让|交|安排|找|改|动|放)/

/**
 * Where an action takes a reason or a title, what comes behind the verb is that text, whatever mood it is in: `有问题,
 * 产品图还没给我`. A question stays one.
 */
function mayMean(verb: VerbFound, said: string, general: Mood): boolean {
  const { action, pieces } = verb
  // `不申请了, 撤回吧`: the words of the verb itself deny nothing; but a condition stays one.
  const mood = general === 'doubt' && !weighs(said) ? moodOf(without(said, pieces)) : general
  if (changes(action) && FORBIDS.test(said) && !Object.values(action.slots).some(({ rest, long }) => rest && long))
    return false
  if (mood === 'order' || (mood === 'question' && !changes(action))) return true
  if (mood === 'question' || !ownWords(action)) return false
  return moodOf(without(said, pieces).slice(0, pieces.at(-1)?.end ?? 0)) === 'order'
}

const ownWords = ({ slots }: Declared): boolean =>
  Object.values(slots).some(({ rest, required, long }) => rest && (required || long))

/** 建任务 within 新建任务 is not what was said. */
function withoutParts(found: readonly Candidate[]): readonly Candidate[] {
  return found.filter(({ verb }) => !found.some((other) => isPartOf(verb, other.verb)))
}

function isPartOf(small: VerbFound, large: VerbFound): boolean {
  const [inner, ...more] = small.pieces
  const [outer, ...others] = large.pieces
  if (small.action !== large.action || !inner || !outer || more.length + others.length > 0) return false
  const longer = outer.end - outer.start > inner.end - inner.start
  return longer && outer.start <= inner.start && inner.end <= outer.end
}

/** Right before a verb these turn it into its opposite, unless they belong to it (不同意) or end a word (特别, 级别). */
const DENIED = /(?:不|没|(?<![特级类分性区差识告鉴甄个])别|未|勿|莫)(?:再|能|有|被|要)?\s*$/

/** `A-7 已经批准了` reports what somebody else did, and so does `A-7 批准了`. */
const REPORTED = /(?:已经?|刚刚?|早就?)\s*$/
const HAS_HAPPENED = /^了[。.!！~\s]*$/

function isDenied({ action, pieces: [piece] }: VerbFound, text: string): boolean {
  if (!changes(action) || piece === undefined) return false
  const before = text.slice(Math.max(0, piece.start - 4), piece.start)
  if (
    DENIED.test(before) ||
    (action.undo === 'final' && (REPORTED.test(before) || HAS_HAPPENED.test(text.slice(piece.end))))
  )
    return true
  // `不加同义词了`: the declared word is only the end of what is denied.
  return Object.values(action.slots).some(({ pair }) => pair) && /[不没别]\p{Script=Han}{0,2}$/u.test(before)
}

/** 任务 in 新见任务 is the end of a word that was mistyped, and no question about a task. */
function isPartOfWord({ action, way, pieces: [piece] }: VerbFound, text: string, closed: readonly Piece[]): boolean {
  if (way || !piece) return false
  const word = text.slice(piece.start, piece.end)
  if (changes(action) ? !NOUN.test(word) : word.length > 2) return false
  if (closed.some(({ end }) => end === piece.start)) return false
  const before = text.slice(0, piece.start)
  // `里程碑 页面上线 改到 12月5日` speaks of one that there is.
  if (changes(action)) return closed.length > 0 || /\p{Script=Han}$/u.test(before)
  return /\p{Script=Han}$/u.test(before) && !BEFORE_NOUN.test(before)
}

/** Names of things that stand for an order by themselves. */
const NOUN = /^(?:里程碑|工时)$/
const BEFORE_NOUN = /(?:的|看|下|查|把|个|有|哪些|多少|给我|先|再|看看|些|我|现在)$/

/** What people say around any question; an order is read more strictly. */
const LOOKING =
  "先|看看|看一?下|查一?下|查看|帮我查|查|给我发?|发我|画一?个?|展示|显示|打开|来一?个|一下|现在|目前|我们|咱们|怎么样|咋样|如何|吗|呢|了|多少|有|都|的|情况|\\b(?:show(?: me)?|give me|can i see|what is|what['’]s|the|of|for|on|please|a|an)\\b"

const noiseOf = perObject((action: Declared): RegExp | undefined =>
  changes(action) ? action.noise : new RegExp(action.noise ? `${action.noise.source}|${LOOKING}` : LOOKING),
)

function candidate(
  { text, typed }: Line,
  verb: VerbFound,
  strength: number,
  skip: readonly Piece[],
  vocabulary: Vocabulary,
): readonly Candidate[] {
  const { action, way } = verb
  const noise = noiseOf(action)
  const source = { text, typed, verb: verb.pieces, skip, asks: !changes(action), ...(noise ? { noise } : {}) }
  const reading = readSlots(action.slots, source, speaking(vocabulary, action))
  if (way && !way.needs.every((need) => need.split('|').some((slot) => isRead(reading, slot)))) return []
  // Where nothing but slots speaks, the line must fill one itself: `好的` in reply to a card asks nothing.
  if (way?.pieces.length === 0 && !saysSomething(reading)) return []
  // Slots alone say something only if nothing else is said.
  if (way?.pieces.length === 0 && (reading.leftover !== undefined || reading.problem)) return []
  const missing = missingOf(action, reading)
  return [{ verb, reading, missing, score: strength + explained(action, reading, missing, vocabulary.quoted) }]
}

/** A longer verb and one that opens the line say more. */
function strength({ action, pieces, leading, way }: VerbFound): number {
  const length = pieces.reduce((sum, { start, end }) => sum + end - start, 0)
  // `帮助 新建任务` opens with what it asks; the rest is its subject.
  const subject = leading && !way && !changes(action) && Object.values(action.slots).some(({ rest }) => rest)
  return (
    Math.min(length, 12) * 5 + (leading ? 8 : 0) + (subject ? 30 : 0) - (way ? 4 : 0) - (pieces[0]?.start ?? 0) / 50
  )
}

/** How much of the line the reading explains, and how much it lacks. */
function explained({ slots, undo }: Declared, reading: Reading, missing: number, quoted: string | undefined): number {
  const filled = Object.keys(reading.args).filter((name) => !reading.assumed.has(name))
  const values = filled.reduce((sum, name) => sum + (slots[name]?.rest ? 4 : 10), 0)
  // A question in reply to a card is about that card.
  const about = undo === 'none' && quoted !== undefined && reading.assumed.size > 0 ? 12 : 0
  const unread = Math.min(40, (reading.leftover?.length ?? 0) * 4)
  const order = undo === 'none' ? 0 : 3
  // What a slot lacks because its value cannot be is not held against the reading twice.
  const lacking = reading.problem ? 0 : missing * 12
  return values + order + about - lacking - unread - (reading.problem ? 14 : 0) - reading.ambiguities.length * 2
}

function conclude(
  { verb, reading, missing }: Candidate,
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
  const options = near.slice(0, 5).map(({ id, title: name }) => ({ value: String(id), label: `T-${id} ${name}` }))
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
