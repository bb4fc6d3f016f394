/**
 * One command of a line: every verb found is read with its slots, and the reading that explains most of the
 * line wins. A change is only ever ordered: never by a question, a doubt or a negation, and never with words left that
 * may mean something. Pure; the trace of what was read as what is kept for `解释`.
 */
import type { Declared } from '../actions/action.ts'
import type { Slot } from '../actions/slot.ts'
import type { Piece } from './canvas.ts'
import type { Interpretation, Line, Situation } from './command.ts'
import { conclude, type ReadVerb } from './conclude.ts'
import { withoutCourtesy } from './courtesy.ts'
import { isMeant } from './meant.ts'
import { moodOf } from './mood.ts'
import { type OwnWords, ownWordsOf } from './own-words.ts'
import { perObject } from './per-object.ts'
import { readSlots } from './read-slots.ts'
import { isRead, missingOf, type Reading, saysSomething } from './reading.ts'
import { changes, findVerbs, type VerbFound } from './verbs.ts'
import { speaking, type Vocabulary } from './vocabulary.ts'

interface Candidate extends ReadVerb {
  score: number
}

const MOST_READ = 7

/** `记工时记工时记工时…`: whoever says the same four times over orders nothing. */
const REPEATED = /(?!(.)\1)([^\d]{2,6})\2{3}/u

/** The line as a single command. */
export function interpretOne(line: Line, situation: Situation): Interpretation {
  if (REPEATED.test(line.text)) return { kind: 'unknown' }
  const own = ownWordsOf(line.text, situation.vocabulary)
  const best = bestOf(line, own, situation)
  return best ? conclude(best, line, own.said, situation) : { kind: 'unknown' }
}

/** The reading that explains most of the line; of equals, the one whose verb says more. */
function bestOf(line: Line, own: OwnWords, { actions, vocabulary }: Situation): Candidate | undefined {
  const inner = withoutCourtesy(line.text)
  const skip = [
    { start: 0, end: inner.start },
    { start: inner.end, end: line.text.length },
  ]
  const mood = moodOf(own.said)
  const likely = findVerbs(line.text, actions, own.closed, inner.start)
    .filter((verb) => isMeant(verb, line.text, own, mood))
    .map((verb) => ({ verb, strength: strength(verb) }))
    .sort((a, b) => b.strength - a.strength)
    .slice(0, MOST_READ)
  const readings: Candidate[] = []
  let best = Number.NEGATIVE_INFINITY
  for (const { verb, strength } of likely) {
    // Reading costs far more than all else: what cannot win, and only that, is not read.
    if (likely.some((other) => isBeaten(verb, other.verb))) continue
    const hasParts = likely.some((other) => isPartOf(other.verb, verb))
    if (!hasParts && strength + mostExplained(verb.action, vocabulary) < best) continue
    const read = candidate(line, verb, strength, skip, vocabulary)
    readings.push(...read)
    const isPart = likely.some((other) => isPartOf(verb, other.verb))
    if (!isPart) for (const { score } of read) best = Math.max(best, score)
  }
  const [first] = withoutParts(readings).toSorted((a, b) => b.score - a.score)
  return first
}

/** By a word, whose reading always counts: it says more than its part, and more than a way of saying the same. */
const isBeaten = (verb: VerbFound, word: VerbFound): boolean =>
  !word.way && (isPartOf(verb, word) || (verb.way !== undefined && isSamePlace(verb, word)))

const isSamePlace = (one: VerbFound, other: VerbFound): boolean =>
  one.action === other.action &&
  one.pieces.length === other.pieces.length &&
  one.pieces.every(({ start, end }, index) => start === other.pieces[index]?.start && end === other.pieces[index]?.end)

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

/** More than this {@link explained} says of no reading. */
const mostExplained = (action: Declared, { quoted }: Vocabulary): number =>
  worthOfSlots(action) + (changes(action) ? ORDER : quoted === undefined ? 0 : ABOUT_QUOTED)

const worthOfSlots = perObject(({ slots }: Declared) =>
  Object.values(slots).reduce((sum, slot) => sum + worth(slot), 0),
)

/** Free text takes whatever is there, and says less for a reading than a value that was recognised. */
const worth = (slot: Slot | undefined): number => (slot?.rest ? 4 : 10)
const ABOUT_QUOTED = 12
const ORDER = 3

/** How much of the line the reading explains, and how much it lacks. */
function explained(action: Declared, reading: Reading, missing: number, quoted: string | undefined): number {
  const filled = Object.keys(reading.args).filter((name) => !reading.assumed.has(name))
  const values = filled.reduce((sum, name) => sum + worth(action.slots[name]), 0)
  // A question in reply to a card is about that card.
  const about = !changes(action) && quoted !== undefined && reading.assumed.size > 0 ? ABOUT_QUOTED : 0
  const unread = Math.min(40, (reading.leftover?.length ?? 0) * 4)
  const order = changes(action) ? ORDER : 0
  // What a slot lacks because its value cannot be is not held against the reading twice.
  const lacking = reading.problem ? 0 : missing * 12
  return values + order + about - lacking - unread - (reading.problem ? 14 : 0) - reading.ambiguities.length * 2
}
