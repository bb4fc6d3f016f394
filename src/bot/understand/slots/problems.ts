import { scanAmounts } from './amounts.ts'
import { scanCalendar } from './date-scan.ts'
import { type SlotContext, type SlotProblem, type Span, spanOf } from './types.ts'

/** Phrases that look like a date, range or amount and cannot be one, in the order of the text. */
export function findProblems(text: string, ctx: SlotContext): Span<{ code: SlotProblem }>[] {
  return [...scanAmounts(text), ...scanCalendar(text, ctx)]
    .flatMap(({ start, end, value }) => ('problem' in value ? [spanOf(text, start, end, { code: value.problem })] : []))
    .sort((a, b) => a.start - b.start)
}
