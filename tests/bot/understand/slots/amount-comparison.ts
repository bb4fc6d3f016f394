/** Our amounts beside those of nzh, a package that reads Chinese numerals, over sentences of the language corpus. */
import Nzh from 'nzh'
import { findAmounts } from '../../../../src/bot/understand/slots/amounts.ts'
import { normalise } from '../../../../src/bot/understand/slots/normalise.ts'
import { simplify } from '../../../../src/bot/understand/slots/simplify.ts'

export interface Score {
  right: number
  wrong: number
  /** No amount, or several: the bot would ask. */
  abstained: number
}

export interface AmountComparison {
  lines: number
  ours: Score
  peer: Score
  /** Sentences that were not read right: by whom, and what was read. */
  misses: { sentence: string; expected: string; ours?: string; peer?: string }[]
}

interface Case {
  sentence: string
  /** 分 */
  expected: bigint
}

const EXPECTED = /(?:^|\s)(?:budget|amount)=(\d+)(?:\.(\d{1,2}))?(?=\s|$)/
const MARKS = /^(?:\[[^\]]*\]\s*)+/

/** Corpus lines with exactly one expected amount. */
function caseOf(line: string): Case[] {
  const cut = line.indexOf(' => ')
  if (line.startsWith('#') || cut < 0) return []
  const readings = line.slice(cut + 4).split(' | ')
  const amounts = new Set(readings.map((reading) => EXPECTED.exec(reading)).map((match) => match && fenOf(match)))
  const [expected] = amounts
  const sentence = line.slice(0, cut).replace(MARKS, '').replaceAll('\\n', '\n').trim()
  return amounts.size === 1 && expected != null && !line.includes(' ; ') ? [{ sentence, expected }] : []
}

const fenOf = ([, whole = '', cents = '']: RegExpExecArray): bigint =>
  BigInt(whole) * 100n + BigInt(cents.padEnd(2, '0'))

/** Both readers get the words that announce an amount: the first one behind them counts, else the only one. */
const ANNOUNCING = /预算|申请|追加|budget|request|add/gi

function chosen<T extends { start: number; value: bigint }>(sentence: string, found: readonly T[]): bigint | undefined {
  const values = new Set(found.map(({ value }) => value))
  if (values.size === 1) return found[0]?.value
  const behind = [...sentence.matchAll(ANNOUNCING)].flatMap(({ index, 0: word }) =>
    found.filter(({ start }) => start >= index + word.length && start <= index + word.length + 3),
  )
  return new Set(behind.map(({ value }) => value)).size === 1 ? behind[0]?.value : undefined
}

const ours = (sentence: string): bigint | undefined => chosen(sentence, findAmounts(sentence))

/** What a user of nzh takes for the number's phrase: figures or Chinese numerals with their unit, ¥ in front. */
const PHRASE = /¥? ?(?:\d[\d,.]*|[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]+)+[kKwW]?(?=([元块]?))/g
const MONEY_LIKE = /[万亿千百kKwW元块¥]/

/** nzh reads whole Chinese numerals and nothing else: plain figures are JavaScript's, figures before 万 are put in words. */
function decoded(phrase: string): bigint | undefined {
  const text = phrase.replace(/[¥, ]/g, '').replaceAll('两', '二')
  if (/^\d+(?:\.\d{1,2})?$/.test(text)) return BigInt(Math.round(Number(text) * 100))
  const words = text.replace(/\d+(?:\.\d+)?/g, (figures) => Nzh.cn.encodeS(figures))
  const value = Number(/[壹贰叁肆伍陆柒捌玖拾佰仟]/.test(words) ? Nzh.cn.decodeB(words) : Nzh.cn.decodeS(words))
  return Number.isFinite(value) && value > 0 ? BigInt(Math.round(value * 100)) : undefined
}

function peer(sentence: string): bigint | undefined {
  const found = [...sentence.matchAll(PHRASE)].flatMap((match) => {
    if (!MONEY_LIKE.test(`${match[0]}${match[1] ?? ''}`)) return []
    const value = decoded(match[0])
    return value === undefined ? [] : [{ start: match.index, value }]
  })
  return chosen(sentence, found)
}

function count(score: Score, read: bigint | undefined, expected: bigint): boolean {
  if (read === undefined) score.abstained += 1
  else if (read === expected) score.right += 1
  else score.wrong += 1
  return read === expected
}

/** Reads every corpus line (`sentence => reading`) that has one expected budget or amount with both. */
export function compareAmounts(lines: readonly string[]): AmountComparison {
  const cases = lines.flatMap(caseOf)
  const result: AmountComparison = {
    lines: cases.length,
    ours: { right: 0, wrong: 0, abstained: 0 },
    peer: { right: 0, wrong: 0, abstained: 0 },
    misses: [],
  }
  for (const { sentence, expected } of cases) {
    const clean = simplify(normalise(sentence))
    const [mine, theirs] = [ours(clean), peer(clean)]
    const good = [count(result.ours, mine, expected), count(result.peer, theirs, expected)]
    if (good.includes(false)) {
      result.misses.push({
        sentence,
        expected: `${expected}`,
        ...(good[0] ? {} : { ours: `${mine}` }),
        ...(good[1] ? {} : { peer: `${theirs}` }),
      })
    }
  }
  return result
}
