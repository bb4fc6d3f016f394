/** Days told by holidays and by working days: 国庆前, 节后第一个工作日, 元旦, 本月最后一个工作日. */
import { addWorkingDays, nextWorkingDay, sameOrNextWorkingDay } from '../../../domain/shared/calendar.ts'
import {
  addDays,
  addMonths,
  dateFromParts,
  endOfMonth,
  type LocalDate,
  localDate,
  min,
  partsOf,
  startOfIsoWeek,
  startOfMonth,
} from '../../../domain/shared/local-date.ts'
import { type DateReading, within } from './date-readings.ts'
import { computed, type DateForm, fixed, NUM, shiftOf, smallNumber, sticky, WEEK } from './date-words.ts'
import type { SlotContext } from './types.ts'

/** Month and day in the years from 2024 on, as the Hong Kong Observatory's tables of the lunar calendar give them. */
const SPRING = '02-10 01-29 02-17 02-06 01-26 02-13 02-03 01-23 02-11 01-31 02-19 02-08'.split(' ')
const DRAGON_BOAT = '06-10 05-31 06-19 06-09 05-28 06-16 06-05 06-24 06-12 06-01 06-20 06-10'.split(' ')
const MID_AUTUMN = '09-17 10-06 09-25 09-15 10-03 09-22 09-12 10-01 09-19 09-08 09-27 09-16'.split(' ')
const FIRST_LISTED = 2024

/** Tomb-sweeping Day of the 21st century: the solar term's day by the formula ⌊0.2422·y + 4.81⌋ − ⌊y/4⌋. */
const tombSweeping = (year: number): string =>
  `04-0${Math.floor((year % 100) * 0.2422 + 4.81) - Math.floor((year % 100) / 4)}`

interface Holiday {
  spoken: string
  /** As the calendar calls it. */
  name: string
  day(year: number): string | undefined
  /** Days off before the day itself: Spring Festival's eve, by the rules in force since 2025. */
  eve?: number
}

const listed = (days: readonly string[]) => (year: number) => days[year - FIRST_LISTED]
const HOLIDAYS: readonly Holiday[] = [
  { spoken: '元旦节?', name: '元旦', day: () => '01-01' },
  { spoken: '春节|过年', name: '春节', day: listed(SPRING), eve: 1 },
  { spoken: '清明节?', name: '清明', day: (year) => (year >= 2000 && year < 2100 ? tombSweeping(year) : undefined) },
  { spoken: '五一(?:节|劳动节)?|劳动节', name: '劳动节', day: () => '05-01' },
  { spoken: '端午节?', name: '端午', day: listed(DRAGON_BOAT) },
  { spoken: '中秋节?', name: '中秋', day: listed(MID_AUTUMN) },
  { spoken: '国庆节?|十一(?:黄金周|假期)', name: '国庆节', day: () => '10-01' },
]

/** The day of a holiday in a year (初一 for 春节); undefined where the lunar table ends (2024–2035). */
export function holidayDay(name: string, year: number): LocalDate | undefined {
  const day = HOLIDAYS.find((one) => one.name === name)?.day(year)
  return day === undefined ? undefined : localDate(`${year}-${day}`)
}

interface Break {
  first: LocalDate
  day: LocalDate
  /** First day worked again; undefined as long as the days off are not announced. */
  back?: LocalDate
}

/** A break has at most about nine days, some of which lie before the day itself. */
const SEARCHED = 10

function breakOf(holiday: Holiday, year: number, { calendar }: SlotContext): Break | undefined {
  const day = holidayDay(holiday.name, year)
  if (day === undefined) return undefined
  let first = addDays(day, -(holiday.eve ?? 0))
  for (let back = 1; back <= SEARCHED; back += 1) {
    const date = addDays(day, -back)
    if (calendar.holidayName(date) === holiday.name) first = min(date, first)
  }
  return calendar.covers(partsOf(day).year) ? { first, day, back: nextWorkingDay(calendar, day) } : { first, day }
}

/** The breaks of a holiday, or of any, around today, earliest first. */
function breaks(wanted: Holiday | undefined, ctx: SlotContext): Break[] {
  const { year } = partsOf(ctx.today)
  return [year - 1, year, year + 1]
    .flatMap((each) => (wanted ? [wanted] : HOLIDAYS).flatMap((one) => within(() => breakOf(one, each, ctx)) ?? []))
    .sort((a, b) => (a.day < b.day ? -1 : 1))
}

const UNKNOWN: DateReading = { kind: 'problem', problem: 'DATE.HOLIDAY_UNKNOWN' }

/** The nearest day ahead for plans, behind for logs. */
function nearest(days: readonly (LocalDate | undefined)[], ctx: SlotContext): DateReading | undefined {
  const known = days.filter((day) => day !== undefined)
  return fixed(
    ctx.intent === 'plan' ? known.find((day) => day >= ctx.today) : known.filter((day) => day <= ctx.today).at(-1),
  )
}

const lastWorkedBefore = (date: LocalDate, { calendar }: SlotContext): LocalDate => addWorkingDays(calendar, date, -1)

function beforeBreak(holiday: Holiday | undefined, ctx: SlotContext): DateReading | undefined {
  return within(() =>
    nearest(
      breaks(holiday, ctx).map(({ first }) => lastWorkedBefore(first, ctx)),
      ctx,
    ),
  )
}

