/** Numbers with units of thousands and more, exact: what amounts of money and counts are made of. */
import { type ChineseRead, isDigit, type NumberRead, numeralRunEnd, readChinese, readFigures } from './numerals.ts'

/** Amounts are summed in 10^-24 yuan, finer than any number that the numerals give. */
const DECIMALS = 24
export const YUAN = 10n ** BigInt(DECIMALS)
export const FEN = YUAN / 100n

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
  thousand: 1000n,
  million: 1_000_000n,
  m: 1_000_000n,
}
const UNIT_AT =
  / ?(?:万亿|个?亿|[千百十]?万|千(?!万)|(?:thousand|million)(?![A-Za-z]))|百|[wWkK](?![A-Za-z])|[mM](?![A-Za-z\d])/y
/** What follows a digit that is no shortened one: 8万5个, 12块5折. */
export const NO_SHORT =
  /^(?:[.,:]\d|[\d%‰/~+年月日号天周个小时分秒点多几余半次人名位件份张篇条台套折倍成楼层期轮场组家款项页字种类批版万亿千百十kKwWhH-])/
/** 3万5-8万: the digit before the dash is no day. */
const TO_AMOUNT = /[-~]\d{1,4}(?:\.\d{1,4})?[万亿wW]/y
export const CURRENCY =
  / ?(?:元(?!旦|宵|素|宇宙|气|老)|圆|人民币|[Rr][Mm][Bb]|[Cc][Nn][Yy]|[Yy]uan(?![A-Za-z])|块钱|块(?![屏板地]|展板|广告|内容|业务|硬盘))(?:人民币)?/y
/** k as in resolution, not as in thousand. */
const RESOLUTION = /[kK] ?(?:视频|屏|画质|分辨率|[超高]清|显示|电视|片|跑)/y

/** A number with its units: value in 10^-24 yuan, and whether unit or currency make it one. */
export interface Sum {
  end: number
  value: bigint
  unit: bigint
  sized: boolean
}

/** What a sticky expression matches at `at`, or ''. */
export function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}

const exact = (read: NumberRead, unit: bigint): bigint => (read.digits * unit * YUAN) / 10n ** BigInt(read.decimals)

/** 8万5: a lone digit after a unit counts its tenth, unless the digit belongs to what follows (8万 5个). */
function addShort(text: string, sum: Sum): Sum | undefined {
  const char = text.charAt(sum.end)
  const read = isDigit(char) && char !== '0' ? { digits: BigInt(char), end: sum.end + 1 } : readChinese(text, sum.end)
  if (!read || read.digits > 9n || read.end !== sum.end + 1) return undefined
  if (NO_SHORT.test(text.slice(read.end, read.end + 2)) && matchAt(TO_AMOUNT, text, read.end) === '') return undefined
  return { ...sum, end: read.end, value: sum.value + (read.digits * sum.unit * YUAN) / 10n }
}

/** 3千 after 12万, or 5000 before 元: a smaller whole part with its own unit. */
function addPart(text: string, sum: Sum): Sum | undefined {
  const read = isDigit(text.charAt(sum.end)) ? readFigures(text, sum.end) : readChinese(text, sum.end)
  if (!read || read.decimals > 0) return undefined
  const sign = matchAt(UNIT_AT, text, read.end)
  const unit = sign === '' ? 1n : (UNIT[sign.trim().replace('个', '').toLowerCase()] ?? 1n)
  const fits = unit === 1n ? read.digits >= sum.unit / 10n && matchAt(CURRENCY, text, read.end) !== '' : unit < sum.unit
  if (!fits || read.digits * unit >= sum.unit) return undefined
  return { end: read.end + sign.length, value: sum.value + exact(read, unit), unit, sized: true }
}

const ASKED_MONEY = /(?:¥|rmb|cny|budget|request|amount|raise|add|预算|申请|追加|金额)(?: ?(?:of|by|to|:))? ?$/i
const CLEAR_END = /^ ?(?:$|[,;.。、!)\n-]|(?:for|to|in|on|yuan|rmb|cny)(?![a-z]))/i

/** m is metres and minutes too: a million only after a word for money and before what is no noun (2m展架). */
const isMillion = (text: string, at: number, end: number): boolean =>
  ASKED_MONEY.test(text.slice(Math.max(0, at - 12), at)) && CLEAR_END.test(text.slice(end, end + 6))

/** The unit behind figures that stand at `at` and end at `end`. */
function unitBehind(text: string, at: number, end: number): { unit: bigint; length: number } {
  const sign = matchAt(RESOLUTION, text, end) === '' ? matchAt(UNIT_AT, text, end) : ''
  const known = UNIT[sign.trim().replace('个', '').toLowerCase()]
  if (known === undefined || (/^m$/i.test(sign) && !isMillion(text, at, end + 1))) return { unit: 1n, length: 0 }
  return { unit: known, length: sign.length }
}

/** An amount in figures at `at`, with its units: 8.5w, 12万3千, 1.2 million; also a bare number. */
export function readFigureSum(text: string, at: number): Sum | undefined {
  const read = readFigures(text, at)
  if (!read) return undefined
  const { unit, length } = unitBehind(text, at, read.end)
  let sum: Sum = { end: read.end + length, value: exact(read, unit), unit, sized: unit >= 1000n }
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

/** An amount in Chinese numerals at `at`: 一千二, 十二万三千, 捌万; also a bare numeral. */
export function readChineseSum(text: string, at: number): Sum | undefined {
  const read = readChinese(text, at)
  const settled = read && settle(text, read)
  if (!read || !settled) return undefined
  const value = exact({ ...settled, decimals: read.decimals }, 1n)
  return { end: settled.end, value, unit: read.size, sized: read.size >= 1000n }
}
