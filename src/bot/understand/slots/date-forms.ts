import { addWorkingDays } from '../../../domain/shared/calendar.ts'
import {
  addDays,
  addMonths,
  dateFromParts,
  endOfMonth,
  endOfQuarter,
  type LocalDate,
  partsOf,
  startOfIsoWeek,
  startOfMonth,
} from '../../../domain/shared/local-date.ts'
import { followsRatio } from './counts.ts'
import { type DateReading, within } from './date-readings.ts'
import { readChinese } from './numerals.ts'
import type { SlotContext } from './types.ts'

/** One way to write a date. `pattern` is sticky; `read` may still decline. */
interface DateForm {
  pattern: RegExp
  read(match: RegExpExecArray, ctx: SlotContext): DateReading | undefined
}

export const NUM = '(\\d{1,2}|[一二两三四五六七八九十]{1,3})'
/** 号 that numbers things instead of days. */
const DAY_SIGN = '(?:号(?![线楼店门机位馆厅方会文展码院])|日(?![留内游均回活新累龄复报榜常] ?| ?(?:ROI|LTV|GMV)))'
const WEEK = '(?:周|星期|礼拜)'
const OFFSET_AFTER = '(?:之后|以后|之内|以内|后(?![端台期续面勤])|内(?![容部测场]))'
const OFFSET_BEFORE = '(?:之前|以前|前(?![端台期后面]))'

const sticky = (source: string): RegExp => new RegExp(source, 'y')
const WEEKDAYS = '一二三四五六日'

/** 1–99 in figures or words; undefined for anything else. */
export function smallNumber(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^\d+$/.test(text)) return Number(text)
  const read = readChinese(text, 0)
  return read && read.end === text.length && !read.withoutShort ? Number(read.digits) : undefined
}

const fixed = (date: LocalDate | undefined): DateReading | undefined => date && { kind: 'fixed', date }
const fixedOrImpossible = (date: LocalDate | undefined): DateReading => fixed(date) ?? { kind: 'impossible' }
const computed = (compute: () => LocalDate): DateReading | undefined => fixed(within(compute))

/** 今年 明年 后年 去年 前年, four or two figures. */
export function yearOf(word: string, ctx: SlotContext): number {
  const shift: Record<string, number> = { 今: 0, 本: 0, 明: 1, 后: 2, 去: -1, 前: -2 }
  const relative = shift[word]
  if (relative !== undefined) return partsOf(ctx.today).year + relative
  return word.length === 2 ? 2000 + Number(word) : Number(word)
}

function monthDay(monthText: string | undefined, dayText: string | undefined): DateReading | undefined {
  const month = smallNumber(monthText)
  const day = smallNumber(dayText)
  if (month === undefined || day === undefined || month < 1 || month > 12 || day < 1 || day > 31)
    return { kind: 'impossible' }
  return { kind: 'monthDay', month, day }
}

const shiftOf = (word: string | undefined): number => {
  if (word?.startsWith('下下')) return 2
  if (word?.startsWith('上上')) return -2
  if (word?.startsWith('下')) return 1
  return word?.startsWith('上') ? -1 : 0
}

function relativeMonth(word: string | undefined, rest: string, ctx: SlotContext): DateReading | undefined {
  const month = within(() => addMonths(startOfMonth(ctx.today), shiftOf(word)))
  if (!month) return undefined
  if (rest === '初') return fixed(month)
  if (rest === '底' || rest === '末') return fixed(endOfMonth(month))
  const { year, month: number } = partsOf(month)
  return fixedOrImpossible(dateFromParts(year, number, smallNumber(rest) ?? 0))
}

function weekdayOf(match: RegExpExecArray, ctx: SlotContext): DateReading | undefined {
  const [, prefix, , name = ''] = match
  const day = name === '天' ? 7 : /\d/.test(name) ? Number(name) : WEEKDAYS.indexOf(name) + 1
  if (prefix !== undefined) return computed(() => addDays(startOfIsoWeek(ctx.today), shiftOf(prefix) * 7 + day - 1))
  // 三周一次, 每周五 and 一周五天 name no day.
  const before = match.input.charAt(match.index - 1)
  return /[\d一二两三四五六七八九十几半个每双单]/.test(before) ? undefined : { kind: 'weekday', weekday: day }
}

const RELATIVE: Record<string, number> = { 大前天: -3, 前天: -2, 大后天: 3, 后天: 2 }

function relativeDay(match: RegExpExecArray, ctx: SlotContext): DateReading | undefined {
  const word = match[0]
  if (/^[前后]/.test(word) && /[以之然最往随先目提当]/.test(match.input.charAt(match.index - 1))) return undefined
  const named = RELATIVE[word] ?? (/^(?:今|today)/i.test(word) ? 0 : /^(?:明|tomorrow)/i.test(word) ? 1 : -1)
  return computed(() => addDays(ctx.today, named))
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

function pair(match: RegExpExecArray): DateReading | undefined {
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
  if (!exists) return separator === '.' ? undefined : { kind: 'impossible' }
  return { kind: 'monthDay', month, day }
}

function day(match: RegExpExecArray): DateReading | undefined {
  const value = smallNumber(match[1])
  return value !== undefined && value >= 1 && value <= 31 ? { kind: 'day', day: value } : undefined
}

/** Most specific first: the first form that reads something wins. */
export const DATE_FORMS: readonly DateForm[] = [
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
  { pattern: sticky(`${NUM} ?月 ?${NUM} ?[日号]`), read: ([, month, date]) => monthDay(month, date) },
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
      '大前天|大后天|前天|后天|昨[天日晚]|今[天晚早]|今日(?!头条)|明[天晚早]|明日|today\\b|tomorrow\\b|yesterday\\b',
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