/** The n-th day worked after the next break, or after the one that is under way or has just passed for logs. */
function afterBreak(holiday: Holiday | undefined, n: number, ctx: SlotContext): DateReading | undefined {
  const found = within(() => {
    const around = breaks(holiday, ctx)
    const coming = around.find(({ day, back }) => (back ?? day) > ctx.today)
    if (ctx.intent === 'plan') return coming
    return around.filter(({ back }) => back !== undefined && back <= ctx.today).at(-1)
  })
  if (!found) return undefined
  const { back } = found
  return back === undefined ? UNKNOWN : computed(() => addWorkingDays(ctx.calendar, back, n - 1))
}

const FIRST =
  '(?:的?(?:第([一二三1-3])个工作日|首个工作日|(?:第一天)?上班(?:的?(?:第一天|首日))?|开工(?:第一天|首日)?))'
const BEFORE = '(?:之前|以前|前(?![夕后端期台往置]))'
/** 元旦 alone is the day only where a name cannot begin: 元旦跨年直播 is a title. */
const APART = '(?=$|[\\s,。;:、!?)(]|当天|那天|当日|[交给上完截])(?:当[天日]|那天)?'

const named = (holiday: Holiday): DateForm[] => [
  { pattern: sticky(`(?:${holiday.spoken})${BEFORE}`), read: (_, ctx) => beforeBreak(holiday, ctx) },
  {
    pattern: sticky(`(?:${holiday.spoken})(?:假期|长假|节)?(?:之后|以后|后)${FIRST}`),
    read: ([, n], ctx) => afterBreak(holiday, smallNumber(n) ?? 1, ctx),
  },
  {
    pattern: sticky(`(?:${holiday.spoken})${APART}`),
    read: (match, ctx) => {
      if (/[\u4e00-\u9fff]/.test(match.input.charAt(match.index - 1).replace(/[到在于至是为成迟延前改]/, '')))
        return undefined
      return within(() =>
        nearest(
          breaks(holiday, ctx).map(({ day }) => day),
          ctx,
        ),
      )
    },
  },
]

/** Shopping festivals name projects as well (双12大促), so that only what is said behind makes them a day. */
const SHOPPING: readonly (readonly [spoken: string, monthDay: string])[] = [
  ['双(?:11|十一)', '11-11'],
  ['双(?:12|十二)', '12-12'],
  ['6[.]?18', '06-18'],
]

const shopping = ([spoken, monthDay]: (typeof SHOPPING)[number]): DateForm => ({
  pattern: sticky(`${spoken} ?(?:当[天日]|那天|正日子?)`),
  read: (_, ctx) => {
    const { year } = partsOf(ctx.today)
    return nearest(
      [-1, 0, 1].map((more) => localDate(`${year + more}-${monthDay}`)),
      ctx,
    )
  },
})

/** 环节前, 情人节前: another word ends in 节. */
const NOT_IN_WORD = (match: RegExpExecArray): boolean =>
  !/[\u4e00-\u9fff]/.test(match.input.charAt(match.index - 1).replace(/[到在于至是为成改完]/, ''))

/** The first or last day worked of a week or month that lies `shift` after the present one. */
function edgeOfSpan(
  which: string,
  first: LocalDate,
  last: LocalDate,
  shift: number,
  ctx: SlotContext,
): DateReading | undefined {
  const date = within(() =>
    which === '最后' ? lastWorkedBefore(addDays(last, 1), ctx) : sameOrNextWorkingDay(ctx.calendar, first),
  )
  return date && date >= first && date <= last ? { kind: shift === 0 ? 'current' : 'fixed', date } : undefined
}

function edgeOfMonth([, word, number, which = '']: RegExpExecArray, ctx: SlotContext): DateReading | undefined {
  const { year, month } = partsOf(ctx.today)
  const named = smallNumber(number)
  const ahead = named === undefined ? shiftOf(word) : 0
  const turned = named !== undefined && named < month && ctx.intent === 'plan' ? 1 : 0
  const first = within(() =>
    named === undefined ? addMonths(startOfMonth(ctx.today), ahead) : dateFromParts(year + turned, named, 1),
  )
  return first && edgeOfSpan(which, first, endOfMonth(first), ahead, ctx)
}

function edgeOfWeek([, word, which = '']: RegExpExecArray, ctx: SlotContext): DateReading | undefined {
  const shift = shiftOf(word)
  const monday = within(() => addDays(startOfIsoWeek(ctx.today), 7 * shift))
  return monday && edgeOfSpan(which, monday, addDays(monday, 6), shift, ctx)
}

/** Most specific first. */
export const HOLIDAY_FORMS: readonly DateForm[] = [
  ...HOLIDAYS.flatMap(named),
  ...SHOPPING.map(shopping),
  {
    pattern: sticky(`节${BEFORE}`),
    read: (match, ctx) => (NOT_IN_WORD(match) ? beforeBreak(undefined, ctx) : undefined),
  },
  {
    pattern: sticky(`节(?:之后|以后|后)${FIRST}`),
    read: (match, ctx) => (NOT_IN_WORD(match) ? afterBreak(undefined, smallNumber(match[1]) ?? 1, ctx) : undefined),
  },
  { pattern: sticky(`(?:(本|这个?|下下?个?|上个?)月|${NUM}月)的?(最后|第)一个工作日`), read: edgeOfMonth },
  { pattern: sticky(`(本|这个?|下下?个?|上个?)${WEEK}的?(最后|第)一个工作日`), read: edgeOfWeek },
]
