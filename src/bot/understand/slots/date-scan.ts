import {
  addDays,
  addMonths,
  endOfMonth,
  isoWeek,
  isoWeekStart,
  type LocalDate,
  startOfIsoWeek,
  startOfMonth,
  weekday,
} from '../../../domain/shared/local-date.ts'
import { DATE_FORMS, NUM, smallNumber, yearOf } from './date-forms.ts'
import { type DateRange, type DateReading, isProblem, resolveAlone, resolveRange, within } from './date-readings.ts'
import { blank, maskNumbers } from './protect.ts'
import { type SlotContext, type SlotProblem, type Span, spanOf } from './types.ts'

export type CalendarReading = { date: LocalDate } | { range: DateRange } | { problem: SlotProblem }

interface ReadDate {
  end: number
  reading: DateReading
}

/** Characters that a date phrase can begin with: all other positions are skipped. */
const STARTS = /[\d一二两三四五六七八九十今明后昨前大本这上下周星礼月季年去第从自tyTY]/
/** 前 and 截止 make the day itself the deadline; they belong to the phrase. */
const DEADLINE = / ?(?:之前|以前|截止|为止)|前(?![端后期台往置瞻言沿景提面])/y
/** After the day: a day that is not named. */
const AFTERWARDS = /之后|以后|后(?![端台期续面勤天])/y
const CONNECTOR = / ?(?:到|至|~|—{1,2}|-{1,2}|→) ?/y
const OWN_WEEKDAY = / ?[(（]?(?:周|星期|礼拜)([一二三四五六日天])[)）]?/y
/** 12月1-20日 and 3-5号: the beginning lacks its sign. */
const OPEN_MONTH_DAY = new RegExp(`${NUM}月${NUM}(?= ?(?:到|至|~|—{1,2}|-{1,2}) ?${NUM}[日号])`, 'y')
const OPEN_DAY = new RegExp(`${NUM}(?= ?(?:到|至|~|—{1,2}|-{1,2}) ?${NUM}号)`, 'y')
/** 11.24-27: the end is a bare number. */
const BARE_DAY = /(\d{1,2})[号日]?(?![\d.:/%‰万亿千百wWkKhH元块天个人次年周月小分点倍折米条件张篇+-])/y

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at
  return pattern.exec(text) ?? undefined
}

function readForms(text: string, at: number, ctx: SlotContext): ReadDate | undefined {
  for (const form of DATE_FORMS) {
    const match = matchAt(form.pattern, text, at)
    const reading = match && form.read(match, ctx)
    if (reading) return { end: at + match[0].length, reading }
  }
  return undefined
}

/** 2026-12-01(周二): a weekday that agrees belongs to the date; one that does not stays a date of its own. */
function absorbWeekday(text: string, read: ReadDate, ctx: SlotContext): ReadDate {
  if (!['fixed', 'monthDay', 'day'].includes(read.reading.kind)) return read
  const match = matchAt(OWN_WEEKDAY, text, read.end)
  const date = resolveAlone(read.reading, ctx)
  if (!match || isProblem(date)) return read
  const named = match[1] === '天' ? 7 : '一二三四五六日'.indexOf(match[1] ?? '') + 1
  return named === weekday(date) ? { ...read, end: read.end + match[0].length } : read
}

const readDate = (text: string, at: number, ctx: SlotContext): ReadDate | undefined => {
  const read = readForms(text, at, ctx)
  return read && absorbWeekday(text, read, ctx)
}

function readOpenStart(text: string, at: number): ReadDate | undefined {
  const month = matchAt(OPEN_MONTH_DAY, text, at)
  if (month) {
    const [whole, first, second] = month
    return openStart(at + whole.length, smallNumber(first), smallNumber(second))
  }
  const match = matchAt(OPEN_DAY, text, at)
  const day = smallNumber(match?.[1])
  return match && day !== undefined && day >= 1 && day <= 31
    ? { end: at + match[0].length, reading: { kind: 'day', day } }
    : undefined
}

