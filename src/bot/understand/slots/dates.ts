import { type LocalDate, weekdayName } from '../../../domain/shared/local-date.ts'
import { scanCalendar } from './date-scan.ts'
import type { CalendarReading } from './date-weeks.ts'
import { type SlotContext, type Span, spanOf } from './types.ts'

/** A day; `time` (minutes of the day) if one stands beside it; `restDay` names why nobody works then: 周日, 国庆节. */
export interface DateValue {
  date: LocalDate
  time?: number
  restDay?: string
}

function dateValue({ date, time }: { date: LocalDate; time?: number }, ctx: SlotContext): DateValue {
  const value = time === undefined ? { date } : { date, time }
  if (ctx.calendar.isWorkingDay(date)) return value
  return { ...value, restDay: ctx.calendar.holidayName(date) ?? weekdayName(date) }
}

/**
 * Single days: 今天, 下周三, 月底, 12月1日, 12.1, 3天后, 周五前 (due on that day),
 * 国庆前 (last working day before), 明天下午三点, next Friday. The two ends of a range are not listed
 * here (see findRanges), because an end is read from the beginning, not from today.
 */
export function findDates(text: string, ctx: SlotContext): Span<DateValue>[] {
  const single = (span: Span<CalendarReading>): Span<DateValue>[] =>
    'date' in span.value ? [spanOf(text, span.start, span.end, dateValue(span.value, ctx))] : []
  return scanCalendar(text, ctx).flatMap(single)
}
