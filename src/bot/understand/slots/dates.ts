import { type LocalDate, weekdayName } from '../../../domain/shared/local-date.ts'
import { type CalendarReading, scanCalendar } from './date-scan.ts'
import { type SlotContext, type Span, spanOf } from './types.ts'

/** A day; `restDay` names why nobody works then: 周日, 国庆节. */
export interface DateValue {
  date: LocalDate
  restDay?: string
}

function dateValue(date: LocalDate, ctx: SlotContext): DateValue {
  if (ctx.calendar.isWorkingDay(date)) return { date }
  return { date, restDay: ctx.calendar.holidayName(date) ?? weekdayName(date) }
}

/**
 * Single days: 今天, 下周三, 月底, 12月1日, 12.1, 3天后, 周五前 (due on that day). The two ends of a range are not listed
 * here (see findRanges), because an end is read from the beginning, not from today.
 */
export function findDates(text: string, ctx: SlotContext): Span<DateValue>[] {
  const single = (span: Span<CalendarReading>): Span<DateValue>[] =>
    'date' in span.value ? [spanOf(text, span.start, span.end, dateValue(span.value.date, ctx))] : []
  return scanCalendar(text, ctx).flatMap(single)
}
