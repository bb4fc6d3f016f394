import { addWorkingDays } from '../../../domain/shared/calendar.ts'
import {
  addDays,
  addMonths,
  dateFromParts,
  endOfMonth,
  endOfQuarter,
  partsOf,
  startOfIsoWeek,
  startOfMonth,
} from '../../../domain/shared/local-date.ts'
import { followsRatio } from './counts.ts'
import { ENGLISH_FORMS } from './date-english.ts'
import { HOLIDAY_FORMS } from './date-holidays.ts'
import { type DateReading, isProblem, resolveAlone, within } from './date-readings.ts'
import {
  computed,
  type DateForm,
  fixed,
  fixedOrImpossible,
  IMPOSSIBLE,
  monthDay,
  NUM,
  shiftOf,
  smallNumber,
  sticky,
  WEEK,
  weekdayNumber,
  yearOf,
} from './date-words.ts'
import type { SlotContext } from './types.ts'

/** 号 that numbers things instead of days. */
const DAY_SIGN = '(?:号(?![线楼店门机位馆厅方会文展码院])|日(?![留内游均回活新累龄复报榜常] ?| ?(?:ROI|LTV|GMV)))'
const OFFSET_AFTER = '(?:之后|以后|之内|以内|后(?![端台期续面勤])|内(?![容部测场]))'
const OFFSET_BEFORE = '(?:之前|以前|前(?![端台期后面]))'

function relativeMonth(word: string | undefined, rest: string, ctx: SlotContext): DateReading | undefined {
  const month = within(() => addMonths(startOfMonth(ctx.today), shiftOf(word)))
  if (!month) return undefined
  if (rest === '初') return fixed(month)
  if (rest === '底' || rest === '末') return fixed(endOfMonth(month))
  const { year, month: number } = partsOf(month)
  return current(word, fixedOrImpossible(dateFromParts(year, number, smallNumber(rest) ?? 0)))
}

/** 本周一 and 本月3号 are not moved when they have passed, but they may be slips. */
function current(word: string | undefined, reading: DateReading | undefined): DateReading | undefined {
  return shiftOf(word) === 0 && reading?.kind === 'fixed' ? { kind: 'current', date: reading.date } : reading
}

function weekdayOf(match: RegExpExecArray, ctx: SlotContext): DateReading | undefined {
  const [, prefix, , name = ''] = match
  const day = weekdayNumber(name)
  if (prefix !== undefined) {
    const date = computed(() => addDays(startOfIsoWeek(ctx.today), shiftOf(prefix) * 7 + day - 1))
    return current(prefix, date)
  }
  // 三周一次, 每周五 and 一周五天 name no day; T-2周五 does.
  const { input, index } = match
  if (/(?<![A-Za-z])[TPA]-\d{1,9}$/i.test(input.slice(Math.max(0, index - 12), index)))
    return { kind: 'weekday', weekday: day }
  const before = input.charAt(index - 1)
  return /[\d一二两三四五六七八九十几半个每双单]/.test(before) ? undefined : { kind: 'weekday', weekday: day }
}

/** By how a day is spoken of: 前天, 前日, 前儿个. */
const RELATIVE: readonly (readonly [beginning: string, days: number])[] = [
  ['大前', -3],
  ['大后', 3],
  ['前', -2],
  ['后', 2],
  ['昨', -1],
  ['今', 0],
  ['明', 1],
]

function relativeDay(match: RegExpExecArray, ctx: SlotContext): DateReading | undefined {
  const word = match[0]
  if (/^[前后]/.test(word) && /[以之然最往随先目提当明今昨大]/.test(match.input.charAt(match.index - 1)))
    return undefined
  const days = RELATIVE.find(([beginning]) => word.startsWith(beginning))?.[1]
  return days === undefined ? undefined : computed(() => addDays(ctx.today, days))
}