function openStart(end: number, month = 0, day = 0): ReadDate {
  const real = month >= 1 && month <= 12 && day >= 1 && day <= 31
  return { end, reading: real ? { kind: 'monthDay', month, day } : { kind: 'impossible' } }
}

function readRangeEnd(text: string, at: number, from: DateReading, ctx: SlotContext): ReadDate | undefined {
  const read = readForms(text, at, ctx)
  if (read) return read
  // Alone 11.31 may be any number; as the end of a range it is a slip.
  const slip = from.kind === 'monthDay' ? matchAt(NO_SUCH_DAY, text, at) : undefined
  if (slip) return { end: at + slip[0].length, reading: { kind: 'impossible' } }
  const bare = from.kind === 'monthDay' ? matchAt(BARE_DAY, text, at) : undefined
  const day = Number(bare?.[1])
  if (!bare || day < 1 || day > 31) return undefined
  return { end: at + bare[0].length, reading: { kind: 'day', day } }
}

const NO_SUCH_DAY = /(?:1[0-2]|0?[1-9])\.(?:3[01]|[12]\d|0?[1-9])(?![\d.万亿wWkKhH元块%])/y

interface Found {
  end: number
  value: CalendarReading
}

function readPair(text: string, at: number, ctx: SlotContext): Found | undefined {
  const from = readOpenStart(text, at) ?? readDate(text, at, ctx)
  const connector = from && matchAt(CONNECTOR, text, from.end)
  const to = connector && readRangeEnd(text, from.end + connector[0].length, from.reading, ctx)
  if (!from || !to) return undefined
  const range = within(() => resolveRange(from.reading, to.reading, ctx))
  if (range === undefined) return undefined
  if (typeof range === 'string') return { end: to.end, value: { problem: range } }
  const own = absorbWeekday(text, { end: to.end, reading: { kind: 'fixed', date: range.end } }, ctx)
  const deadline = matchAt(DEADLINE, text, own.end)
  return { end: own.end + (deadline?.[0].length ?? 0), value: { range } }
}

function readSingle(text: string, at: number, ctx: SlotContext): Found | undefined {
  const read = readDate(text, at, ctx)
  if (!read) return undefined
  const date = within(() => resolveAlone(read.reading, ctx))
  if (date === undefined || matchAt(AFTERWARDS, text, read.end)) return undefined
  const end = read.end + (matchAt(DEADLINE, text, read.end)?.[0].length ?? 0)
  return { end, value: isProblem(date) ? { problem: date } : { date } }
}

const WEEK_WORD = /(上上|上|本|这|下下|下)个?(?:周|星期|礼拜)(末)?(?![一二三四五六日天1-7期转年边围])/y
const WEEKEND = /周末|周六日/y
const MONTH_WORD = /(本|这个|下下?个?|上上?个?)月(?![底末初份\d一二三四五六七八九十])/y
const WEEK_NUMBER = new RegExp(`(?:(\\d{4}|[今明去])年)?第 ?${NUM} ?周`, 'y')

const shiftOf = (word = ''): number => (word.match(/下/g)?.length ?? 0) - (word.match(/上/g)?.length ?? 0)

function week(monday: LocalDate, weekend: boolean): DateRange {
  return { start: weekend ? addDays(monday, 5) : monday, end: addDays(monday, 6) }
}

function numberedWeek(match: RegExpExecArray, ctx: SlotContext): CalendarReading | undefined {
  const number = smallNumber(match[2])
  // 第一周 in words is a project's first week rather than the year's.
  if (number === undefined || /^[^\d]$/.test(match[2] ?? '')) return undefined
  const thisYear = isoWeek(ctx.today).year
  const years = match[1]
    ? [yearOf(match[1], ctx)]
    : ctx.intent === 'plan'
      ? [thisYear, thisYear + 1]
      : [thisYear, thisYear - 1]
  const weeks = years.flatMap((year) => within(() => week(isoWeekStart(year, number), false)) ?? [])
  const fitting = weeks.find(({ start, end }) => (ctx.intent === 'plan' ? end >= ctx.today : start <= ctx.today))
  const range = match[1] ? weeks[0] : fitting
  return range ? { range } : { problem: 'DATE.IMPOSSIBLE' }
}

