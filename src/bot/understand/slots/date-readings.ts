import {
  addDays,
  dateFromParts,
  diffDays,
  endOfMonth,
  endOfQuarter,
  type LocalDate,
  max,
  partsOf,
  startOfMonth,
  weekday,
} from '../../../domain/shared/local-date.ts'
import type { SlotContext, SlotProblem } from './types.ts'

/** What a date phrase says before anything is inferred from today. */
export type DateReading =
  | { kind: 'fixed'; date: LocalDate }
  | { kind: 'problem'; problem: SlotProblem }
  /** A day of this week or month, which may have passed: 本周一, 本月3号. */
  | { kind: 'current'; date: LocalDate }
  | { kind: 'monthDay'; month: number; day: number | 'last' }
  | { kind: 'day'; day: number }
  | { kind: 'weekday'; weekday: number }
  | { kind: 'edge'; edge: Edge }

type Edge = 'monthStart' | 'monthEnd' | 'quarterEnd' | 'yearEnd'

/** A day, or why there is none. */
export type Resolved = LocalDate | SlotProblem

/** Above this many days a range that crosses New Year is taken for a reversed one: 12月20日到12月1日. */
const LONGEST_OPEN_RANGE = 183

export const isProblem = (resolved: Resolved): resolved is SlotProblem => resolved.includes('.')

