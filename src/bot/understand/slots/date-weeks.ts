/** Words for whole weeks, weekends and months: 本周, 下周末, 第49周, 本月, 12月整月, 1月到3月, next week. */
import { addWorkingDays } from '../../../domain/shared/calendar.ts'
import {
  addDays,
  addMonths,
  dateFromParts,
  endOfMonth,
  isoWeek,
  isoWeekStart,
  type LocalDate,
  partsOf,
  startOfIsoWeek,
  startOfMonth,
  weekday,
} from '../../../domain/shared/local-date.ts'
import { type DateRange, within } from './date-readings.ts'
import { matchAt, NUM, shiftOf, smallNumber, sticky, yearOf } from './date-words.ts'
import type { SlotContext, SlotProblem } from './types.ts'

export type CalendarReading = { date: LocalDate; time?: number } | { range: DateRange } | { problem: SlotProblem }

export interface Found {
  end: number
  value: CalendarReading
}

interface RangeForm {
  pattern: RegExp
  read(match: RegExpExecArray, ctx: SlotContext): DateRange | SlotProblem | undefined
}

const week = (monday: LocalDate, weekend = false): DateRange => ({
  start: weekend ? addDays(monday, 5) : monday,
  end: addDays(monday, 6),
})

const weekFrom = (shift: number, weekend: boolean, ctx: SlotContext): DateRange | undefined =>
  within(() => week(addDays(startOfIsoWeek(ctx.today), shift * 7), weekend))

function numberedWeek(number: number | undefined, yearText: string | undefined, ctx: SlotContext) {
  if (number === undefined) return undefined
  const thisYear = isoWeek(ctx.today).year
  const open = ctx.intent === 'plan' ? [thisYear, thisYear + 1] : [thisYear, thisYear - 1]
  const years = yearText ? [yearOf(yearText, ctx)] : open
  const weeks = years.flatMap((year) => within(() => week(isoWeekStart(year, number))) ?? [])
  const fitting = weeks.find(({ start, end }) => (ctx.intent === 'plan' ? end >= ctx.today : start <= ctx.today))
  return (yearText ? weeks[0] : fitting) ?? 'DATE.IMPOSSIBLE'
}

/** 周末 without a prefix: the coming or present one in plans, the last one in logs. */
function weekend(match: RegExpExecArray, ctx: SlotContext): DateRange | undefined {
  if (/[每\d一二两三四五六七八九十个]/.test(match.input.charAt(match.index - 1))) return undefined
  return weekFrom(ctx.intent === 'log' && weekday(ctx.today) < 6 ? -1 : 0, true, ctx)
}

const wholeMonth = (first: LocalDate | undefined): DateRange | undefined =>
  first && { start: first, end: endOfMonth(first) }

function monthShifted(shift: number, ctx: SlotContext): DateRange | undefined {
  return wholeMonth(within(() => addMonths(startOfMonth(ctx.today), shift)))
}

/** Whole months; the year is inferred so that a plan has not ended and a log has begun. */
function months(from: number | undefined, to: number | undefined, yearText: string | undefined, ctx: SlotContext) {
  if (from === undefined || to === undefined || from < 1 || from > 12 || to < 1 || to > 12) return undefined
  const { year } = partsOf(ctx.today)
  const years = yearText ? [yearOf(yearText, ctx)] : ctx.intent === 'plan' ? [year, year + 1] : [year, year - 1]
  const ranges = years.flatMap((each) => {
    const start = dateFromParts(each, from, 1)
    const last = dateFromParts(to < from ? each + 1 : each, to, 1)
    return start && last ? [{ start, end: endOfMonth(last) }] : []
  })
  if (yearText) return ranges[0]
  return ranges.find(({ start, end }) => (ctx.intent === 'plan' ? end >= ctx.today : start <= ctx.today))
}

const ENGLISH_SHIFT: Record<string, number> = { this: 0, next: 1, last: -1 }
const englishShift = (word = ''): number => ENGLISH_SHIFT[word.toLowerCase()] ?? 0
const YEAR = '(?:(\\d{4}|[今明去])年)?'

const RANGE_FORMS: readonly RangeForm[] = [
  {
    pattern: sticky(
      `${YEAR}(?<!\\d)${NUM}月份?(?: ?(?:到|至|~|-{1,2}|—) ?)${NUM}月(?![\\d一二三四五六七八九十初底末])`,
    ),
    read: ([, year, from, to], ctx) => months(smallNumber(from), smallNumber(to), year, ctx),
  },
  {
    pattern: sticky(`${YEAR}${NUM}月(?:份?(?:整月|全月)|整个?月)`),
    read: ([, year, month], ctx) => months(smallNumber(month), smallNumber(month), year, ctx),
  },
  {
    pattern: sticky(
      '(上上|上|本|这|下下|下)个?(?:周|星期|礼拜)(末)?(?![一二三四五六日天1-7期转年边围]|的?(?:最后|第)一个工作日)',
    ),
    read: ([, word, end], ctx) => weekFrom(shiftOf(word), end !== undefined, ctx),
  },
  { pattern: sticky('周末|周六日'), read: weekend },
  {
    pattern: sticky('(本|这个?|下下?个?|上上?个?)月(?![底末初份\\d一二三四五六七八九十]|的?(?:最后|第)一个工作日)'),
    read: ([, word], ctx) => monthShifted(shiftOf(word), ctx),
  },
  {
    pattern: sticky(`(?:(\\d{4}|[今明去])年)?第 ?${NUM} ?周`),
    // 第一周 in words is a project's first week rather than the year's.
    read: ([, year, number], ctx) =>
      /^[^\d]$/.test(number ?? '') ? undefined : numberedWeek(smallNumber(number), year, ctx),
  },
  {
    pattern: sticky('(?:week |W)(\\d{1,2})\\b', 'i'),
    read: ([, number], ctx) => numberedWeek(Number(number), undefined, ctx),
  },
  {
    pattern: sticky('(this|next|last) (week(end)?|month)\\b', 'i'),
    read: ([, word, unit = '', end], ctx) =>
      /^m/i.test(unit) ? monthShifted(englishShift(word), ctx) : weekFrom(englishShift(word), end !== undefined, ctx),
  },
]

const BEFORE = / ?(?:之前|以前|前(?![端后期台往置瞻言沿景提面]))/y
/** Some day after it, which is not named. */
const AFTERWARDS = /之后|以后|后(?![端台期续面勤天半])/y
const WITHIN = /(?:之内|以内|内(?![容部测场涵]))/y

/** 周末前, 下周前: the last working day before it begins. */
function beforeIt(range: DateRange, ctx: SlotContext): CalendarReading | undefined {
  const date = within(() => addWorkingDays(ctx.calendar, range.start, -1))
  if (date === undefined) return undefined
  return ctx.intent === 'plan' && date < ctx.today ? { problem: 'DATE.PASSED' } : { date }
}

/** A word for a whole week, weekend or month that begins here. */
export function readRangeWord(text: string, at: number, ctx: SlotContext): Found | undefined {
  for (const form of RANGE_FORMS) {
    const match = matchAt(form.pattern, text, at)
    const range = match && form.read(match, ctx)
    if (!match || range === undefined) continue
    const end = at + match[0].length
    if (matchAt(AFTERWARDS, text, end)) return undefined
    if (typeof range === 'string') return { end, value: { problem: range } }
    const before = matchAt(BEFORE, text, end)
    const day = before && beforeIt(range, ctx)
    if (before && day) return { end: end + before[0].length, value: day }
    return { end: end + (matchAt(WITHIN, text, end)?.[0].length ?? 0), value: { range } }
  }
  return undefined
}
