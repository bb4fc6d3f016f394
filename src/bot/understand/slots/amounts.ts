import type { Fen } from '../../../domain/shared/money.ts'
import { countsSomething, followsMetric } from './counts.ts'
import {
  type ChineseRead,
  isDigit,
  isNumeral,
  type NumberRead,
  numeralRunEnd,
  readChinese,
  readFigures,
  startsNumeral,
} from './numerals.ts'
import { maskNumbers } from './protect.ts'
import { type SlotProblem, type Span, spanOf } from './types.ts'

export interface AmountOptions {
  /** Also read a number that stands alone without unit or ¥, as typed into a form's amount field. */
  bare?: boolean
}

type AmountReading = { fen: Fen } | { problem: SlotProblem }

/** 10^13 yuan: more is a slip of the hand. */
const LARGEST: Fen = 1_000_000_000_000_000n
/** Amounts are summed in 10^-24 yuan, finer than any number that the numerals give. */
const DECIMALS = 24
const YUAN = 10n ** BigInt(DECIMALS)
const FEN = YUAN / 100n

const UNIT: Record<string, bigint> = {
  万亿: 1_000_000_000_000n,
  亿: 100_000_000n,
  千万: 10_000_000n,
  百万: 1_000_000n,
  十万: 100_000n,
  万: 10_000n,
  w: 10_000n,
  千: 1000n,
  k: 1000n,
  百: 100n,
}
const UNIT_AT = / ?(?:万亿|亿|[千百十]?万|千(?!万))|百|[wWkK](?![A-Za-z])/y
const NO_SHORT =
  /[\d.,%‰:/~+年月日号天周个小时分秒点多几余半次人名位件份张篇条台套折倍成楼层期轮场组家款项页字种类批版万亿千百十kKwWhH-]/
/** 3万5-8万: the digit before the dash is no day. */
const TO_AMOUNT = /[-~]\d{1,4}(?:\.\d{1,4})?[万亿wW]/y
const CURRENCY =
  / ?(?:元(?!旦|宵|素|宇宙|气|老)|圆|人民币|RMB|CNY|块钱|块(?![屏板地]|展板|广告|内容|业务|硬盘))(?:人民币)?/y
const PREFIX = /(?:¥|人民币|RMB|CNY) ?/y
/** k as in resolution, not as in thousand. */
const RESOLUTION = /[kK] ?(?:视频|屏|画质|分辨率|[超高]清|显示|电视|片|跑)/y

/** Part of an amount: value in 10^-24 yuan, and whether unit or currency make it one. */
interface Sum {
  end: number
  value: bigint
  unit: bigint
  sized: boolean
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}

const exact = (read: NumberRead, unit: bigint): bigint => (read.digits * unit * YUAN) / 10n ** BigInt(read.decimals)

/** 8万5: a lone digit after a unit counts its tenth, unless the digit belongs to what follows (8万 5个). */
function addShort(text: string, sum: Sum): Sum | undefined {
  const char = text.charAt(sum.end)
  const read = isDigit(char) && char !== '0' ? { digits: BigInt(char), end: sum.end + 1 } : readChinese(text, sum.end)
  if (!read || read.digits > 9n || read.end !== sum.end + 1) return undefined
  if (NO_SHORT.test(text.charAt(read.end)) && matchAt(TO_AMOUNT, text, read.end) === '') return undefined
  return { ...sum, end: read.end, value: sum.value + (read.digits * sum.unit * YUAN) / 10n }
}

/** 3千 after 12万, or 5000 before 元: a smaller whole part with its own unit. */
function addPart(text: string, sum: Sum): Sum | undefined {
  const read = isDigit(text.charAt(sum.end)) ? readFigures(text, sum.end) : readChinese(text, sum.end)
  if (!read || read.decimals > 0) return undefined
  const sign = matchAt(UNIT_AT, text, read.end)
  const unit = sign === '' ? 1n : (UNIT[sign.trim().toLowerCase()] ?? 1n)
  const fits = unit === 1n ? read.digits >= sum.unit / 10n && matchAt(CURRENCY, text, read.end) !== '' : unit < sum.unit
  if (!fits || read.digits * unit >= sum.unit) return undefined
  return { end: read.end + sign.length, value: sum.value + exact(read, unit), unit, sized: true }
}

