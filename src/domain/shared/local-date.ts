/** A calendar day without a time zone: `YYYY-MM-DD`, proleptic Gregorian, years 1970 to 2999. */
export type LocalDate = string & { readonly brand: 'LocalDate' }

type DateLocale = 'zh-CN' | 'en'

const DAY_MS = 86_400_000
const FIRST_YEAR = 1970
const LAST_YEAR = 2999
const WEEKDAYS: Record<DateLocale, readonly string[]> = {
  'zh-CN': ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
}

const pad = (n: number, width: number): string => n.toString().padStart(width, '0')
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** The date of these parts, or undefined if there is no such day in 1970–2999. */
export function dateFromParts(year: number, month: number, day: number): LocalDate | undefined {
  if (![year, month, day].every(Number.isInteger)) return undefined
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) return undefined
  if (day < 1 || day > daysInMonth(year, month)) return undefined
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as LocalDate
}

/** Year, month (1–12) and day (1–31). */
export function partsOf(date: LocalDate): { year: number; month: number; day: number } {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) }
}

/** Strict: exactly `YYYY-MM-DD` and a day that exists. */
export function parseLocalDate(text: string): LocalDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  return dateFromParts(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10)))
}

/** As parseLocalDate; throws RangeError for anything else. */
export function localDate(text: string): LocalDate {
  const date = parseLocalDate(text)
  if (date === undefined) throw new RangeError('not a date (YYYY-MM-DD, years 1970 to 2999)')
  return date
}

/** Days since 1970-01-01. */
function dayNumber(date: LocalDate): number {
  const { year, month, day } = partsOf(date)
  return Date.UTC(year, month - 1, day) / DAY_MS
}

function required(year: number, month: number, day: number): LocalDate {
  const date = dateFromParts(year, month, day)
  if (date === undefined) throw new RangeError('the date leaves the years 1970 to 2999')
  return date
}

function fromDayNumber(days: number): LocalDate {
  const at = new Date(days * DAY_MS)
  return required(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate())
}

/** `days` may be negative. Throws RangeError outside 1970–2999 (as every function here that computes a date). */
export const addDays = (date: LocalDate, days: number): LocalDate => fromDayNumber(dayNumber(date) + days)

/** Days from `from` to `to`; negative if `to` is earlier. */
export const diffDays = (from: LocalDate, to: LocalDate): number => dayNumber(to) - dayNumber(from)

/** The same day of another month, clamped to its last day: 01-31 + 1 month = 02-28 or 02-29. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const { year, month, day } = partsOf(date)
  const index = year * 12 + month - 1 + months
  const target = { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1 }
  return required(target.year, target.month, Math.min(day, daysInMonth(target.year, target.month)))
}

/** 1 = Monday … 7 = Sunday (ISO 8601). 1970-01-01 was a Thursday. */
export const weekday = (date: LocalDate): number => ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1

/** The Monday of the date's ISO week. */
export const startOfIsoWeek = (date: LocalDate): LocalDate => addDays(date, 1 - weekday(date))

/** ISO 8601 week: week 1 is the one with 4 January, so the week's year can differ from the date's. */
export function isoWeek(date: LocalDate): { year: number; week: number } {
  const thursday = dayNumber(date) + 4 - weekday(date)
  const year = new Date(thursday * DAY_MS).getUTCFullYear()
  return { year, week: Math.floor((thursday - Date.UTC(year, 0, 1) / DAY_MS) / 7) + 1 }
}

/** The Monday of an ISO week. Throws RangeError for a week that the year does not have. */
export function isoWeekStart(year: number, week: number): LocalDate {
  if (!Number.isInteger(week) || week < 1 || week > 53) throw new RangeError(`no ISO week ${week} in ${year}`)
  const monday = addDays(startOfIsoWeek(required(year, 1, 4)), (week - 1) * 7)
  if (isoWeek(monday).year !== year) throw new RangeError(`no ISO week ${week} in ${year}`)
  return monday
}

export function startOfMonth(date: LocalDate): LocalDate {
  const { year, month } = partsOf(date)
  return required(year, month, 1)
}

export function endOfMonth(date: LocalDate): LocalDate {
  const { year, month } = partsOf(date)
  return required(year, month, daysInMonth(year, month))
}

export function endOfQuarter(date: LocalDate): LocalDate {
  const { year, month } = partsOf(date)
  const last = Math.ceil(month / 3) * 3
  return required(year, last, daysInMonth(year, last))
}

/** For sort: negative, 0 or positive. */
export const compare = (a: LocalDate, b: LocalDate): number => (a < b ? -1 : a > b ? 1 : 0)
export const min = (a: LocalDate, b: LocalDate): LocalDate => (b < a ? b : a)
export const max = (a: LocalDate, b: LocalDate): LocalDate => (b > a ? b : a)

/** 周二, or Tue. */
export const weekdayName = (date: LocalDate, locale: DateLocale = 'zh-CN'): string =>
  WEEKDAYS[locale][weekday(date) - 1] ?? ''

const withWeekday = (shown: string, date: LocalDate, locale: DateLocale): string =>
  locale === 'en' ? `${shown} (${weekdayName(date, locale)})` : `${shown}(${weekdayName(date, locale)})`

/** `2026-12-01(周二)`; en: `2026-12-01 (Tue)`. */
export const formatDate = (date: LocalDate, locale: DateLocale = 'zh-CN'): string => withWeekday(date, date, locale)

/** `12-01(周二)`; the year is shown if it differs from that of `relativeTo`. */
export function formatDay(date: LocalDate, relativeTo?: LocalDate, locale: DateLocale = 'zh-CN'): string {
  const sameYear = relativeTo === undefined || partsOf(relativeTo).year === partsOf(date).year
  return withWeekday(sameYear ? date.slice(5) : date, date, locale)
}

/** `2026-12-01(周二)—12-20(周日)`; en: `2026-12-01 (Tue) – 12-20 (Sun)`; one day is written once. */
export function formatRange(start: LocalDate, end: LocalDate, locale: DateLocale = 'zh-CN'): string {
  const first = formatDate(start, locale)
  return start === end ? first : `${first}${locale === 'en' ? ' – ' : '—'}${formatDay(end, start, locale)}`
}