function offset(match: RegExpExecArray, ctx: SlotContext): DateReading | undefined {
  const [, count, unit = '', direction = ''] = match
  const back = direction.includes('前')
  // A plan has nothing to do with a day in the past; 3天前 there means something else.
  if (back && ctx.intent === 'plan') return undefined
  const n = (smallNumber(count) ?? Number.NaN) * (back ? -1 : 1)
  if (unit.includes('工作日')) return computed(() => addWorkingDays(ctx.calendar, ctx.today, n))
  if (unit.includes('月')) return computed(() => addMonths(ctx.today, n))
  return computed(() => addDays(ctx.today, /周|星期|礼拜/.test(unit) ? n * 7 : n))
}

function quarterEnd(match: RegExpExecArray, ctx: SlotContext): DateReading | undefined {
  const prefix = match[1]
  if (prefix === undefined) return { kind: 'edge', edge: 'quarterEnd' }
  return computed(() => endOfQuarter(addMonths(startOfMonth(ctx.today), shiftOf(prefix) * 3)))
}

/** What follows a number that is no day: 8.5万, 3.5h, 1.2倍, 4-6月. */
const UNIT_AFTER =
  /^(?: ?(?:[万亿wWkKhH%‰元块]|小时|美元)|[\d:+]|[天个人次年月分点倍折岁版米条件张篇秒寸名位份场期楼层级千百角毛号日级克折维代]|周(?![一二三四五六日天])|工作日|[A-Za-z])/
const FRACTION_BEFORE = /(?:完成|进度|占|约|剩|过|已|近|达|到|的) ?$/

/** Shopping festivals: `11.11数据复盘` names one, unless the day is still to come. */
const FESTIVALS = new Set(['11.11', '12.12', '6.18', '9.9', '3.8', '5.20', '8.18', '10.10'])
const NAME_AFTER = /^(?![前之以到至内开截完为交给])[\u4e00-\u9fff]/

function pair(match: RegExpExecArray, ctx: SlotContext): DateReading | undefined {
  const [whole, monthText = '', separator = '', dayText = '', sign] = match
  const month = Number(monthText)
  const day = Number(dayText)
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined
  const text = match.input
  const after = text.slice(match.index + whole.length, match.index + whole.length + 5)
  if (sign === undefined && UNIT_AFTER.test(after)) return undefined
  if (new RegExp(`^[.${separator}]\\d`).test(after)) return undefined
  if (separator !== '-' && followsRatio(text, match.index)) return undefined
  const short = monthText.length === 1 && dayText.length === 1
  if (separator === '-' && short) return undefined
  const before = text.slice(Math.max(0, match.index - 4), match.index)
  if (separator === '/' && short && month < day && FRACTION_BEFORE.test(before)) return undefined
  // 2.30 is as likely a number as a slip, so only the other separators make an impossible day worth a question.
  const exists = dateFromParts(2024, month, day) !== undefined
  if (!exists) return separator === '.' ? undefined : IMPOSSIBLE
  const reading: DateReading = { kind: 'monthDay', month, day }
  const festival = FESTIVALS.has(`${month}.${day}`) && NAME_AFTER.test(after)
  return festival && isProblem(resolveAlone(reading, ctx)) ? undefined : reading
}

function day(match: RegExpExecArray): DateReading | undefined {
  const value = smallNumber(match[1])
  return value !== undefined && value >= 1 && value <= 31 ? { kind: 'day', day: value } : undefined
}

