/** Did-you-mean: at most three verbs near an unknown one, by its characters or by its sound. */
import { distance } from 'fastest-levenshtein'
import type { Declared } from '../actions/action.ts'
import { promptAnswer } from './prompt-answer.ts'
import { blurred, syllables } from './slots/pinyin.ts'

export interface Suggestion {
  action: Declared
  word: string
  /** What was typed in the verb's place. */
  typed: string
  /** The line without it. */
  rest: string
}

interface Near extends Suggestion {
  /** 0 is the verb itself; below 1 it sounds like it; else the slips of the hand. */
  off: number
}

const MOST = 3
const SAME_SOUND = 0.5
const LIKE_SOUND = 0.75

/** Whoever says these means no verb of ours, or its opposite: a button for that would be a trap. */
const OPPOSITE =
  /^(?:取消|删除|删掉|关闭|去掉|移除|停|别|不|没|勿|谁|哪|什么|为什么|怎么|delete|remove|cancel|close|don)/i

/**
 * Compares the head of the line with every verb: the same or a similar sound (等季公时 for 登记工时, also typed as
 * dengjigongshi), or one slip in up to four characters (删除项目 is not 新建项目), two in longer words. After 取消 and 删除
 * only verbs that begin so come into question. Nearest first.
 */
export function suggestActions(line: string, actions: readonly Declared[]): readonly Suggestion[] {
  const text = line.replace(/^\//, '').trim()
  const opposite = OPPOSITE.exec(text)?.[0].toLowerCase()
  const found: Near[] = []
  for (const action of actions) {
    const best = [...action.words.zh, ...action.words.en]
      .filter((word) => opposite === undefined || word.startsWith(opposite))
      .flatMap((word) => [nearest(text, action, word), soundsLike(text, action, word)])
      // A line that begins with the very verb was not understood for another reason than its spelling.
      .filter((one) => one !== undefined && (opposite === undefined || one.off > 0))
      .sort((a, b) => (a?.off ?? 0) - (b?.off ?? 0))[0]
    if (best) found.push(best)
  }
  return found.sort((a, b) => a.off - b.off || b.word.length - a.word.length).slice(0, MOST)
}

function nearest(text: string, action: Declared, word: string): Near | undefined {
  if (word.length < 2) return undefined
  const latin = /^[a-z ]+$/i.test(word)
  const allowed = word.length <= 4 ? 1 : 2
  // Latin words end at a space; Chinese ones are compared at about the verb's own length.
  const lengths = latin ? wordEnds(text, word.split(' ').length) : [word.length, word.length - 1, word.length + 1]
  let best: Near | undefined
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

interface Sound {
  plain: string
  blurred: string
}

const sounds = new Map<string, Sound>()

/** Sounds of verbs, read once: there are few of them and they never change. */
function soundOf(word: string): Sound {
  const known = sounds.get(word)
  if (known) return known
  const sound = readSound(word)
  sounds.set(word, sound)
  return sound
}

function readSound(text: string): Sound {
  const read = syllables(text)
  return { plain: read.join(' '), blurred: read.map(blurred).join(' ') }
}

const HAN = /^\p{Script=Han}{2,}$/u

/** The head of the line sounds like the verb, in Chinese characters or typed in pinyin. */
function soundsLike(text: string, action: Declared, word: string): Near | undefined {
  if (!HAN.test(word)) return undefined
  const sound = soundOf(word)
  const spelled = spelledAs(text, sound.plain)
  if (spelled !== undefined) return { action, word, typed: spelled, rest: text.slice(spelled.length), off: SAME_SOUND }
  const typed = text.slice(0, word.length)
  if (typed === word || !HAN.test(typed) || promptAnswer(typed, true)) return undefined
  const heard = readSound(typed)
  // 时间 and 事件 sound alike; two characters need one in common, as everyday words would else be verbs.
  if (word.length < 3 && ![...word].some((char, at) => typed.charAt(at) === char)) return undefined
  if (heard.plain === sound.plain) return { action, word, typed, rest: text.slice(typed.length), off: SAME_SOUND }
  return heard.blurred === sound.blurred
    ? { action, word, typed, rest: text.slice(typed.length), off: LIKE_SOUND }
    : undefined
}

/** `xinjianrenwu` or `xin jian ren wu` at the head of the line, as a whole word. */
function spelledAs(text: string, plain: string): string | undefined {
  let at = 0
  for (const char of plain) {
    if (char === ' ') at += text.charAt(at) === ' ' ? 1 : 0
    else if (text.charAt(at).toLowerCase() === char) at += 1
    else return undefined
  }
  return /[a-z]/i.test(text.charAt(at)) ? undefined : text.slice(0, at)
}

function wordEnds(text: string, words: number): readonly number[] {
  let end = -1
  for (let i = 0; i < words; i++) {
    const space = text.indexOf(' ', end + 1)
    end = space < 0 ? text.length : space
  }
  return [end]
}
