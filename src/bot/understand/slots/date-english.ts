/** English dates: tomorrow, next Friday, by Dec 3, 3rd of December, in 3 days, end of next month. */
import { addWorkingDays } from '../../../domain/shared/calendar.ts'
import {
  addDays,
  addMonths,
  dateFromParts,
  endOfMonth,
  endOfQuarter,
  startOfIsoWeek,
  startOfMonth,
  weekday,
} from '../../../domain/shared/local-date.ts'
import type { DateReading } from './date-readings.ts'
import { computed, type DateForm, fixed, fixedOrImpossible, monthDay, sticky } from './date-words.ts'
import type { SlotContext } from './types.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH_NAME =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
/** Sat and Sun alone are words of their own, so they need a word in front (see weekdayForms). */
export const WEEKDAY_NAME =
  '(mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)'
const FULL_OR_SAFE = '(mon(?:day)?|tues(?:day)?|tue|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|saturday|sunday)'
/** Belongs to the date, which is the deadline either way. */
const LEAD = '(?:(?:due |no later than )?(?:by|on|before|until|till) |due )?(?:the )?'
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?'
const NUMBERS = ['an?', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const COUNT = '(\\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten)'

export const weekdayOf = (name = ''): number => WEEKDAYS.indexOf(name.slice(0, 3).toLowerCase()) + 1
const monthOf = (name = ''): number => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1

/** 3, a, two. */
export function englishNumber(word = ''): number {
  if (/^\d/.test(word)) return Number(word)
  const index = NUMBERS.findIndex((one) => new RegExp(`^${one}$`, 'i').test(word))
  return index === 0 ? 1 : index
}

const form = (source: string, read: DateForm['read']): DateForm => ({ pattern: sticky(`${LEAD}${source}`, 'i'), read })

const SHIFT: Record<string, number> = { this: 0, next: 1, last: -1 }

/** next Friday is the one of the next ISO week, as 下周五 is. */
function shiftedWeekday(match: RegExpExecArray, ctx: SlotContext): DateReading | undefined {
  const shift = SHIFT[match[1]?.toLowerCase() ?? ''] ?? 0
  const wanted = weekdayOf(match[2])
  // On a Wednesday, "last Monday" is two days or nine days ago.
  if (shift < 0 && wanted < weekday(ctx.today)) return { kind: 'problem', problem: 'DATE.AMBIGUOUS' }
  const date = computed(() => addDays(startOfIsoWeek(ctx.today), shift * 7 + wanted - 1))
  return shift === 0 && date?.kind === 'fixed' ? { kind: 'current', date: date.date } : date
}

const inMonth = (month: string | undefined, day: string | undefined, year: string | undefined): DateReading =>
  year
    ? fixedOrImpossible(dateFromParts(Number(year), monthOf(month), Number(day)))
    : monthDay(monthOf(month), Number(day))

function distance(count: string | undefined, unit = '', ctx: SlotContext): DateReading | undefined {
  const n = englishNumber(count)
  if (/^(?:work|business)/i.test(unit)) return computed(() => addWorkingDays(ctx.calendar, ctx.today, n))
  if (/^month/i.test(unit)) return computed(() => addMonths(ctx.today, n))
  return computed(() => addDays(ctx.today, /^week/i.test(unit) ? 7 * n : n))
}

function endOf(match: RegExpExecArray, ctx: SlotContext): DateReading | undefined {
  const shift = SHIFT[match[1]?.toLowerCase() ?? '']
  const unit = match[2]?.toLowerCase()
  if (shift === undefined) {
    return { kind: 'edge', edge: unit === 'month' ? 'monthEnd' : unit === 'quarter' ? 'quarterEnd' : 'yearEnd' }
  }
  const first = (months: number) => addMonths(startOfMonth(ctx.today), months)
  if (unit === 'month') return computed(() => endOfMonth(first(shift)))
  if (unit === 'quarter') return computed(() => endOfQuarter(first(3 * shift)))
  return fixed(dateFromParts(Number(ctx.today.slice(0, 4)) + shift, 12, 31))
}

const UNIT = '(days?|(?:work(?:ing)?|business) ?days?|weeks?|months?)'

/** Most specific first. */
export const ENGLISH_FORMS: readonly DateForm[] = [
  form('day after tomorrow\\b', (_, ctx) => computed(() => addDays(ctx.today, 2))),
  form('day before yesterday\\b', (_, ctx) => computed(() => addDays(ctx.today, -2))),
  form('(?:today|tonight|this (?:morning|afternoon|evening))\\b', (_, ctx) => fixed(ctx.today)),
  form('(?:tomorrow|tmrw?)\\b', (_, ctx) => computed(() => addDays(ctx.today, 1))),
  form('(?:yesterday|last night)\\b', (_, ctx) => computed(() => addDays(ctx.today, -1))),
  form(`${MONTH_NAME}\\.? ${DAY}(?:,? (\\d{4}))?(?![\\d:.%万wk])`, ([, month, day, year]) => inMonth(month, day, year)),
  form(`${DAY} (?:of )?${MONTH_NAME}\\b\\.?(?:,? (\\d{4})(?!\\d))?`, ([, day, month, year]) =>
    inMonth(month, day, year),
  ),
  form(`(this|next|last) ${WEEKDAY_NAME}\\b`, shiftedWeekday),
  form(`${FULL_OR_SAFE}\\b`, ([, name]) => ({ kind: 'weekday', weekday: weekdayOf(name) })),
  {
    pattern: sticky(`(?:by|on|before|until) ${WEEKDAY_NAME}\\b`, 'i'),
    read: ([, name]) => ({ kind: 'weekday', weekday: weekdayOf(name) }),
  },
  {
    pattern: sticky(`(?:with)?in ${COUNT} ${UNIT}\\b`, 'i'),
    read: ([, count, unit], ctx) => distance(count, unit, ctx),
  },
  {
    pattern: sticky(`${COUNT} ${UNIT} (?:from now|later)\\b`, 'i'),
    read: ([, count, unit], ctx) => distance(count, unit, ctx),
  },
  form('end of (?:the )?(?:(this|next|last) )?(month|quarter|year)\\b', endOf),
  form(`end of ${MONTH_NAME}\\b`, ([, month]) => ({ kind: 'monthDay', month: monthOf(month), day: 'last' })),
  form('(?:eom|month end)\\b', () => ({ kind: 'edge', edge: 'monthEnd' })),
]