function readRangeWord(text: string, at: number, ctx: SlotContext): Found | undefined {
  const found = (match: RegExpExecArray, range: DateRange | undefined): Found | undefined =>
    range && { end: at + match[0].length, value: { range } }
  const named = matchAt(WEEK_WORD, text, at)
  const monday = startOfIsoWeek(ctx.today)
  if (named)
    return found(
      named,
      within(() => week(addDays(monday, shiftOf(named[1]) * 7), named[2] !== undefined)),
    )
  const weekend = matchAt(WEEKEND, text, at)
  if (weekend && !/[每\d一二两三四五六七八九十个]/.test(text.charAt(at - 1))) {
    const back = ctx.intent === 'log' && weekday(ctx.today) < 6
    return found(
      weekend,
      within(() => week(addDays(monday, back ? -7 : 0), true)),
    )
  }
  const month = matchAt(MONTH_WORD, text, at)
  const first = month && within(() => addMonths(startOfMonth(ctx.today), shiftOf(month[1])))
  if (month && first) return found(month, { start: first, end: endOfMonth(first) })
  const numbered = matchAt(WEEK_NUMBER, text, at)
  const value = numbered && within(() => numberedWeek(numbered, ctx))
  return numbered && value ? { end: at + numbered[0].length, value } : undefined
}

/** Not inside a number, word or code, and nothing recurring. */
function opens(text: string, at: number): boolean {
  const char = text.charAt(at)
  const before = text.charAt(at - 1)
  if (/每(?:个?[月周年]|季度?)?$/.test(text.slice(Math.max(0, at - 3), at))) return false
  if (/\d/.test(char)) return !/[\w.:/#¥$第-]/.test(before)
  if (/[a-z]/i.test(char)) return !/\w/.test(before)
  return !/[一二两三四五六七八九十]/.test(char) || !/[\d第一二两三四五六七八九十百千万几数]/.test(before)
}

function readAt(text: string, at: number, ctx: SlotContext): Found | undefined {
  if (!opens(text, at)) return undefined
  const char = text.charAt(at)
  if (char !== '从' && char !== '自')
    return readPair(text, at, ctx) ?? readRangeWord(text, at, ctx) ?? readSingle(text, at, ctx)
  const inner = text.charAt(at + 1) === ' ' ? at + 2 : at + 1
  return readPair(text, inner, ctx)
}

/** Names that contain a date's characters (周一鸣) are not read as dates. */
function maskNames(text: string, ctx: SlotContext): string {
  const names = ctx.people.flatMap(({ name, nicknames }) => [name, ...nicknames])
  const risky = names.filter((name) => name.length > 2 && STARTS.test(name))
  const spans = risky.flatMap((name) => {
    const found: { start: number; end: number }[] = []
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
      found.push({ start: at, end: at + name.length })
    return found
  })
  return spans.reduce((masked, span) => blank(masked, [span]), text)
}

/** All dates, ranges and slips in one pass, left to right, never overlapping. */
export function scanCalendar(text: string, ctx: SlotContext): Span<CalendarReading>[] {
  const masked = maskNames(maskNumbers(text), ctx)
  const found: Span<CalendarReading>[] = []
  let at = 0
  while (at < masked.length) {
    const read = STARTS.test(masked.charAt(at)) ? readAt(masked, at, ctx) : undefined
    if (read) found.push(spanOf(text, at, read.end, read.value))
    at = read ? Math.max(read.end, at + 1) : at + 1
  }
  return found
}
