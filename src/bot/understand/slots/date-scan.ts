import { weekday } from '../../../domain/shared/local-date.ts'
import { perList, perObject } from '../per-object.ts'
import { DATE_FORMS } from './date-forms.ts'
import { type DateReading, isProblem, resolveAlone, resolveRange, within } from './date-readings.ts'
import { type CalendarReading, type Found, readRangeWord } from './date-weeks.ts'
import { IMPOSSIBLE, matchAt, monthDay, NUM, smallNumber, weekdayNumber } from './date-words.ts'
import { isSameName } from './names.ts'
import { blank, maskNumbers, maskQuotes } from './protect.ts'
import { scanRecurrences } from './recurrence.ts'
import { readPartOfDay, readTime } from './times.ts'
import { type SlotContext, type Span, spanOf } from './types.ts'

interface ReadDate {
  end: number
  reading: DateReading
}

/** Characters that a date phrase can begin with: all other positions are skipped. */
const STARTS = /[\d一二两三四五六七八九十今明后昨前大本这上下周星礼双月季年去第从自元春过清劳端中国节a-y]/i
/** 前 and 截止 make the day itself the deadline; they belong to the phrase. */
const DEADLINE =
  / ?(?:下班)?(?:之前|以前)| ?下班前| ?(?:截止|为止)|前(?![端后期台往置瞻言沿景提面])|(?:之内|以内|内(?![容部测场涵]))|当[天日](?=$|[\s,。;、!?交前])/y
/** After the day: a day that is not named. */
const AFTERWARDS = /之后|以后|后(?![端台期续面勤天])/y
const CONNECTOR = / (?:to|through|thru|until|till) | ?(?:到|至|~|—{1,2}|-{1,2}|→) ?/iy
/** 12月10号开始 1月10号结束 */
const BEGINS = / ?(?:开始|启动|起)[ ,、;]{0,2}(?:(到|至) ?)?/y
const ENDS = / ?(?:结束|收官|收尾|为止|截止)/y
const OWN_WEEKDAY = / ?[(（]?(?:周|星期|礼拜)([一二三四五六日天])[)）]?/y
/** 12月1-20日 and 3-5号: the beginning lacks its sign. */
const OPEN_MONTH_DAY = new RegExp(`${NUM}月${NUM}(?= ?(?:到|至|~|—{1,2}|-{1,2}) ?(?:${NUM}月)?${NUM}[日号])`, 'y')
const OPEN_DAY = new RegExp(`${NUM}(?= ?(?:到|至|~|—{1,2}|-{1,2}) ?${NUM}号)`, 'y')
/** 11.24-27: the end is a bare number. */
const BARE_DAY = /(\d{1,2})[号日]?(?![\d.:/%‰万亿千百wWkKhH元块天个人次年周月小分点倍折米条件张篇+-])/y

function readForms(text: string, at: number, ctx: SlotContext): ReadDate | undefined {
  for (const form of DATE_FORMS) {
    const match = matchAt(form.pattern, text, at)
    const reading = match && form.read(match, ctx)
    if (reading) return { end: at + match[0].length, reading }
  }
  return undefined
}

/** 2026-12-01(周二): a weekday that agrees belongs to the date; one that does not stays a date of its own. */
function absorbWeekday(text: string, read: ReadDate, ctx: SlotContext): ReadDate {
  if (!['fixed', 'monthDay', 'day'].includes(read.reading.kind)) return read
  const match = matchAt(OWN_WEEKDAY, text, read.end)
  const date = resolveAlone(read.reading, ctx)
  if (!match || isProblem(date)) return read
  return weekdayNumber(match[1] ?? '') === weekday(date) ? { ...read, end: read.end + match[0].length } : read
}

const readDate = (text: string, at: number, ctx: SlotContext): ReadDate | undefined => {
  const read = readForms(text, at, ctx)
  return read && absorbWeekday(text, read, ctx)
}

function readOpenStart(text: string, at: number): ReadDate | undefined {
  const month = matchAt(OPEN_MONTH_DAY, text, at)
  if (month) {
    const [whole, first, second] = month
    return { end: at + whole.length, reading: monthDay(smallNumber(first), smallNumber(second)) }
  }
  const match = matchAt(OPEN_DAY, text, at)
  const day = smallNumber(match?.[1])
  return match && day !== undefined && day >= 1 && day <= 31
    ? { end: at + match[0].length, reading: { kind: 'day', day } }
    : undefined
}

function readRangeEnd(text: string, at: number, from: DateReading, ctx: SlotContext): ReadDate | undefined {
  const read = readForms(text, at, ctx)
  if (read) return read
  // Alone 11.31 may be any number; as the end of a range it is a slip.
  const slip = from.kind === 'monthDay' ? matchAt(NO_SUCH_DAY, text, at) : undefined
  if (slip) return { end: at + slip[0].length, reading: IMPOSSIBLE }
  const bare = from.kind === 'monthDay' ? matchAt(BARE_DAY, text, at) : undefined
  const day = Number(bare?.[1])
  if (!bare || day < 1 || day > 31) return undefined
  return { end: at + bare[0].length, reading: { kind: 'day', day } }
}

const NO_SUCH_DAY = /(?:1[0-2]|0?[1-9])\.(?:3[01]|[12]\d|0?[1-9])(?![\d.万亿wWkKhH元块%])/y

function readConnected(text: string, from: ReadDate, ctx: SlotContext): ReadDate | undefined {
  const connector = matchAt(CONNECTOR, text, from.end)
  return connector && readRangeEnd(text, from.end + connector[0].length, from.reading, ctx)
}

