/** Finds the verb: which declared action a line asks for, and what of the line is left for its slots. */
import type { Declared } from '../actions/action.ts'

export interface Choice {
  action: Declared
  /** The alias that matched, as declared. */
  word: string
  /** The line without the verb; the verb's place is a line feed, so that slots do not run across it. */
  rest: string
  /** The verb opens the line (after a courtesy word), or stands after 把 …. */
  leading: boolean
}

const COURTESY = /^(?:请|麻烦|帮我|帮忙|我要|我想|我来|please )\s*/i
const LATIN = /[a-z0-9]/i

/** A question is never an order: `T-1 完成了吗` must not complete it. */
const QUESTION = /[?？]\s*$|(?:吗|么|呢|没有|了没|多少|几个|谁)\s*[。.!]*$/

/** The candidates, best first: a leading verb beats an inner one, a longer verb a shorter, an earlier an later. */
export function chooseAction(line: string, actions: readonly Declared[]): Choice | undefined {
  const text = line.replace(/^\//, '').trimStart().replace(COURTESY, '')
  let best: (Choice & { score: number }) | undefined
  const fitting = QUESTION.test(text) ? actions.filter(({ undo }) => undo === 'none') : actions
  for (const action of fitting) {
    for (const word of [...action.words.zh, ...action.words.en]) {
      const choice = matchWord(text, action, word)
      if (choice && (!best || choice.score > best.score)) best = choice
    }
  }
  return best
}

function matchWord(text: string, action: Declared, word: string): (Choice & { score: number }) | undefined {
  const lower = text.toLowerCase()
  const at = lower.indexOf(word.toLowerCase())
  if (at < 0 || !standsAlone(text, at, word)) return undefined
  const leading = at === 0
  const afterBa = /^[把将]/.test(text)
  if (!leading && !afterBa && !isInnerVerb(text, at, word, action)) return undefined
  const rest = `${text.slice(0, at)}\n${text.slice(at + word.length).replace(/^\s*[:,]/, '')}`
  return {
    action,
    word,
    rest,
    leading: leading || afterBa,
    score: (leading ? 1000 : 0) + word.length * 10 - Math.min(at, 9),
  }
}

/** A Latin word must not be part of a longer one; Chinese has no spaces to tell. */
function standsAlone(text: string, at: number, word: string): boolean {
  if (!LATIN.test(word)) return true
  const before = text[at - 1] ?? ' '
  const after = text[at + word.length] ?? ' '
  return !LATIN.test(before) && !LATIN.test(after)
}

/**
 * Inside a line a verb counts after a space or a number, or if it is long enough to be no accident. Names of things
 * (任务, 项目) are no verbs there: `新见任务` is a slip, not a question about a task.
 */
function isInnerVerb(text: string, at: number, word: string, action: Declared): boolean {
  const before = text[at - 1] ?? ' '
  return /[\s\d]/.test(before) || word.length >= 3 || (word.length === 2 && action.undo !== 'none')
}
