import { englishNumber, WEEKDAY_NAME, weekdayOf } from './date-english.ts'
import { matchAt, NUM, smallNumber, sticky, WEEK, weekdayNumber } from './date-words.ts'
import { maskQuotes } from './protect.ts'
import { readTime } from './times.ts'
import { type Span, spanOf } from './types.ts'

/** A day of the month: its number (31 = the last one of shorter months), or an edge. */
export type MonthDay = number | 'last' | 'firstWorkingDay' | 'lastWorkingDay'

/**
 * Something that comes again. `interval` 2 is every second one, counted from the day on which it begins. A week without
 * weekdays (每两周) recurs on the weekday on which it begins, a month without days on the same day of the month.
 * `time` is in minutes of the day.
 */
export type Recurrence = (
  | { every: 'day'; interval: number }
  | { every: 'workingDay' }
  | { every: 'week'; interval: number; weekdays: readonly number[] }
  | { every: 'month'; interval: number; days: readonly MonthDay[] }
) & { time?: number }

interface Form {
  pattern: RegExp
  read(match: RegExpExecArray): Recurrence | undefined
}

const D = '[一二三四五六日天]'
/** 每, 每隔, 每两: how the distance begins. */
const EVERY = `每(?:(隔)?${NUM}|逢|隔)?个?`

/** 每隔一周 leaves one out, 每两周 comes every second week. */
function interval(word: string, skipped: string | undefined, count: string | undefined): number {
  if (/^(?:隔|双)/.test(word)) return 2
  const n = smallNumber(count) ?? 1
  const step = skipped !== undefined || (word.startsWith('每隔') && count === undefined) ? n + 1 : n
  return Math.min(Math.max(step, 1), 99)
}

const unique = (numbers: readonly number[]): number[] => [...new Set(numbers)].sort((a, b) => a - b)

/** 一三五, 一、三和五, 一到五, 末. */
function weekdaysOf(text: string): number[] {
  if (text === '末') return [6, 7]
  const named = [...text].filter((char) => new RegExp(D).test(char)).map(weekdayNumber)
  const [first, last] = named
  if (/[到至~-]/.test(text) && first !== undefined && last !== undefined && first < last)
    return Array.from({ length: last - first + 1 }, (_, index) => first + index)
  return unique(named)
}

function monthDays(text: string): MonthDay[] {
  if (/最后一个工作日/.test(text)) return ['lastWorkingDay']
  if (/第一个工作日|首个工作日/.test(text)) return ['firstWorkingDay']
  if (/底|末|最后一天/.test(text)) return ['last']
  if (/初|第一天/.test(text)) return [1]
  const days = text.split(/[、,和号日]+/).flatMap((part) => smallNumber(part.replace(/^的/, '')) ?? [])
  return unique(days.filter((day) => day >= 1 && day <= 31))
}

const WEEKDAY_LIST = `${D}(?:到|至|-|~)(?:${WEEK})?${D}|${D}(?:[、,和及]?(?:${WEEK})?${D}){0,6}(?!次)|末`
const MONTH_LIST =
  '(?:最后|第)一个工作日|首个工作日|月?[底末初]|最后一天|第一天|(?:\\d{1,2}|[一二三四五六七八九十]{1,3})[号日]?(?:[、,和](?:\\d{1,2}|[一二三四五六七八九十]{1,3})[号日]?){0,5}(?<=[号日])'

const CHINESE: readonly Form[] = [
  { pattern: sticky('每(?:个|一)?个?工作日|工作日每天'), read: () => ({ every: 'workingDay' }) },
  {
    pattern: sticky(`(?:${EVERY}|隔|双)${WEEK}(?:的?(?:${WEEK})?(${WEEKDAY_LIST})|(?!年|边|期))(?:一次)?`),
    read: ([word, skipped, count, days = '']) => ({
      every: 'week',
      interval: interval(word, skipped, count),
      weekdays: weekdaysOf(days),
    }),
  },
  {
    pattern: sticky(`(?:${EVERY}|隔)月(?:的?(${MONTH_LIST}))?(?:一次)?`),
    read: ([word, skipped, count, days = '']) => ({
      every: 'month',
      interval: interval(word, skipped, count),
      days: monthDays(days),
    }),
  },
  {
    pattern: sticky(`(?:${EVERY}|隔)(?:天|日(?!优鲜))(?:一次)?`),
    read: ([word, skipped, count]) => ({ every: 'day', interval: interval(word, skipped, count) }),
  },
  {
    pattern: sticky(`${NUM}个?(天|周|星期|礼拜|月)一次`),
    read: ([, count, unit]) => {
      const n = smallNumber(count) ?? 0
      if (n < 1) return undefined
      if (unit === '天') return { every: 'day', interval: n }
      return unit === '月' ? { every: 'month', interval: n, days: [] } : { every: 'week', interval: n, weekdays: [] }
    },
  },
]

