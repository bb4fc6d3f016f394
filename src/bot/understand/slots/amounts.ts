import type { Fen } from '../../../domain/shared/money.ts'
import { countsSomething, followsMetric } from './counts.ts'
import { isDigit, isNumeral, numeralRunEnd, startsNumeral } from './numerals.ts'
import { maskNumbers } from './protect.ts'
import { CURRENCY, FEN, matchAt, NO_SHORT, readChineseSum, readFigureSum, type Sum, YUAN } from './sums.ts'
import { type SlotProblem, type Span, spanOf } from './types.ts'

export interface AmountOptions {
  /** Also read a number that stands alone without unit or ¥, as typed into a form's amount field. */
  bare?: boolean
}

type AmountReading = { fen: Fen } | { problem: SlotProblem }

/** 10^13 yuan: more is a slip of the hand. */
const LARGEST: Fen = 1_000_000_000_000_000n
const PREFIX = /(?:¥|人民币|[Rr][Mm][Bb]|[Cc][Nn][Yy]) ?/y

/** 5角, 5角3分, 零5分, 12块5 after whole yuan; `digits` in 分. */
const CENTS =
  /(?:零?([\d一二三四五六七八九壹贰叁肆伍陆柒捌玖])[角毛](?:([\d一二三四五六七八九壹贰叁肆伍陆柒捌玖])分(?!钟))?|零?([\d一二三四五六七八九壹贰叁肆伍陆柒捌玖])分(?!钟))/y
const ONE = '零一二三四五六七八九'
const CAPITAL = '零壹贰叁肆伍陆柒捌玖'
const oneDigit = (char: string | undefined): bigint => {
  if (char === undefined) return 0n
  return BigInt(isDigit(char) ? Number(char) : Math.max(ONE.indexOf(char), CAPITAL.indexOf(char)))
}

function centsAt(text: string, at: number, currency: string): { end: number; fen: bigint } {
  CENTS.lastIndex = at
  const match = CENTS.exec(text)
  if (match) return { end: at + match[0].length, fen: oneDigit(match[1]) * 10n + oneDigit(match[2] ?? match[3]) }
  const char = text.charAt(at)
  const short = currency.trim() === '块' && isDigit(char) && !NO_SHORT.test(text.slice(at + 1, at + 3))
  return short ? { end: at + 1, fen: oneDigit(char) * 10n } : { end: at, fen: 0n }
}

/** 五角 and 3毛5分 without whole yuan; 分 alone is minutes or marks, so it needs 角 before it. */
const SMALL =
  /([\d一二三四五六七八九壹贰叁肆伍陆柒捌玖])[角毛](?![形星落色度])(?:([\d一二三四五六七八九壹贰叁肆伍陆柒捌玖])分(?!钟))?/y

function readSmall(text: string, at: number): { end: number; fen: bigint } | undefined {
  SMALL.lastIndex = at
  const match = SMALL.exec(text)
  return match ? { end: at + match[0].length, fen: oneDigit(match[1]) * 10n + oneDigit(match[2]) } : undefined
}

