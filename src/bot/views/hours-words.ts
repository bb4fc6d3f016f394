/** Logged hours in words: days, amounts, the day's total where it says more, and which of the days are rest days. */
import { type HourEntry, type Logging, loggingRef } from '../../domain/hours/hour-entry.ts'
import { minutesOf } from '../../domain/hours/log-hours.ts'
import { formatDay, type LocalDate } from '../../domain/shared/local-date.ts'
import { type Task, taskRef } from '../../domain/tasks/task.ts'
import { tenths } from '../i18n/numbers.ts'
import type { ViewContext } from './view.ts'

export type HoursReader = Pick<ViewContext, 'tx' | 'today' | 'calendar' | 'speech'>

/** `11-22(周日)`; of today the weekday says nothing: `11-23`. */
export function dayWords(date: LocalDate, { today, speech }: Pick<HoursReader, 'today' | 'speech'>): string {
  return date === today ? shortDate(date, today) : formatDay(date, today, speech.locale)
}

/** `11-22`, with the year if it is another than today's. */
function shortDate(date: LocalDate, today: LocalDate): string {
  return date.slice(0, 4) === today.slice(0, 4) ? date.slice(5) : date
}

/** `11-22(周日) 3.0h、11-23 2.5h(当日合计 4.0h)`: the total where other entries are on that day, too. */
export async function dayLines(reader: HoursReader, entries: readonly HourEntry[]): Promise<string[]> {
  return Promise.all(
    entries.map(async (entry) => {
      const total = minutesOf(await reader.tx.hours.ofDay(entry.personId, entry.workDate))
      const more = total > entry.minutes ? tenths(total) : undefined
      return reader.speech.t.hoursOfDay(dayWords(entry.workDate, reader), tenths(entry.minutes), more)
    }),
  )
}

/** Longer lists of days stand below the heading. */
const DAYS_IN_HEADING = 3

/** What was logged: a heading of one line without markup, and the lines below it. */
export async function loggedWords(
  reader: HoursReader,
  task: Pick<Task, 'id' | 'title'>,
  entries: readonly HourEntry[],
): Promise<{ heading: string; below: string[] }> {
  const { t } = reader.speech
  const days = await dayLines(reader, entries)
  const [only, ...others] = days
  if (only !== undefined && others.length === 0)
    return { heading: t.hoursLogged(taskRef(task.id), task.title, only), below: [] }
  const name = `${taskRef(task.id)} ${task.title}`
  return days.length > DAYS_IN_HEADING
    ? { heading: t.hoursLoggedSeveral(days.length, []), below: [name, ...days] }
    : { heading: t.hoursLoggedSeveral(days.length, days), below: [name] }
}

/** `11-21、11-22 是休息日`, `10-01 是国庆节`: one clause per kind of day. */
export function restDayClauses({ speech, calendar, today }: HoursReader, entries: readonly HourEntry[]): string[] {
  const byName = new Map<string, Set<string>>()
  for (const { workDate, overtime } of entries) {
    if (!overtime) continue
    const name = calendar.holidayName(workDate) ?? speech.t.restDay
    byName.set(name, (byName.get(name) ?? new Set()).add(shortDate(workDate, today)))
  }
  return [...byName].map(([name, dates]) => speech.t.isRestDay([...dates], name))
}

export function overtimeDates(entries: readonly HourEntry[], today: LocalDate): string[] {
  return [...new Set(entries.filter(({ overtime }) => overtime).map(({ workDate }) => shortDate(workDate, today)))]
}

/** What still counts of a logging, by day. */
export async function entriesOf({ tx }: Pick<HoursReader, 'tx'>, logging: Logging): Promise<readonly HourEntry[]> {
  const ref = loggingRef(logging)
  return (await tx.hours.ofTask(logging.taskId)).filter((entry) => loggingRef(entry) === ref)
}

/** The audit's name of the confirmation, and how many of a person's latest ones are looked through for it. */
export const OVERTIME_EVENT = 'hours.overtime'
const LATEST = 200

/** Whether the author has said that it was overtime: nothing else depends on it, so its record is where it is kept. */
export async function isConfirmed({ tx }: Pick<HoursReader, 'tx'>, logging: Logging): Promise<boolean> {
  const ref = loggingRef(logging)
  const confirmed = await tx.audit.list({ event: OVERTIME_EVENT, actorId: logging.personId, limit: LATEST })
  return confirmed.some(({ outcome, detail }) => outcome === 'success' && detail?.logging === ref)
}
