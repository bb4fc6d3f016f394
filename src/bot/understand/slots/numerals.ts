/** A number read from text: `digits / 10^decimals`, exact. */
export interface NumberRead {
  end: number
  digits: bigint
  decimals: number
}

/** A Chinese numeral; `size` is the largest of its places (1, 10 … 10^12). */
export interface ChineseRead extends NumberRead {
  size: bigint
  /** For 八万五 and 一千二: the reading without the last, shortened digit. */
  withoutShort?: { end: number; digits: bigint }
}

const DIGITS: Record<string, number> = Object.fromEntries(
  ['零〇', '一壹', '二两贰', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'].flatMap((chars, value) =>
    [...chars].map((char) => [char, value]),
  ),
)
const PLACES: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }
const NUMERAL = /[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]/

export const isDigit = (char: string): boolean => char >= '0' && char <= '9' && char.length === 1
export const isNumeral = (char: string): boolean => NUMERAL.test(char)
export const startsNumeral = (char: string): boolean => (DIGITS[char] ?? 0) > 0 || PLACES[char] === 10

/** End of the run of Chinese numeral characters that begins at `at`. */
export function numeralRunEnd(text: string, at: number): number {
  let end = at
  while (end < text.length && isNumeral(text.charAt(end))) end += 1
  return end
}

interface Section {
  end: number
  value: number
  size: number
  short?: { end: number; value: number }
}

interface SectionState extends Section {
  pos: number
  /** The last place written; 10^4 before the first. */
  last: number
  zero: boolean
}

/** The digit at the reading position with its place: 三百 → 3, 100; 十 alone → 1, 10; 三 → 3, no place. */
function digitAt(text: string, state: SectionState): { digit: number; place?: number; next: number } | undefined {
  const char = text.charAt(state.pos)
  if (PLACES[char] === 10 && (state.value === 0 || state.last === 100))
    return { digit: 1, place: 10, next: state.pos + 1 }
  const digit = DIGITS[char]
  if (digit === undefined) return undefined
  const place = PLACES[text.charAt(state.pos + 1)]
  return place === undefined || digit === 0 ? { digit, next: state.pos + 1 } : { digit, place, next: state.pos + 2 }
}

const asSection = ({ end, value, size }: Section): Section | undefined => (value > 0 ? { end, value, size } : undefined)

/** 1–9999: 三, 十二, 一百零五, 一千二 (=1200). Stops before the first character that does not fit. */
function readSection(text: string, at: number): Section | undefined {
  const state: SectionState = { end: at, value: 0, size: 1, pos: at, last: 10_000, zero: false }
  for (let read = digitAt(text, state); read !== undefined; read = digitAt(text, state)) {
    const { digit, place, next } = read
    if (digit === 0) {
      if (state.value === 0 || state.zero) break
      state.zero = true
      state.pos = next
      continue
    }
    if (place === undefined) return finalDigit(state, digit, next, state.last, state.zero)
    const gap = state.value > 0 && place * 10 < state.last
    if (place >= state.last || gap !== state.zero) break
    state.value += digit * place
    state.size = Math.max(state.size, place)
    Object.assign(state, { last: place, zero: false, pos: next, end: next })
  }
  return asSection(state)
}

function finalDigit(before: Section, digit: number, next: number, last: number, zero: boolean): Section | undefined {
  const value = before.value
  if (value === 0) return { end: next, value: digit, size: 1 }
  if (zero && last > 10) return { end: next, value: value + digit, size: before.size }
  if (zero) return asSection(before)
  if (last === 10) return { end: next, value: value + digit, size: before.size }
  const short = { end: before.end, value }
  return { end: next, value: value + (digit * last) / 10, size: before.size, short }
}

/** A numeral below a unit, and the unit's share that a lone last digit stands for. */
interface Group {
  end: number
  value: bigint
  size: bigint
  short?: { end: number; value: bigint }
}

const WAN = 10_000n
const YI = 100_000_000n

function sectionGroup(text: string, at: number): Group | undefined {
  const section = readSection(text, at)
  if (!section) return undefined
  const { end, value, size, short } = section
  const before = short && { short: { end: short.end, value: BigInt(short.value) } }
  return { end, value: BigInt(value), size: BigInt(size), ...before }
}

