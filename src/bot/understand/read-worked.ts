/** Time worked by day: `昨天 3小时,今天 2.5h`, `周一到周三 每天 8h`. */
import { addDays, type LocalDate } from '../../domain/shared/local-date.ts'
import { minutesOf, type Worked } from '../actions/slot.ts'
import type { Piece } from './canvas.ts'
import { type Duration, findDates, findDurations, findRanges } from './slots/index.ts'
import { blank } from './slots/protect.ts'
import type { SlotContext } from './slots/types.ts'

export interface WorkedReading {
  entries: readonly Worked[]
  /** What was read, for the line to be struck out. */
  pieces: readonly Piece[]
}

/** A longer stretch than this is a slip, not a week of work. */
const MOST_DAYS = 14
const EACH_DAY = /(?:(?:每天|每日)[^,，。;\d]{0,12}|各|都|都是|均|各自|each day|per day|daily|each)\s*$/i
/** English says it behind the time: `3h each day`. */
const EACH_DAY_AFTER = /^\s*(?:each day|each|a day|per day|every day|daily)/i

/**
 * Each time belongs to the day named before it, else to the day right behind it, else to today. A day that is named
 * with no time of its own, or twice, or a stretch of days without `每天`, leaves nothing read: whose time it is would be a guess.
 */
export function readWorked(text: string, context: SlotContext): WorkedReading | undefined {
  const times = findDurations(text)
  // Nobody works two days on one day: `T-3 两天` speaks of a plan.
  if (times.length === 0 || times.length > MOST_DAYS || times.some(({ value }) => daysOf(value) > 1)) return undefined
  const spread = overDays(text, context, times)
  if (spread) return spread
  // 周一到周三 8小时: in all or each day, nobody said; and it was not today.
  if (findRanges(text, context).some(({ value }) => value.start !== value.end)) return undefined
  const days = findDates(text, context)
  const entries: Worked[] = []
  const used = new Set<Piece>()
  for (const time of times) {
    const minutes = minutesOf(spanOfWork(time.value))
    const day = dayOf(time, days, times, used)
    if (day) used.add(day)
    const last = entries.at(-1)
    // `昨天上午2小时, 下午3小时`: of the same day; without such a word it may as well be today's.
    if (!day && days.length > 0 && !(last && SAME_DAY.test(text.slice(0, time.start)))) return undefined
    if (!day && last && days.length > 0) last.minutes += minutes
    else entries.push({ date: day?.value.date ?? context.today, minutes })
  }
  const twice = new Set(entries.map(({ date }) => date)).size < entries.length
  if (twice || used.size < days.length) return undefined
  return { entries, pieces: [...times, ...used] }
}

/** Parts of a day that was named before. */
const SAME_DAY = /(?:上午|下午|晚上|早上|中午|又|再)[\p{Script=Han}]{0,2}\s*$/u

const daysOf = (value: Duration): number =>
  'days' in value ? value.days : 'workingDays' in value ? value.workingDays : 0

function spanOfWork(duration: Duration) {
  return 'days' in duration ? { workingDays: duration.days } : duration
}

type Found = ReturnType<typeof findDates>[number]

/** Only the text between the neighbouring times is this time's own. */
function dayOf(
  time: Piece,
  days: readonly Found[],
  times: readonly Piece[],
  used: ReadonlySet<Piece>,
): Found | undefined {
  const from = Math.max(0, ...times.filter(({ end }) => end <= time.start).map(({ end }) => end))
  const to = Math.min(
    ...times.filter(({ start }) => start >= time.end).map(({ start }) => start),
    Number.POSITIVE_INFINITY,
  )
  const before = days.findLast(({ start, end }) => start >= from && end <= time.start)
  if (before && !used.has(before)) return before
  return days.find((day) => day.start >= time.end && day.end <= to && !used.has(day))
}

/** `周一到周三每天8小时`, `昨天和今天各3小时`: one time for each of several days. */
function overDays(
  text: string,
  context: SlotContext,
  times: ReturnType<typeof findDurations>,
): WorkedReading | undefined {
  const [time, ...otherTimes] = times
  const each = time && otherTimes.length === 0 ? eachDay(text, time) : undefined
  if (!time || !each) return undefined
  const [range, ...others] = findRanges(text, context)
  // A day beside the range would be forgotten: 周一到周三和周五每天8小时.
  if (range && others.length + findDates(blank(text, [range], ' '), context).length > 0) return undefined
  const named = range ? [range] : findDates(text, context)
  const dates = range ? daysWorked(range.value, context) : findDates(text, context).map(({ value }) => value.date)
  if (dates.length === 0 || dates.length > MOST_DAYS || new Set(dates).size < dates.length) return undefined
  const minutes = minutesOf(spanOfWork(time.value))
  return { entries: dates.map((date) => ({ date, minutes })), pieces: [...named, each] }
}

/** The time together with the words that make it one for each day. */
function eachDay(text: string, time: Piece): Piece | undefined {
  const before = EACH_DAY.exec(text.slice(0, time.start))
  if (before) return { start: before.index, end: time.end }
  const after = EACH_DAY_AFTER.exec(text.slice(time.end))
  return after ? { start: time.start, end: time.end + after[0].length } : undefined
}

/** The working days of a range; of a weekend, which has none, all. Stops counting where it is too long anyway. */
function daysWorked({ start, end }: { start: LocalDate; end: LocalDate }, { calendar }: SlotContext): LocalDate[] {
  const days: LocalDate[] = []
  for (let date = start; date <= end && days.length <= 3 * MOST_DAYS; date = addDays(date, 1)) days.push(date)
  const working = days.filter((date) => calendar.isWorkingDay(date))
  return working.length > 0 ? working : days
}