/** Most specific first: the first form that reads something wins. */
export const DATE_FORMS: readonly DateForm[] = [
  ...HOLIDAY_FORMS,
  ...ENGLISH_FORMS,
  {
    pattern: sticky('(20\\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])(?![\\d.])'),
    read: (match) => {
      const [whole, year, month, date] = match
      if (UNIT_AFTER.test(match.input.slice(match.index + whole.length, match.index + whole.length + 5)))
        return undefined
      return fixed(dateFromParts(Number(year), Number(month), Number(date)))
    },
  },
  {
    pattern: sticky('(\\d{4})([-./])(\\d{1,2})\\2(\\d{1,2})(?!\\d|[./]\\d)'),
    read: ([, year, , month, date]) =>
      Number(year) < 1970 || Number(year) > 2999
        ? undefined
        : fixedOrImpossible(dateFromParts(Number(year), Number(month), Number(date))),
  },
  {
    pattern: sticky(`(\\d{4}|\\d{2}|[今本明后去前])年 ?${NUM} ?月 ?${NUM} ?[日号]`),
    read: ([, year = '', month, date], ctx) =>
      fixedOrImpossible(dateFromParts(yearOf(year, ctx), smallNumber(month) ?? 0, smallNumber(date) ?? 0)),
  },
  {
    pattern: sticky(`(\\d{4}|\\d{2}|[今本明后去前])年 ?${NUM} ?月(底|末|初)`),
    read: ([, year = '', month, edge], ctx) => {
      const first = dateFromParts(yearOf(year, ctx), smallNumber(month) ?? 0, 1)
      return fixedOrImpossible(first && edge !== '初' ? endOfMonth(first) : first)
    },
  },
  {
    pattern: sticky(`${NUM} ?月 ?${NUM} ?[日号]`),
    read: ([, month, date]) => monthDay(smallNumber(month), smallNumber(date)),
  },
  {
    pattern: sticky(`${NUM} ?月(?:份)?(底|末|初)`),
    read: ([, monthText, edge]) => {
      const month = smallNumber(monthText) ?? 0
      if (month < 1 || month > 12) return undefined
      return { kind: 'monthDay', month, day: edge === '初' ? 1 : 'last' }
    },
  },
  {
    pattern: sticky(`(本|这个?|下下?个?|上上?个?)月(?:(底|末|初)|${NUM}${DAY_SIGN})`),
    read: ([, word, edge, date], ctx) => relativeMonth(word, edge ?? date ?? '', ctx),
  },
  { pattern: sticky(`(上上|上|本|这|下下|下)?(个)?${WEEK}([一二三四五六日天]|[1-7](?!\\d))(?!次)`), read: weekdayOf },
  {
    pattern: sticky(
      '大前[天儿]|大后[天儿]|前天|后天|[前后]儿(?![子童女科歌媳戏])个?|前日(?![期程志历常])|后日(?![期程常])|昨(?:[天日晚]|儿个?)|今(?:[天晚早]|儿个?)|今日(?!头条)|明(?:[天晚早]|儿个?(?!童))|明日(?!之星)',
    ),
    read: relativeDay,
  },
  {
    pattern: sticky(
      `(\\d{1,3}|[一二两三四五六七八九十]{1,3}) ?(天|个?工作日|个?${WEEK}|个月)(${OFFSET_AFTER}|${OFFSET_BEFORE})`,
    ),
    read: offset,
  },
  { pattern: sticky('(本|这个?|下个?|上个?)?季度?[末底]'), read: quarterEnd },
  {
    pattern: sticky('([今本明后去])年[底末]'),
    read: ([, year = ''], ctx) => fixed(dateFromParts(yearOf(year, ctx), 12, 31)),
  },
  { pattern: sticky('年[底末]'), read: () => ({ kind: 'edge', edge: 'yearEnd' }) },
  {
    pattern: sticky('月(底|末|初)'),
    read: ({ 1: edge, input, index }) =>
      /[个份每]/.test(input.charAt(index - 1))
        ? undefined
        : { kind: 'edge', edge: edge === '初' ? 'monthStart' : 'monthEnd' },
  },
  { pattern: sticky(`${NUM}${DAY_SIGN}`), read: day },
  { pattern: sticky('(\\d{1,2})([./-])(\\d{1,2})(?!\\d)(?:(?<![-]\\d{1,2})([号日])(?![报均活]))?'), read: pair },
]