const LETTER = /[A-Za-z_]/
/** Whether a number may begin at `at`: not inside a word, code, version, negative number or range of bare numbers. */
function opens(text: string, at: number): boolean {
  const before = text.charAt(at - 1)
  if (before === ',' || before === ':') return !isDigit(text.charAt(at - 2))
  if (/[\d.#$€/第负双_]/.test(before)) return false
  if ('十拾'.includes(text.charAt(at)) && '几数好'.includes(before || ' ')) return false
  if (!'-~'.includes(before || ' ')) return true
  return /(?:[万亿千百元块wWkK]|[万亿wW]\d)$/.test(text.slice(Math.max(0, at - 3), at - 1))
}

function boundedBare(text: string, start: number, end: number): boolean {
  return /^[\s,;:、。]?$/.test(text.charAt(start - 1)) && /^[\s,;、。!]?$/.test(text.charAt(end))
}

const ANNOUNCED = /(?:预算|申请|追加|金额|款项|经费|budget|amount|request)(?: ?(?:of|:|为|是|共))? ?$/i
const THIS_CENTURY = /^20\d\d$/

/** 预算 100000: three figures or more right after a word for money, standing apart and no year, need no unit. */
function announcedBare(text: string, start: number, sum: Sum): boolean {
  if (sum.unit > 1n || sum.value < 100n * YUAN || !isDigit(text.charAt(start))) return false
  if (THIS_CENTURY.test(text.slice(start, sum.end)) || !/^[\s,;、。!]?$/.test(text.charAt(sum.end))) return false
  return !countsSomething(text, sum.end + 1) && ANNOUNCED.test(text.slice(Math.max(0, start - 12), start))
}

function isMoney(text: string, start: number, sum: Sum, named: boolean, bare: boolean): boolean {
  if (named) return true
  if (bare && boundedBare(text, start, sum.end)) return true
  if (announcedBare(text, start, sum)) return true
  if (!sum.sized || countsSomething(text, sum.end) || followsMetric(text, start)) return false
  // GMV300万 is money, SKU-12k and v3k are codes.
  return !LETTER.test(text.charAt(start - 1)) || /[万亿]/.test(text.slice(start, sum.end))
}

function judge(value: bigint): AmountReading {
  if (value > LARGEST * FEN) return { problem: 'AMOUNT.TOO_LARGE' }
  return value % FEN === 0n ? { fen: value / FEN } : { problem: 'AMOUNT.TOO_PRECISE' }
}

/** A number in the text, whether or not it is money by itself. */
interface Token {
  start: number
  end: number
  sum: Sum
  /** In 10^-24 yuan, with 角 and 分. */
  value: bigint
  money: boolean
  /** Stands where a number may begin. */
  open: boolean
}

/** The number that begins at `at`, or where to go on looking. */
function readToken(text: string, at: number, bare: boolean): { end: number; token?: Token } {
  const prefix = matchAt(PREFIX, text, at)
  const start = at + prefix.length
  const open = prefix === '' ? opens(text, at) : !/[-负]/.test(text.charAt(at - 1)) || isDigit(text.charAt(at - 2))
  const small = prefix === '' && open ? readSmall(text, at) : undefined
  if (small) {
    const value = small.fen * FEN
    const sum = { end: small.end, value, unit: 1n, sized: false }
    return { end: small.end, token: { start: at, end: small.end, sum, value, money: true, open } }
  }
  const sum = isDigit(text.charAt(start)) ? readFigureSum(text, start) : readChineseSum(text, start)
  if (!sum) return { end: Math.max(start, numeralRunEnd(text, start), at + 1) }
  const currency = matchAt(CURRENCY, text, sum.end)
  const cents = currency === '' ? { end: sum.end, fen: 0n } : centsAt(text, sum.end + currency.length, currency)
  const money = isMoney(text, start, sum, prefix !== '' || currency !== '', bare)
  const closed = /[整正]/.test(text.charAt(cents.end)) && currency !== '' ? cents.end + 1 : cents.end
  const end = money ? closed : sum.end
  return { end, token: { start: at, end, sum, value: sum.value + cents.fen * FEN, money, open } }
}

function begins(text: string, at: number): boolean {
  const char = text.charAt(at)
  if (isDigit(char)) return !isDigit(text.charAt(at - 1))
  return startsNumeral(char)
    ? !isNumeral(text.charAt(at - 1)) || isDigit(text.charAt(at - 1))
    : '¥人RCrc'.includes(char)
}

function tokens(text: string, bare: boolean): Token[] {
  const found: Token[] = []
  let at = 0
  while (at < text.length) {
    if (!begins(text, at)) {
      at += 1
      continue
    }
    const { end, token } = readToken(text, at, bare)
    if (token) found.push(token)
    at = Math.max(end, at + 1)
  }
  return found
}

const JOINT = /^(?: ?(?:到|至|[-~—]{1,2}) ?| to )$/
const DAY_BEFORE = /[周期拜第双月]$/

interface Pair {
  first: Token
  second: Token
  low: bigint
  high: bigint
}

/** 5万到8万, 5-8万 (5 borrows 万), 500-800元, between 50k and 80k: two numbers joined, of which the second is money. */
function pairAt(text: string, first: Token | undefined, second: Token | undefined): Pair | undefined {
  if (!first?.open || !second?.money || second.start - first.end > 5) return undefined
  const joint = text.slice(first.end, second.start)
  const between = joint === ' and ' && /between $/i.test(text.slice(Math.max(0, first.start - 8), first.start))
  if (!between && !JOINT.test(joint)) return undefined
  if (!first.money && (first.sum.sized || DAY_BEFORE.test(text.slice(0, first.start).slice(-1)))) return undefined
  if (!first.money && followsMetric(text, first.start)) return undefined
  const borrows = !first.money && first.value < 1000n * YUAN && second.sum.sized
  return { first, second, low: borrows ? first.value * second.sum.unit : first.value, high: second.value }
}

function pairs(text: string, found: readonly Token[]): Pair[] {
  return found.flatMap((token, index) => pairAt(text, token, found[index + 1]) ?? [])
}

/**
 * Every amount, and everything that would be one if it were not too large or too fine. An end of a range is none: which
 * of the two is meant must be asked.
 */
export function scanAmounts(text: string, options: AmountOptions = {}): Span<AmountReading>[] {
  const masked = maskNumbers(text)
  const found = tokens(masked, options.bare ?? false)
  const ends = new Set(pairs(masked, found).flatMap(({ first, second }) => [first, second]))
  return found
    .filter((token) => token.money && token.open && !ends.has(token))
    .map(({ start, end, value }) => spanOf(text, start, end, judge(value)))
}

/**
 * Amounts in exact 分: 50万, 8万5 (=85,000), 8.5w, 一千二 (=1,200), 十二万三千, ¥80,000, 3.2k, 1.5亿, 五十万元整, 12元5角,
 * 80,000 yuan, ¥1.2 million. A number without unit or currency is one after a word for money (预算 100000) or with `bare`. Percentages, durations, dates,
 * counts and the ends of a range are not amounts.
 */
export function findAmounts(text: string, options: AmountOptions = {}): Span<Fen>[] {
  return scanAmounts(text, options).flatMap((span) =>
    'fen' in span.value ? [spanOf(text, span.start, span.end, span.value.fen)] : [],
  )
}

/** Both ends in 分, low < high. */
export interface AmountRange {
  low: Fen
  high: Fen
}

/** Ranges of amounts: 5万到8万, 5-8万, ¥50,000-¥80,000, 五到八万, 50k to 80k. Reversed and inexact ones are not given. */
export function findAmountRanges(text: string): Span<AmountRange>[] {
  const masked = maskNumbers(text)
  const found: Span<AmountRange>[] = []
  for (const { first, second, low, high } of pairs(masked, tokens(masked, false))) {
    const [from, to] = [judge(low), judge(high)]
    if (first.start < (found.at(-1)?.end ?? 0) || !('fen' in from) || !('fen' in to) || from.fen >= to.fen) continue
    found.push(spanOf(text, first.start, second.end, { low: from.fen, high: to.fen }))
  }
  return found
}
