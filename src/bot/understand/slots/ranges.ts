import type { DateRange } from './date-readings.ts'
import { scanCalendar } from './date-scan.ts'
import { type SlotContext, type Span, spanOf } from './types.ts'

/** Spans of days, both ends included: 12月1日到12月20日, 11.24-11.27, 明天到周五, 本周, 第49周, across New Year too. */
export function findRanges(text: string, ctx: SlotContext): Span<DateRange>[] {
  return scanCalendar(text, ctx).flatMap((span) =>
    'range' in span.value ? [spanOf(text, span.start, span.end, span.value.range)] : [],
  )
}
