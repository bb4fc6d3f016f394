import { isDigit, isNumeral, numeralRunEnd, readChinese, readFigures, startsNumeral } from './numerals.ts'
import { maskNumbers } from './protect.ts'
import { type Span, spanOf } from './types.ts'

/**
 * 小时 and 分钟, and parts of a day, are minutes; whole 天 are days, because 两天 is a span for a plan and hours for a time
 * sheet; 工作日 are working days, and so is a week of effort: 两周 is 10 of them, as people mean it who have weekends.
 */
export type Duration = { minutes: number } | { workingDays: number } | { days: number }

export interface DurationOptions {
  /** Length of a day of work in minutes, for 半天 and 1.5天. Default 480. */
  minutesPerDay?: number
}

const MINUTES_PER_DAY = 480
/** Longer is no duration of work: 10^6 minutes are about two years. */
const MOST_MINUTES = 1_000_000
const MOST_DAYS = 3_650

interface Count {
  end: number
  value: number
}

interface Found {
  end: number
  value: Duration
}

const HOURS = / ?(?:个?小时(?!候)|个?钟头|个钟(?!头)|[Hh]ours?(?![A-Za-z])|[Hh]rs?(?![A-Za-z])|[hH](?![A-Za-z]))/y
const MINUTES = / ?(?:分钟|min(?:ute)?s?(?![A-Za-z]))/y
const MINUTES_AFTER_HOUR = / ?(?:分钟?|min(?:ute)?s?(?![A-Za-z])|m(?![A-Za-z]))?/y
const WORKING_DAYS = / ?(?:个?工作日|(?:working|business|work) ?days?(?![A-Za-z])|workdays?(?![A-Za-z]))/y
const DAYS = / ?(?:整?天(?!猫)|days?(?![A-Za-z])|d(?=$|[\s,;。、]))/y
const WEEKS = / ?(?:个?(?:星期|礼拜)(?![一二三四五六日天])|个?周(?![一二三四五六日天末年边转期])| weeks?(?![A-Za-z]))/y
const HALVES = /半(?:个?(小时|钟头)|(天))|half an? (?:(hour)|(day))(?![A-Za-z])/iy
const AND_A_HALF = / ?(?:个半(?:小时|钟头?)|and a half hours?(?![A-Za-z]))/y
/** two hours **and a half**. */
const HALF_AFTER = / and a half(?![A-Za-z])/y
/** 两个 and 三个 in one word. */
const PAIRS: Record<string, number> = { 俩: 2, 仨: 3 }
const BOTH_OF_US = /[他她它你我咱俺们]/
/** What joins hours and minutes: 2小时零5分, 2h 5m, two hours and 5 minutes. */
const JOINT = /零| and | /y
const HALF_DAYS = /个半天/y
const QUARTERS = /刻钟/y
const ENGLISH: Record<string, number> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
}
const SPELLED =
  /(an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)(?= (?:and|hour|day|week|working|business|work))/iy
const WEEK = 5
/** A distance from a day (3天后, 两周内, 提前…) is a date, not an effort. */
const DISTANCE = / ?(?:之后|以后|之前|以前|之内|以内|后(?![端期台续])|前(?!端|期|台|后)|内| later| ago| from now)/y

function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0].length ?? 0
}

/** A number up to 10^6 with at most four decimals. */
function readCount(text: string, at: number): Count | undefined {
  SPELLED.lastIndex = at
  const spelled = SPELLED.exec(text)?.[0]
  if (spelled !== undefined) return { end: at + spelled.length, value: ENGLISH[spelled.toLowerCase()] ?? 0 }
  const pair = PAIRS[text.charAt(at)]
  if (pair !== undefined) return { end: at + 1, value: pair }
  const read = isDigit(text.charAt(at)) ? readFigures(text, at) : readChinese(text, at)
  if (!read || read.decimals > 4 || read.digits > 10_000_000_000n) return undefined
  const value = Number(read.digits) / 10 ** read.decimals
  return value <= MOST_MINUTES ? { end: read.end, value } : undefined
}

const minutesFound = (end: number, minutes: number): Found | undefined =>
  minutes <= MOST_MINUTES ? { end, value: { minutes: Math.round(minutes) } } : undefined

const workingDaysFound = (end: number, days: number, perDay: number): Found | undefined => {
  if (!Number.isInteger(days)) return minutesFound(end, days * perDay)
  return days <= MOST_DAYS ? { end, value: { workingDays: days } } : undefined
}

/** 30分, 一刻钟 or 半 after whole hours. */
function readHours(text: string, count: Count, unitEnd: number): Found | undefined {
  const minutes = count.value * 60
  if (!Number.isInteger(count.value)) return minutesFound(unitEnd, minutes)
  const half = text.charAt(unitEnd) === '半' ? 1 : lengthAt(HALF_AFTER, text, unitEnd)
  if (half > 0) return minutesFound(unitEnd + half, minutes + 30)
  const quarter = /^(?:零|又)?([一三])刻钟?/.exec(text.slice(unitEnd, unitEnd + 4))
  if (quarter) return minutesFound(unitEnd + quarter[0].length, minutes + (quarter[1] === '三' ? 45 : 15))
  const at = unitEnd + lengthAt(JOINT, text, unitEnd)
  const rest = readCount(text, at)
  const length = rest ? lengthAt(MINUTES_AFTER_HOUR, text, rest.end) : 0
  // 2小时30 without a unit is read only when nothing else could follow: 2小时3个.
  const clear =
    rest && (length > 0 || (at === unitEnd && rest.value >= 10 && /^[\s,;、。]?$/.test(text.charAt(rest.end))))
  if (!rest || !clear || !Number.isInteger(rest.value) || rest.value > 59) return minutesFound(unitEnd, minutes)
  return minutesFound(rest.end + length, minutes + rest.value)
}

