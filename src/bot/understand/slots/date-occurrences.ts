import { addWorkingDays, sameOrNextWorkingDay, type WorkCalendar } from '../../../domain/shared/calendar.ts'
import {
  addDays,
  addMonths,
  endOfMonth,
  type LocalDate,
  max,
  min,
  partsOf,
  startOfIsoWeek,
  startOfMonth,
  weekday,
} from '../../../domain/shared/local-date.ts'
import type { MonthDay, Recurrence } from './recurrence.ts'

/** The days of the rule in its k-th period (day, week, month) counted from `from`, earliest first. */
function period(rule: Recurrence, from: LocalDate, k: number, calendar: WorkCalendar): LocalDate[] {
  if (rule.every === 'day') return [addDays(from, k * rule.interval)]
  if (rule.every === 'workingDay') return [addWorkingDays(calendar, sameOrNextWorkingDay(calendar, from), k)]
  if (rule.every === 'week') {
    const monday = addDays(startOfIsoWeek(from), 7 * k * rule.interval)
    const days = rule.weekdays.length > 0 ? rule.weekdays : [weekday(from)]
    return days.map((day) => addDays(monday, day - 1))
  }
  const first = addMonths(startOfMonth(from), k * rule.interval)
  const days = rule.days.length > 0 ? rule.days : [partsOf(from).day]
  return [...new Set(days.map((day) => dayOfMonth(first, day, calendar)))].sort()
}

function dayOfMonth(first: LocalDate, day: MonthDay, calendar: WorkCalendar): LocalDate {
  const last = endOfMonth(first)
  if (day === 'last') return last
  if (day === 'firstWorkingDay') return sameOrNextWorkingDay(calendar, first)
  if (day === 'lastWorkingDay') return max(addWorkingDays(calendar, addDays(last, 1), -1), first)
  return min(addDays(first, day - 1), last)
}

/**
 * The next `n` days of a rule, from `from` on (included), earliest first. Every second week or month is counted from the
 * week or month of `from`. Throws RangeError when the calendar's years (1970 to 2999) end before.
 */
export function nextOccurrences(rule: Recurrence, from: LocalDate, n: number, calendar: WorkCalendar): LocalDate[] {
  const found: LocalDate[] = []
  for (let k = 0; found.length < n; k += 1) {
    found.push(...period(rule, from, k, calendar).filter((date) => date >= from))
  }
  return found.slice(0, n)
}
