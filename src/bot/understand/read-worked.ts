/** Time worked by day: `昨天 3小时,今天 2.5h`, `周一到周三 每天 8h`. */
import { addDays } from '../../domain/shared/local-date.ts'
import { minutesOf, type Worked } from '../actions/slot.ts'
import type { Piece } from './canvas.ts'
import { type Duration, findDates, findDurations, findRanges } from './slots/index.ts'
import type { SlotContext } from './slots/types.ts'

export interface WorkedReading {
  entries: readonly Worked[]
  /** What was read, for the line to be struck out. */
  pieces: readonly Piece[]
}

/** A longer stretch than this is a slip, not a week of work. */
const MOST_DAYS = 14
const EACH_DAY = /(?:每天|每日|各|都|each day|a day|per day|daily)\s*$/i

/**
 * Each time belongs to the day named before it, else to the day right behind it, else to today. A day that is named
 * with no time of its own, or twice, leaves nothing read: whose time it is would be a guess.
 */
export function readWorked(text: string, context: SlotContext): WorkedReading | undefined {
  const times = findDurations(text)
  if (times.length === 0) return undefined
  const spread = overRange(text, context, times)
  if (spread) return spread
  const days = findDates(text, context)
  const entries: Worked[] = []
  const used = new Set<Piece>()
  for (const time of times) {
    const minutes = minutesOf(spanOfWork(time.value))
    const day = dayOf(time, days, times, used)
    if (day) used.add(day)
    entries.push({ date: day?.value.date ?? context.today, minutes })
  }
  const twice = new Set(entries.map(({ date }) => date)).size < entries.length
  if (twice || used.size < days.length) return undefined
  return { entries, pieces: [...times, ...used] }
}

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

/** `周一到周三每天8小时`: the time once for every working day of the range. */
function overRange(
  text: string,
  context: SlotContext,
  times: ReturnType<typeof findDurations>,
): WorkedReading | undefined {
  const [range, ...others] = findRanges(text, context)
  const [time] = times
  if (!range || others.length > 0 || !time || times.length > 1) return undefined
  const each = EACH_DAY.exec(text.slice(0, time.start))
  if (!each) return undefined
  const entries: Worked[] = []
  for (let date = range.value.start; date <= range.value.end; date = addDays(date, 1)) {
    if (context.calendar.isWorkingDay(date)) entries.push({ date, minutes: minutesOf(spanOfWork(time.value)) })
    if (entries.length > MOST_DAYS) return undefined
  }
  return entries.length > 0 ? { entries, pieces: [range, { start: each.index, end: time.end }] } : undefined
}
