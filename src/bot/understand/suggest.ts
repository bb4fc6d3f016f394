/** Did-you-mean: at most three verbs near an unknown one. */
import { distance } from 'fastest-levenshtein'
import type { Declared } from '../actions/action.ts'
import { promptAnswer } from './prompt-answer.ts'

export interface Suggestion {
  action: Declared
  word: string
  /** What was typed in the verb's place. */
  typed: string
  /** The line without it. */
  rest: string
}

const MOST = 3

/** Whoever says these means no verb of ours, or its opposite: a button for that would be a trap. */
const OPPOSITE =
  /^(?:取消|删除|删掉|关闭|去掉|移除|停|别|不|没|勿|谁|哪|什么|为什么|怎么|delete|remove|cancel|close|don)/i

/** Compares the head of the line with every verb; one slip in up to four characters is near (删除项目 is not 新建项目), two in longer words. */
export function suggestActions(line: string, actions: readonly Declared[]): readonly Suggestion[] {
  const text = line.replace(/^\//, '').trim()
  if (OPPOSITE.test(text)) return []
  const found: (Suggestion & { off: number })[] = []
  for (const action of actions) {
    const best = [...action.words.zh, ...action.words.en]
      .map((word) => nearest(text, action, word))
      .filter((one) => one !== undefined)
      .sort((a, b) => a.off - b.off)[0]
    if (best) found.push(best)
  }
  return found.sort((a, b) => a.off - b.off || b.word.length - a.word.length).slice(0, MOST)
}

function nearest(text: string, action: Declared, word: string): (Suggestion & { off: number }) | undefined {
  if (word.length < 2) return undefined
  const latin = /^[a-z ]+$/i.test(word)
  const allowed = word.length <= 4 ? 1 : 2
  // Latin words end at a space; Chinese ones are compared at about the verb's own length.
  const lengths = latin ? wordEnds(text, word.split(' ').length) : [word.length, word.length - 1, word.length + 1]
  let best: (Suggestion & { off: number }) | undefined
  for (const length of lengths) {
    if (length < 2 || length > text.length) continue
    const typed = text.slice(0, length)
    const off = distance(typed.toLowerCase(), word.toLowerCase())
    // 取消 is a word of its own, not a slip of 撤消.
    if (off > allowed || off >= word.length || promptAnswer(typed, true)) continue
    if (!best || off < best.off) best = { action, word, typed, rest: text.slice(length), off }
  }
  return best
}

function wordEnds(text: string, words: number): readonly number[] {
  let end = -1
  for (let i = 0; i < words; i++) {
    const space = text.indexOf(' ', end + 1)
    end = space < 0 ? text.length : space
  }
  return [end]
}
