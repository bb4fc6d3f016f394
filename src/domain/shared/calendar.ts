import { addDays, diffDays, type LocalDate, weekday } from './local-date.ts'

/** Which days are worked. Weekends, public holidays and 调休 (weekend days worked instead) are its business. */
export interface WorkCalendar {
  isWorkingDay(date: LocalDate): boolean
  /** The holiday that makes this a day off: 国庆节. Undefined for working days and plain weekends. */
  holidayName(date: LocalDate): string | undefined
  /** False if the year's official list is unknown, so that only weekends are known to be free. */
  covers(year: number): boolean
}

/** Monday to Friday, no holidays. */
export const weekendCalendar: WorkCalendar = {
  isWorkingDay: (date) => weekday(date) <= 5,
  holidayName: () => undefined,
  covers: () => false,
}

/** A calendar without a working day for longer than this is a mistake, not a holiday. */
const LONGEST_BREAK = 400

function seek(calendar: WorkCalendar, from: LocalDate, step: 1 | -1): LocalDate {
  let date = addDays(from, step)
  for (let tried = 0; !calendar.isWorkingDay(date); tried += 1) {
    if (tried >= LONGEST_BREAK) throw new RangeError('the calendar has no working day for over a year')
    date = addDays(date, step)
  }
  return date
}

/** The first working day strictly after `date`. */
export const nextWorkingDay = (calendar: WorkCalendar, date: LocalDate): LocalDate => seek(calendar, date, 1)

/** `date` itself if it is worked, else the next working day. */
export const sameOrNextWorkingDay = (calendar: WorkCalendar, date: LocalDate): LocalDate =>
  calendar.isWorkingDay(date) ? date : nextWorkingDay(calendar, date)

function wholeNumber(n: number): number {
  if (!Number.isSafeInteger(n)) throw new RangeError('working days are counted in whole numbers')
  return n
}

/** The n-th working day after `date` (before it, if n is negative); n = 1 is the next one, n = 0 is `date` as it is. */
export function addWorkingDays(calendar: WorkCalendar, date: LocalDate, n: number): LocalDate {
  const step = wholeNumber(n) < 0 ? -1 : 1
  let result = date
  for (let left = Math.abs(n); left > 0; left -= 1) result = seek(calendar, result, step)
  return result
}

/** Working days from `from` to `to`, both included; 0 if `to` is before `from`. */
export function workingDaysBetween(calendar: WorkCalendar, from: LocalDate, to: LocalDate): number {
  const days = diffDays(from, to)
  let count = 0
  for (let offset = 0; offset <= days; offset += 1) {
    if (calendar.isWorkingDay(addDays(from, offset))) count += 1
  }
  return count
}

/**
 * The last day of a piece of work of `workingDays` ≥ 1 days that may begin on `start`: a working `start` is its first day,
 * otherwise the next working day is. Throws RangeError for less than one day.
 */
export function spanEnd(calendar: WorkCalendar, start: LocalDate, workingDays: number): LocalDate {
  if (wholeNumber(workingDays) < 1) throw new RangeError('a span lasts at least one working day')
  return addWorkingDays(calendar, sameOrNextWorkingDay(calendar, start), workingDays - 1)
}

/** The first of the `workingDays` working days that end on `end`; the counterpart of `spanEnd`. */
export const spanStart = (calendar: WorkCalendar, end: LocalDate, workingDays: number): LocalDate =>
  addWorkingDays(calendar, addDays(end, 1), -workingDays)