function readFigureSum(text: string, at: number): Sum | undefined {
  const read = readFigures(text, at)
  if (!read) return undefined
  const sign = matchAt(RESOLUTION, text, read.end) === '' ? matchAt(UNIT_AT, text, read.end) : ''
  const unit = UNIT[sign.trim().toLowerCase()] ?? 1n
  let sum: Sum = { end: read.end + sign.length, value: exact(read, unit), unit, sized: unit >= 1000n }
  while (sum.unit > 1n && read.decimals === 0) {
    const longer = addPart(text, sum)
    if (!longer) return addShort(text, sum) ?? sum
    sum = longer
  }
  return sum
}

const FOLLOWED = /[号日月天周个年点分小次人名位件份张篇条台套场期家]/

/** The numeral without a last digit that belongs to the next word: 八万五 in 八万五个 is 八万. */
function settle(text: string, read: ChineseRead): { end: number; digits: bigint } | undefined {
  const runEnd = numeralRunEnd(text, read.end)
  const beforeNext = FOLLOWED.test(text.charAt(runEnd))
  if (read.end < runEnd) return beforeNext && !read.withoutShort ? read : undefined
  return read.withoutShort && beforeNext ? read.withoutShort : read
}

function readChineseSum(text: string, at: number): Sum | undefined {
  const read = readChinese(text, at)
  const settled = read && settle(text, read)
  if (!read || !settled) return undefined
  const value = exact({ ...settled, decimals: read.decimals }, 1n)
  return { end: settled.end, value, unit: read.size, sized: read.size >= 1000n }
}

/** 5角, 5角3分, 零5分, 12块5 after whole yuan; `digits` in 分. */
const CENTS =
  /(?:零?([\d一二三四五六七八九])[角毛](?:([\d一二三四五六七八九])分(?!钟))?|零?([\d一二三四五六七八九])分(?!钟))/y
const ONE = '零一二三四五六七八九'
const oneDigit = (char: string | undefined): bigint => {
  if (char === undefined) return 0n
  return BigInt(isDigit(char) ? Number(char) : ONE.indexOf(char))
}

function centsAt(text: string, at: number, currency: string): { end: number; fen: bigint } {
  CENTS.lastIndex = at
  const match = CENTS.exec(text)
  if (match) return { end: at + match[0].length, fen: oneDigit(match[1]) * 10n + oneDigit(match[2] ?? match[3]) }
  const char = text.charAt(at)
  const short = currency.trim() === '块' && isDigit(char) && !NO_SHORT.test(text.charAt(at + 1))
  return short ? { end: at + 1, fen: oneDigit(char) * 10n } : { end: at, fen: 0n }
}

/** 五角 and 3毛5分 without whole yuan; 分 alone is minutes or marks, so it needs 角 before it. */
const SMALL = /(?:([\d一二三四五六七八九])[角毛](?![形星落色度])(?:([\d一二三四五六七八九])分(?!钟))?)/y

function readSmall(text: string, at: number): { end: number; fen: bigint } | undefined {
  SMALL.lastIndex = at
  const match = SMALL.exec(text)
  return match ? { end: at + match[0].length, fen: oneDigit(match[1]) * 10n + oneDigit(match[2]) } : undefined
}