/** Runs date arithmetic; leaving the supported years is no reading instead of an error. */
export function within<T>(compute: () => T): T | undefined {
  try {
    return compute()
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

const dateOr = (year: number, month: number, day: number): Resolved =>
  dateFromParts(year, month, day) ?? 'DATE.IMPOSSIBLE'

function inYear(year: number, month: number, day: number | 'last'): Resolved {
  if (day !== 'last') return dateOr(year, month, day)
  const first = dateFromParts(year, month, 1)
  return first ? endOfMonth(first) : 'DATE.IMPOSSIBLE'
}

function edgeFrom(edge: Edge, date: LocalDate): LocalDate {
  const { year } = partsOf(date)
  if (edge === 'monthEnd') return endOfMonth(date)
  if (edge === 'quarterEnd') return endOfQuarter(date)
  if (edge === 'yearEnd') return dateFromParts(year, 12, 31) ?? date
  const first = startOfMonth(date)
  return first === date ? date : addDays(endOfMonth(date), 1)
}

function edgeBefore(edge: Edge, date: LocalDate): LocalDate {
  if (edge === 'monthStart') return startOfMonth(date)
  const next = edgeFrom(edge, date)
  if (next === date) return date
  const { year, month } = partsOf(date)
  const firstMonth = edge === 'monthEnd' ? month : edge === 'quarterEnd' ? month - ((month - 1) % 3) : 1
  const first = dateFromParts(year, firstMonth, 1) ?? date
  return addDays(first, -1)
}

const order = (month: number, day: number | 'last'): number => month * 100 + (day === 'last' ? 31 : day)

function yearFor(month: number, day: number | 'last', ctx: SlotContext): number {
  const today = partsOf(ctx.today)
  const asked = order(month, day)
  const now = order(today.month, today.day)
  if (ctx.intent === 'plan') return asked >= now ? today.year : today.year + 1
  return asked <= now ? today.year : today.year - 1
}

/** The months around today in the direction that the intent leans to, and the day in each that has it. */
function daysOfMonths(day: number, ctx: SlotContext, from: number, to: number): LocalDate[] {
  const { year, month } = partsOf(ctx.today)
  const found: LocalDate[] = []
  for (let step = from; step <= to; step += 1) {
    const index = year * 12 + month - 1 + step
    const date = dateFromParts(Math.floor(index / 12), (index % 12) + 1, day)
    if (date) found.push(date)
  }
  return found
}

function dayAlone(day: number, ctx: SlotContext): Resolved {
  const near = daysOfMonths(day, ctx, ctx.intent === 'plan' ? 0 : -2, ctx.intent === 'plan' ? 2 : 0)
  const fitting = near.filter((date) => (ctx.intent === 'plan' ? date >= ctx.today : date <= ctx.today))
  return (ctx.intent === 'plan' ? fitting[0] : fitting.at(-1)) ?? 'DATE.IMPOSSIBLE'
}

function weekdayAlone(wanted: number, ctx: SlotContext): LocalDate {
  const ahead = (wanted - weekday(ctx.today) + 7) % 7
  return addDays(ctx.today, ctx.intent === 'plan' || ahead === 0 ? ahead : ahead - 7)
}

/**
 * A day without year this far off (about ten months) has just passed, or is just to come for hours: the year inferred
 * would be right and still not what was meant, so it is asked.
 */
const FAR_DAYS = 304

function notFar(date: Resolved, ctx: SlotContext): Resolved {
  if (isProblem(date) || Math.abs(diffDays(ctx.today, date)) <= FAR_DAYS) return date
  if (date > ctx.today) return 'DATE.PASSED'
  // 1月5日 said in December is of this year: nothing was inferred.
  return partsOf(date).year < partsOf(ctx.today).year ? 'DATE.NOT_YET' : date
}

function inTime(date: LocalDate, ctx: SlotContext): Resolved {
  if (ctx.intent === 'plan') return date < ctx.today ? 'DATE.PASSED' : date
  return date > ctx.today ? 'DATE.NOT_YET' : date
}

/** The day that a phrase means on its own: never in the past for plans, never in the future for logs, if it is open. */
export function resolveAlone(reading: DateReading, ctx: SlotContext): Resolved {
  if (reading.kind === 'fixed') return reading.date
  if (reading.kind === 'problem') return reading.problem
  if (reading.kind === 'current') return inTime(reading.date, ctx)
  if (reading.kind === 'monthDay')
    return notFar(inYear(yearFor(reading.month, reading.day, ctx), reading.month, reading.day), ctx)
  if (reading.kind === 'day') return dayAlone(reading.day, ctx)
  if (reading.kind === 'weekday') return weekdayAlone(reading.weekday, ctx)
  return ctx.intent === 'plan' ? edgeFrom(reading.edge, ctx.today) : edgeBefore(reading.edge, ctx.today)
}

/** All days that the beginning of a range can mean near today, earliest first. */
function possibleStarts(reading: DateReading, ctx: SlotContext): Resolved[] {
  const { year } = partsOf(ctx.today)
  if (reading.kind === 'monthDay') {
    return [year - 1, year, year + 1].map((each) => inYear(each, reading.month, reading.day))
  }
  if (reading.kind === 'day') return daysOfMonths(reading.day, ctx, -2, 2)
  if (reading.kind === 'weekday') {
    const thisWeek = addDays(ctx.today, reading.weekday - weekday(ctx.today))
    return ctx.intent === 'plan' ? [thisWeek, addDays(thisWeek, 7)] : [addDays(thisWeek, -7), thisWeek]
  }
  // A range under way may have begun: 本周一到周五 said on a Wednesday.
  return [reading.kind === 'current' ? reading.date : resolveAlone(reading, ctx)]
}

/** The end of a range, read from its beginning: 12月1日到20日, 下周一到周五, 12月20日到1月5日. */
function resolveEnd(end: DateReading, from: DateReading, start: LocalDate): Resolved {
  const { year, month } = partsOf(start)
  if (end.kind === 'fixed' || end.kind === 'current') return end.date
  if (end.kind === 'problem') return end.problem
  if (end.kind === 'weekday') return addDays(start, (end.weekday - weekday(start) + 7) % 7)
  if (end.kind === 'edge') return edgeFrom(end.edge, start)
  if (end.kind === 'day') {
    const same = dateOr(year, month, end.day)
    const next = month === 12 ? dateOr(year + 1, 1, end.day) : dateOr(year, month + 1, end.day)
    return from.kind === 'day' && same < start ? next : same
  }
  const same = inYear(year, end.month, end.day)
  if (isProblem(same) || same >= start) return same
  const next = inYear(year + 1, end.month, end.day)
  return !isProblem(next) && next <= addDays(start, LONGEST_OPEN_RANGE) ? next : same
}

export interface DateRange {
  start: LocalDate
  end: LocalDate
}

function choose(ranges: readonly DateRange[], ctx: SlotContext): DateRange | undefined {
  if (ctx.intent === 'plan') {
    const coming = ranges.find(({ end }) => end >= ctx.today) ?? ranges.at(-1)
    // 12月1日到2027年1月5日: of several beginnings for the same end, the nearest.
    return ranges.filter(({ end }) => end === coming?.end).at(-1)
  }
  const past = ranges.filter(({ end }) => end <= ctx.today)
  return past.at(-1) ?? ranges.filter(({ start }) => start <= ctx.today).at(-1) ?? ranges[0]
}

/**
 * The range between two phrases. An open beginning is chosen so that a planned range has not ended and a logged one has,
 * so a range that is under way stays in this year.
 */
export function resolveRange(from: DateReading, to: DateReading, ctx: SlotContext): DateRange | SlotProblem {
  const starts = possibleStarts(from, ctx).filter((start): start is LocalDate => !isProblem(start))
  const pairs = starts.map((start) => ({ start, end: resolveEnd(to, from, start) }))
  const real = pairs.flatMap(({ start, end }) => (isProblem(end) ? [] : [{ start, end }]))
  const forward = real.filter(({ start, end }) => max(start, end) === end)
  const chosen = choose(forward, ctx)
  if (!chosen) return real.length > 0 ? 'DATE.RANGE_REVERSED' : 'DATE.IMPOSSIBLE'
  const problem =
    from.kind === 'monthDay' ? notFar(ctx.intent === 'plan' ? chosen.start : chosen.end, ctx) : chosen.start
  // With the year at the end it is no inference: 12月1日到2028年1月5日.
  return isProblem(problem) && to.kind !== 'fixed' ? problem : chosen
}