function readDays(text: string, count: Count, unitEnd: number, perDay: number): Found | undefined {
  const half = text.charAt(unitEnd) === '半'
  if (half || !Number.isInteger(count.value)) {
    return minutesFound(unitEnd + (half ? 1 : 0), (count.value + (half ? 0.5 : 0)) * perDay)
  }
  return count.value <= MOST_DAYS ? { end: unitEnd, value: { days: count.value } } : undefined
}

function readWeeks(text: string, count: Count, unitEnd: number, perDay: number): Found | undefined {
  const half = text.charAt(unitEnd) === '半'
  return workingDaysFound(unitEnd + (half ? 1 : 0), (count.value + (half ? 0.5 : 0)) * WEEK, perDay)
}

function readCounted(text: string, count: Count, perDay: number): Found | undefined {
  const after = (pattern: RegExp): number => {
    const length = lengthAt(pattern, text, count.end)
    return length > 0 ? count.end + length : 0
  }
  const half = after(AND_A_HALF)
  if (half > 0) return minutesFound(half, count.value * 60 + 30)
  const halves = after(HALF_DAYS)
  if (halves > 0) return minutesFound(halves, (count.value * perDay) / 2)
  const quarters = after(QUARTERS)
  if (quarters > 0) return minutesFound(quarters, count.value * 15)
  const hours = after(HOURS)
  if (hours > 0) return readHours(text, count, hours)
  const minutes = after(MINUTES)
  if (minutes > 0) return minutesFound(minutes, count.value)
  return readManyDays(text, count, perDay, after)
}

function readManyDays(
  text: string,
  count: Count,
  perDay: number,
  after: (pattern: RegExp) => number,
): Found | undefined {
  const working = after(WORKING_DAYS)
  if (working > 0) return workingDaysFound(working, count.value, perDay)
  const days = after(DAYS)
  if (days > 0) return readDays(text, count, days, perDay)
  const weeks = after(WEEKS)
  return weeks > 0 ? readWeeks(text, count, weeks, perDay) : undefined
}

function readHalf(text: string, at: number, perDay: number): Found | undefined {
  HALVES.lastIndex = at
  const match = HALVES.exec(text)
  return match ? minutesFound(at + match[0].length, match[2] || match[4] ? perDay / 2 : 30) : undefined
}

/** Not inside a number, code or date, not 第3天, 每3天 or 周一天, and not the far end of 2到3天: which is meant must be asked. */
const opens = (text: string, at: number): boolean =>
  !/[\d./:~第每_A-Za-z-]/.test(text.charAt(at - 1)) &&
  !/\d,$/.test(text.slice(Math.max(0, at - 2), at)) &&
  !/(?:[\d一二两三四五六七八九十]|小时|天)(?:到|至)$/.test(text.slice(Math.max(0, at - 3), at)) &&
  !/\d to $/.test(text.slice(Math.max(0, at - 5), at))

function readAt(text: string, at: number, perDay: number): { end: number; value?: Duration } {
  const skip = isDigit(text.charAt(at))
    ? (readFigures(text, at)?.end ?? at + 1)
    : Math.max(numeralRunEnd(text, at), at + 1)
  if (!opens(text, at)) return { end: skip }
  const count = readCount(text, at)
  const found = readHalf(text, at, perDay) ?? (count && readCounted(text, count, perDay))
  const ahead = found && !('minutes' in found.value) && /(?:^| )in $/i.test(text.slice(Math.max(0, at - 4), at))
  if (!found || ahead || lengthAt(DISTANCE, text, found.end) > 0) return { end: Math.max(skip, found?.end ?? 0) }
  return found
}

function begins(text: string, at: number): boolean {
  const char = text.charAt(at)
  if (isDigit(char)) return !isDigit(text.charAt(at - 1))
  if (/[a-z]/i.test(char)) return /[aefhnost]/i.test(char) && !/[A-Za-z\d_]/.test(text.charAt(at - 1))
  if (PAIRS[char] !== undefined) return !BOTH_OF_US.test(text.charAt(at - 1))
  if (char === '半') return true
  return startsNumeral(char) && !isWeekday(text, at) && (!isNumeral(text.charAt(at - 1)) || isWeekday(text, at - 1))
}

/** 周五四个钟头: the first numeral says the day. */
const isWeekday = (text: string, at: number): boolean =>
  /(?:周|星期|礼拜)[一二三四五六]$/.test(text.slice(Math.max(0, at - 2), at + 1)) &&
  /[一二两三四五六七八九]/.test(text.charAt(at + 1))

/**
 * Durations: 3h, 2.5小时, 半天, 一天半, 90分钟, 一刻钟, 1小时30分, 两个半小时, 3个工作日, 两天, 一周, 2d, half a day, two hours.
 * Minutes are rounded to whole ones. Dates such as 3天后 are not durations.
 */
export function findDurations(text: string, options: DurationOptions = {}): Span<Duration>[] {
  const perDay = options.minutesPerDay ?? MINUTES_PER_DAY
  const masked = maskNumbers(text)
  const found: Span<Duration>[] = []
  let at = 0
  while (at < masked.length) {
    if (!begins(masked, at)) {
      at += 1
      continue
    }
    const { end, value } = readAt(masked, at, perDay)
    if (value) found.push(spanOf(text, at, end, value))
    at = Math.max(end, at + 1)
  }
  return found
}
