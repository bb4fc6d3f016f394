/** Finds the verb: which declared action a line asks for, and what of the line is left for its slots. */
import type { Declared } from '../actions/action.ts'
import type { Piece } from './canvas.ts'
import { protectedSpans } from './slots/index.ts'

export interface Choice {
  action: Declared
  /** The alias that matched, as declared. */
  word: string
  /** The line without the verb; the verb's place is a line feed, so that slots do not run across it. */
  rest: string
  /** The verb opens the line (after a courtesy word), or stands after 把 …. */
  leading: boolean
}

const COURTESY = /^(?:请|麻烦|帮我|帮忙|我要|我想|我来|看看|看一下|看下|查一下|please )\s*/i
const BA = /^[把将]/
const LATIN = /[a-z0-9]/i

/** A question is never an order: `T-1 完成了吗` must not complete it. */
const QUESTION = /[?？]\s*$|(?:吗|么|呢|没有|了没|多少|几个|谁)\s*[。.!]*$/
/** Before an inner verb these make a question of it: `什么时候完成 T-3`, `T-3 能否完成`. */
const ASKING =
  /什么时候|何时|几时|哪天|为什么|为何|怎么|怎样|如何|是否|谁|能否|可否|可不可以|有没有|多久|\b(?:when|why|who|how|whether|is|did|does)\b/i
/** Right before a verb these turn it into its opposite: `不通过`, `还没完成`, `别派给`, `not done`. */
const NEGATED =
  /(?:不|没|没有|未|勿|莫|无法|无需|(?<![特级类分性区差识告鉴甄])别|不要|不用|不能|不必|不会|不想|不是|没法|不再|别再|先别|\b(?:not|never|no|cannot)\s|n['’]t\s)\s*(?:再|能|有|被)?\s*$/i

/** Whether running it may change something; questions never do. */
export const changes = ({ undo, name }: Declared): boolean => undo !== 'none' || name === 'undo'
const takesRest = ({ slots }: Declared): boolean => Object.values(slots).some(({ rest }) => rest)

/**
 * The best verb of the line; see `score`. Nothing is a verb inside quotation marks, inside one of `names` (titles of tasks, names
 * of projects: 完成度报告), after a negation, or, if it would change something, in a question.
 */
export function chooseAction(
  line: string,
  actions: readonly Declared[],
  names: readonly string[] = [],
): Choice | undefined {
  const text = withoutCourtesy(line.replace(/^\//, '').trimStart())
  const aliases = actions.flatMap(({ words }) => [...words.zh, ...words.en])
  const closed = [...protectedSpans(text), ...placesOf(text, [...names, ...aliases])]
  const question = QUESTION.test(text)
  let best: (Choice & { score: number }) | undefined
  for (const action of actions) {
    if (question && changes(action)) continue
    for (const word of [...action.words.zh, ...action.words.en]) {
      const choice = matchWord(text, action, word, closed)
      if (choice && (!best || choice.score > best.score)) best = choice
    }
  }
  return best
}

function withoutCourtesy(text: string): string {
  const shorter = text.replace(COURTESY, '')
  return shorter === text ? text : withoutCourtesy(shorter)
}

/** Where names and longer verbs stand in the text: 工时 inside 我的工时 is no verb of its own. */
function placesOf(text: string, names: readonly string[]): readonly Piece[] {
  const lower = text.toLowerCase()
  return names.flatMap((name) => occurrences(lower, name).map((start) => ({ start, end: start + name.length })))
}

function occurrences(lower: string, word: string): readonly number[] {
  const found: number[] = []
  const wanted = word.toLowerCase()
  for (let at = lower.indexOf(wanted); at >= 0 && wanted !== ''; at = lower.indexOf(wanted, at + 1)) found.push(at)
  return found
}

/** The best place where `word` is a verb of the line. */
function matchWord(
  text: string,
  action: Declared,
  word: string,
  closed: readonly Piece[],
): (Choice & { score: number }) | undefined {
  let best: number | undefined
  for (const at of occurrences(text.toLowerCase(), word)) {
    if (!isVerb(text, at, word, action, closed)) continue
    if (best === undefined || score(text, action, word, at) > score(text, action, word, best)) best = at
  }
  if (best === undefined) return undefined
  return {
    action,
    word,
    rest: `${text.slice(0, best)}\n${text.slice(best + word.length).replace(/^\s*[:,]/, '')}`,
    leading: best === 0 || BA.test(text),
    score: score(text, action, word, best),
  }
}

function isVerb(text: string, at: number, word: string, action: Declared, closed: readonly Piece[]): boolean {
  const end = at + word.length
  // A name that is nothing but the verb closes nothing: a task may well be called 甘特图.
  if (closed.some((piece) => piece.start <= at && end <= piece.end && piece.end - piece.start > word.length))
    return false
  if (!standsAlone(text, at, word)) return false
  if (at === 0) return true
  const before = text.slice(0, at)
  if (NEGATED.test(before)) return false
  if (BA.test(text)) return true
  return isInnerVerb(before, word, action) && !(changes(action) && ASKING.test(before))
}

/** A Latin word must not be part of a longer one; Chinese has no spaces to tell. */
function standsAlone(text: string, at: number, word: string): boolean {
  if (!LATIN.test(word)) return true
  const before = text[at - 1] ?? ' '
  const after = text[at + word.length] ?? ' '
  return !LATIN.test(before) && !LATIN.test(after)
}

/** Verbs by themselves that are names of things inside a line: `新见里程碑` is a slip. */
const NOUN = /^(?:里程碑|工时)$/

/**
 * Inside a line a verb counts after a space or a number, or if it is long enough to be no accident. Names of things
 * (任务, 项目) are no verbs there: `新见任务` is a slip, not a question about a task.
 */
function isInnerVerb(before: string, word: string, action: Declared): boolean {
  if (/[\s\d]$/.test(before)) return true
  return !NOUN.test(word) && (word.length >= 3 || (word.length === 2 && action.undo !== 'none'))
}

/**
 * A leading order beats an inner one, any order beats a question (`任务 T-3 派给赵倩`, `预算50万 新建项目 …`), an earlier verb
 * a later one, a longer a shorter. After 把 … the verb follows its object: one that leads on to a value (给, 到) beats
 * others, a later an earlier.
 */
function score(text: string, action: Declared, word: string, at: number): number {
  const length = word.length / 100
  if (at > 0 && BA.test(text)) return (/[给到]$/.test(word) ? 2000 : 1500) + Math.min(at + word.length, 400) + length
  const order = changes(action) || (at === 0 && takesRest(action))
  if (at === 0) return (order ? 1000 : 350) + length
  return (order ? 800 : 300) - Math.min(at, order ? 400 : 250) + length
}