/** What follows 万 or 亿: a lone digit is shortened (八万五), a much smaller place needs 零 (八万零五百). */
function addRest(head: Group, rest: Group, unit: bigint, zero: boolean): Group {
  if (rest.size === 1n && !zero) {
    const short = { end: head.end, value: head.value }
    return { ...head, end: rest.end, value: head.value + (rest.value * unit) / 10n, short }
  }
  if (!zero && rest.size < WAN && rest.value < unit / 10n) return head
  const short = rest.short && { short: { end: rest.short.end, value: head.value + rest.short.value } }
  return { ...head, end: rest.end, value: head.value + rest.value, ...short }
}

function readGroup(
  text: string,
  at: number,
  unit: bigint,
  sign: string,
  inner: (text: string, at: number) => Group | undefined,
): Group | undefined {
  const first = inner(text, at)
  if (!first || first.short || text.charAt(first.end) !== sign) return first
  const head: Group = { end: first.end + 1, value: first.value * unit, size: first.size * unit }
  const zero = DIGITS[text.charAt(head.end)] === 0
  const rest = inner(text, head.end + (zero ? 1 : 0))
  return rest ? addRest(head, rest, unit, zero) : head
}

const belowYi = (text: string, at: number): Group | undefined => readGroup(text, at, WAN, '万', sectionGroup)

function unitAt(text: string, at: number): { unit: bigint; length: number } {
  if (text.startsWith('万亿', at)) return { unit: WAN * YI, length: 2 }
  if (text.charAt(at) === '亿') return { unit: YI, length: 1 }
  return text.charAt(at) === '万' ? { unit: WAN, length: 1 } : { unit: 1n, length: 0 }
}

/** 三点五万: digits after 点, if there are any, and the unit. */
function readPoint(text: string, at: number): ChineseRead | undefined {
  const whole = readSection(text, at)
  if (!whole || whole.short || text.charAt(whole.end) !== '点') return undefined
  let digits = BigInt(whole.value)
  let end = whole.end + 1
  while (end - whole.end <= 7) {
    const digit = DIGITS[text.charAt(end)]
    if (digit === undefined) break
    digits = digits * 10n + BigInt(digit)
    end += 1
  }
  const decimals = end - whole.end - 1
  const { unit, length } = unitAt(text, end)
  return decimals > 0 ? { end: end + length, digits: digits * unit, decimals, size: unit } : undefined
}

/**
 * The longest Chinese numeral at `at`: 三, 二十五, 一千零五, 十二万三千, 八万五, 一亿五千万, 三点五万, also 大写 (捌万).
 * Undefined if none begins there.
 */
export function readChinese(text: string, at: number): ChineseRead | undefined {
  if (!startsNumeral(text.charAt(at))) return undefined
  const point = readPoint(text, at)
  if (point) return point
  const read = readGroup(text, at, YI, '亿', belowYi)
  if (!read) return undefined
  const { end, value, size, short } = read
  const withoutShort = short && { withoutShort: { end: short.end, digits: short.value } }
  return { end, digits: value, decimals: 0, size, ...withoutShort }
}

const GROUPED = /\d{1,3}(?:,\d{3})+(?!\d)/y
const PLAIN = /\d+/y
const FRACTION = /\.\d+/y
/** Longer numbers are no amounts of anything here; reading them would only cost time. */
const LONGEST = 24

function stick(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}

/** A number in figures at `at`: 80000, 80,000.50, 8.5. Beyond 24 figures it is only very large or very fine. */
export function readFigures(text: string, at: number): NumberRead | undefined {
  const whole = stick(GROUPED, text, at) || stick(PLAIN, text, at)
  if (whole === '') return undefined
  const fraction = stick(FRACTION, text, at + whole.length)
  const end = at + whole.length + fraction.length
  const decimals = fraction.slice(1).replace(/0{1,24}$/, '')
  const figures = `${whole.replaceAll(',', '')}${decimals}`
  if (whole.length > LONGEST) return { end, digits: 10n ** BigInt(LONGEST), decimals: 0 }
  if (figures.length > LONGEST) return { end, digits: 1n, decimals: LONGEST }
  return { end, digits: BigInt(figures), decimals: decimals.length }
}