const COUNT = '(?:(other)|(\\d{1,2}|two|three|four|five|six)) '
const NAMES = `${WEEKDAY_NAME}s?(?:(?:, | and |, and | & )${WEEKDAY_NAME}s?)?(?:(?:, | and |, and | & )${WEEKDAY_NAME}s?)?`

const ENGLISH: readonly Form[] = [
  {
    pattern: sticky('every (?:week ?|work(?:ing)? ?|business )day\\b|on weekdays\\b', 'i'),
    read: () => ({ every: 'workingDay' }),
  },
  {
    pattern: sticky('(?:every |on the )last (?:working|business) day of (?:the|every|each) month\\b', 'i'),
    read: () => ({ every: 'month', interval: 1, days: ['lastWorkingDay'] }),
  },
  {
    pattern: sticky(`every (?:(other|second) )?${NAMES}\\b`, 'i'),
    read: ([, other, ...days]) => ({
      every: 'week',
      interval: other ? 2 : 1,
      weekdays: unique(days.filter((day) => day !== undefined).map(weekdayOf)),
    }),
  },
  {
    pattern: sticky(
      `(?:every (?:${COUNT})?(day|week|month)s?|(daily|weekly|monthly))(?: on the (\\d{1,2})(?:st|nd|rd|th)?)?\\b`,
      'i',
    ),
    read: ([, other, count, unit, adverb, day]) => {
      const n = other ? 2 : count ? englishNumber(count) : 1
      const kind = (unit ?? adverb ?? '').charAt(0).toLowerCase()
      if (n < 1) return undefined
      if (kind === 'd') return { every: 'day', interval: n }
      if (kind === 'w') return { every: 'week', interval: n, weekdays: [] }
      const on = Number(day ?? 0)
      return { every: 'month', interval: n, days: on >= 1 && on <= 31 ? [on] : [] }
    },
  },
]

interface Read {
  end: number
  value: Recurrence
}

function withTime(text: string, end: number, value: Recurrence): Read {
  for (const at of [end, end + 1]) {
    if (at > end && !/[ 的,]/.test(text.charAt(end))) break
    const time = readTime(text, at)
    if (time) return { end: time.end, value: { ...value, time: time.minutes } }
  }
  return { end, value }
}

function readAt(text: string, at: number): Read | undefined {
  const latin = /[a-z]/i.test(text.charAt(at))
  if (latin && /\w/.test(text.charAt(at - 1))) return undefined
  if (!latin && /[第\d一二两三四五六七八九十]/.test(text.charAt(at - 1)) && !/每/.test(text.charAt(at)))
    return undefined
  for (const form of latin ? ENGLISH : CHINESE) {
    const match = matchAt(form.pattern, text, at)
    const value = match && form.read(match)
    if (match && value) return withTime(text, at + match[0].length, value)
  }
  return undefined
}

const STARTS = /[每隔双工\d一二两三四五六七八九十edwmo]/i

interface Recurring extends Read {
  start: number
}

/** Recurrences in a text whose quoted names are blanked out. */
export function scanRecurrences(masked: string): Recurring[] {
  const found: Recurring[] = []
  let at = 0
  while (at < masked.length) {
    const read = STARTS.test(masked.charAt(at)) ? readAt(masked, at) : undefined
    if (read) found.push({ ...read, start: at })
    at = read ? read.end : at + 1
  }
  return found
}

/** 每周五, 每周一三五, 每天, 每个工作日早上9点, 每月最后一个工作日, 每月15号, 每两周, every Friday at 9am. */
export function findRecurrences(text: string): Span<Recurrence>[] {
  return scanRecurrences(maskQuotes(text)).map(({ start, end, value }) => spanOf(text, start, end, value))
}
