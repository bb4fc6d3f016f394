/** Whether a verb that stands in the line orders or asks anything there: not if it is denied, doubted or the end of a word. */
import type { Declared } from '../actions/action.ts'
import type { Piece } from './canvas.ts'
import { type Mood, moodOf, weighs } from './mood.ts'
import { type OwnWords, without } from './own-words.ts'
import { changes, type VerbFound } from './verbs.ts'

/** `mood`: of the speaker's own words. */
export function isMeant(verb: VerbFound, text: string, { closed, said }: OwnWords, mood: Mood): boolean {
  return !isPartOfWord(verb, text, closed) && !isDenied(verb, text) && mayMean(verb, said, mood)
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
  if (mood === 'question' || !takesText(action)) return false
  return moodOf(without(said, pieces).slice(0, pieces.at(-1)?.end ?? 0)) === 'order'
}

const takesText = ({ slots }: Declared): boolean =>
  Object.values(slots).some(({ rest, required, long }) => rest && (required || long))

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