const LETTER = /[A-Za-z_]/
/** Whether a number may begin at `at`: not inside a word, code, version, negative number or range of bare numbers. */
function opens(text: string, at: number): boolean {
  const before = text.charAt(at - 1)
  if (before === ',') return !isDigit(text.charAt(at - 2))
  if (/[\d.#$€:/第负双_]/.test(before)) return false
  if ('十拾'.includes(text.charAt(at)) && '几数好'.includes(before || ' ')) return false
  if (!'-~'.includes(before || ' ')) return true
  return /(?:[万亿千百元块wWkK]|[万亿wW]\d)$/.test(text.slice(Math.max(0, at - 3), at - 1))
}

function boundedBare(text: string, start: number, end: number): boolean {
  return /^[\s,;:、。]?$/.test(text.charAt(start - 1)) && /^[\s,;、。!]?$/.test(text.charAt(end))
}

function isMoney(text: string, start: number, sum: Sum, named: boolean, bare: boolean): boolean {
  if (named) return true
  if (bare && boundedBare(text, start, sum.end)) return true
  if (!sum.sized || countsSomething(text, sum.end) || followsMetric(text, start)) return false
  // GMV300万 is money, SKU-12k and v3k are codes.
  return !LETTER.test(text.charAt(start - 1)) || /[万亿]/.test(text.slice(start, sum.end))
}

function judge(value: bigint): AmountReading {
  if (value > LARGEST * FEN) return { problem: 'AMOUNT.TOO_LARGE' }
  return value % FEN === 0n ? { fen: value / FEN } : { problem: 'AMOUNT.TOO_PRECISE' }
}

/** The amount that begins at `at`, or where to go on looking. */
function readAmount(text: string, at: number, bare: boolean): { end: number; reading?: AmountReading } {
  const prefix = matchAt(PREFIX, text, at)
  const start = at + prefix.length
  const small = prefix === '' && opens(text, at) ? readSmall(text, at) : undefined
  if (small) return { end: small.end, reading: { fen: small.fen } }
  const sum = isDigit(text.charAt(start)) ? readFigureSum(text, start) : readChineseSum(text, start)
  if (!sum) return { end: Math.max(start, numeralRunEnd(text, start), at + 1) }
  const currency = matchAt(CURRENCY, text, sum.end)
  const cents = currency === '' ? { end: sum.end, fen: 0n } : centsAt(text, sum.end + currency.length, currency)
  const named = prefix !== '' || currency !== ''
  const negative = prefix !== '' && /[-负]/.test(text.charAt(at - 1))
  if (negative || (prefix === '' && !opens(text, at)) || !isMoney(text, start, sum, named, bare))
    return { end: sum.end }
  const end = /[整正]/.test(text.charAt(cents.end)) && currency !== '' ? cents.end + 1 : cents.end
  return { end, reading: judge(sum.value + cents.fen * FEN) }
}

function begins(text: string, at: number): boolean {
  const char = text.charAt(at)
  if (isDigit(char)) return !isDigit(text.charAt(at - 1))
  return startsNumeral(char) ? !isNumeral(text.charAt(at - 1)) || isDigit(text.charAt(at - 1)) : '¥人RC'.includes(char)
}

/** Every amount, and everything that would be one if it were not too large or too fine. */
export function scanAmounts(text: string, options: AmountOptions = {}): Span<AmountReading>[] {
  const masked = maskNumbers(text)
  const found: Span<AmountReading>[] = []
  let at = 0
  while (at < masked.length) {
    if (!begins(masked, at)) {
      at += 1
      continue
    }
    const { end, reading } = readAmount(masked, at, options.bare ?? false)
    if (reading) found.push(spanOf(text, at, end, reading))
    at = Math.max(end, at + 1)
  }
  return found
}

/**
 * Amounts in exact 分: 50万, 8万5 (=85,000), 8.5w, 一千二 (=1,200), 十二万三千, ¥80,000, 3.2k, 1.5亿, 五十万元整, 12元5角.
 * A number without unit or currency is one only with `bare`. Percentages, durations, dates and counts are not amounts.
 */
export function findAmounts(text: string, options: AmountOptions = {}): Span<Fen>[] {
  return scanAmounts(text, options).flatMap((span) =>
    'fen' in span.value ? [spanOf(text, span.start, span.end, span.value.fen)] : [],
  )
}