/** 明天开始,12月11号结束; 周一开始到周五. */
function readBegunAndEnded(text: string, from: ReadDate, ctx: SlotContext): ReadDate | undefined {
  const begins = matchAt(BEGINS, text, from.end)
  const to = begins && readForms(text, from.end + begins[0].length, ctx)
  const ends = to && matchAt(ENDS, text, to.end)
  return to && (ends || begins[1] !== undefined) ? { ...to, end: to.end + (ends?.[0].length ?? 0) } : undefined
}

function readPair(text: string, at: number, ctx: SlotContext): Found | undefined {
  const from = readOpenStart(text, at) ?? readDate(text, at, ctx)
  const to = from && (readConnected(text, from, ctx) ?? readBegunAndEnded(text, from, ctx))
  if (!from || !to) return undefined
  const range = within(() => resolveRange(from.reading, to.reading, ctx))
  if (range === undefined) return undefined
  if (typeof range === 'string') return { end: to.end, value: { problem: range } }
  const own = absorbWeekday(text, { end: to.end, reading: { kind: 'fixed', date: range.end } }, ctx)
  const deadline = matchAt(DEADLINE, text, own.end)
  return { end: own.end + (deadline?.[0].length ?? 0), value: { range } }
}

/** The time of day beside a day belongs to it, so that it remains in no title: 明天下午三点, tomorrow at 3pm. */
function absorbTime(timed: string, start: number, end: number): { end: number; time?: number } {
  const last = timed.charAt(end - 1)
  const lead = last === '晚' ? '晚上' : last === '早' ? '早上' : ''
  for (const at of [end, end + 1]) {
    if (at > end && !/[ 的]/.test(timed.charAt(end))) break
    const time = readTime(timed, at, lead)
    if (time) return { end: endOfTimes(timed, time.end), time: time.minutes }
    const part = readPartOfDay(timed, at)
    if (part !== undefined) return { end: part }
  }
  return { end: Math.max(start, end) }
}

/** 15:00-16:00: the second time goes with the first. */
function endOfTimes(timed: string, end: number): number {
  const connector = matchAt(CONNECTOR, timed, end)
  return (connector && readTime(timed, end + connector[0].length)?.end) ?? end
}

function readSingle(text: string, timed: string, at: number, ctx: SlotContext): Found | undefined {
  const read = readDate(text, at, ctx)
  if (!read) return undefined
  const date = within(() => resolveAlone(read.reading, ctx))
  if (date === undefined || matchAt(AFTERWARDS, text, read.end)) return undefined
  const { end: timeEnd, time } = absorbTime(timed, at, read.end)
  const end = timeEnd + (matchAt(DEADLINE, text, timeEnd)?.[0].length ?? 0)
  if (isProblem(date)) return { end, value: { problem: date } }
  return { end, value: time === undefined ? { date } : { date, time } }
}

const FROM = /[从自] ?|from /iy

/** Not inside a number, word or code, and nothing recurring. */
function opens(text: string, at: number): boolean {
  const char = text.charAt(at)
  const before = text.charAt(at - 1)
  if (/每(?:个?[月周年]|季度?)?$/.test(text.slice(Math.max(0, at - 3), at))) return false
  if (/\d/.test(char)) return !/[\w./#¥$第-]/.test(before) && !/\d:$/.test(text.slice(Math.max(0, at - 2), at))
  if (/[a-z]/i.test(char)) return !/\w/.test(before)
  return !/[一二两三四五六七八九十]/.test(char) || !/[\d第一二两三四五六七八九十百千万几数]/.test(before)
}

function readAt(text: string, timed: string, at: number, ctx: SlotContext): Found | undefined {
  if (!opens(text, at)) return undefined
  const begin = matchAt(FROM, text, at)
  if (begin) return readPair(text, at + begin[0].length, ctx)
  return readPair(text, at, ctx) ?? readRangeWord(text, at, ctx) ?? readSingle(text, timed, at, ctx)
}

/** Names that contain a date's characters: 周一鸣. */
const riskyNames = perList(isSameName, (people: SlotContext['people']) =>
  people.flatMap(({ name, nicknames }) => [name, ...nicknames]).filter((name) => name.length > 2 && STARTS.test(name)),
)

/** Such names are not read as dates. */
function maskNames(text: string, ctx: SlotContext): string {
  const spans = riskyNames(ctx.people).flatMap((name) => {
    const found: { start: number; end: number }[] = []
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
      found.push({ start: at, end: at + name.length })
    return found
  })
  return blank(text, spans)
}

const scans = perObject((_: SlotContext) => new Map<string, readonly Span<CalendarReading>[]>())
const MOST_SCANS = 32

/** All dates, ranges and slips, left to right, never overlapping. Days, ranges and slips of one text are one scan. */
export function scanCalendar(text: string, ctx: SlotContext): readonly Span<CalendarReading>[] {
  const done = scans(ctx)
  const known = done.get(text)
  if (known) return known
  const found = scan(text, ctx)
  if (done.size >= MOST_SCANS) done.clear()
  done.set(text, found)
  return found
}

function scan(text: string, ctx: SlotContext): readonly Span<CalendarReading>[] {
  const quoted = maskQuotes(text)
  const recurring = scanRecurrences(quoted)
  const masked = maskNames(blank(maskNumbers(text), recurring), ctx)
  // Times are blanked out among the numbers, but wanted beside a day.
  const timed = blank(quoted, recurring)
  const found: Span<CalendarReading>[] = []
  let at = 0
  while (at < masked.length) {
    const read = STARTS.test(masked.charAt(at)) ? readAt(masked, timed, at, ctx) : undefined
    if (read) found.push(spanOf(text, at, read.end, read.value))
    at = read ? Math.max(read.end, at + 1) : at + 1
  }
  return found
}
