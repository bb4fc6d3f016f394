import type { Person } from '../people/person.ts'
import type { WorkCalendar } from '../shared/calendar.ts'
import { addDays, type LocalDate } from '../shared/local-date.ts'
import { isRefusal, type Refusal, refuse } from '../shared/refusal.ts'
import { type Task, taskRef } from '../tasks/task.ts'
import type { HourEntry, HourRevision } from './hour-entry.ts'

export const MINUTES_PER_DAY = 1440
/** How far back hours may be logged or changed, in days. */
export const MAX_DAYS_BACK = 31
/** From here on a slipped decimal point (23 for 2.3 hours) is likelier than so long a day. */
const SUSPICIOUS_MINUTES = 600

export interface NewHours {
  person: Pick<Person, 'id' | 'active'>
  task: Pick<Task, 'id' | 'projectId' | 'kind' | 'state'>
  /** The day worked, not the day logged. */
  workDate: LocalDate
  /** Whole minutes, 1–1440. */
  minutes: number
}

export interface HoursContext {
  /** The person's entries of `workDate`; removed ones do not count. */
  entriesOfDay: readonly HourEntry[]
  calendar: WorkCalendar
  today: LocalDate
  now: Date
}

/** Minutes as people count a day: entries that were taken back count nowhere. */
export function minutesOf(entries: readonly HourEntry[]): number {
  return entries.reduce((sum, { minutes, removed }) => (removed ? sum : sum + minutes), 0)
}

function checkDay(date: LocalDate, today: LocalDate): Refusal | undefined {
  if (date > today) return refuse('HOURS.FUTURE', { date, today })
  const earliest = addDays(today, -MAX_DAYS_BACK)
  return date < earliest ? refuse('HOURS.TOO_OLD', { date, earliest }) : undefined
}

/** A tenth, if the day has room for it. */
function suggestion(minutes: number, logged: number): { suggestionMinutes?: number } {
  const tenth = minutes / 10
  const plausible = minutes >= SUSPICIOUS_MINUTES && Number.isInteger(tenth) && logged + tenth <= MINUTES_PER_DAY
  return plausible ? { suggestionMinutes: tenth } : {}
}

function checkMinutes(date: LocalDate, minutes: number, others: readonly HourEntry[]): Refusal | undefined {
  if (!Number.isSafeInteger(minutes)) throw new RangeError('hours are logged in whole minutes')
  if (minutes < 1) return refuse('HOURS.NOT_POSITIVE', { minutes })
  const logged = minutesOf(others)
  const wouldBeMinutes = logged + minutes
  if (wouldBeMinutes <= MINUTES_PER_DAY) return undefined
  return refuse('HOURS.DAY_FULL', { date, wouldBeMinutes, ...suggestion(minutes, logged) })
}

function checkTask({ id, kind, state }: NewHours['task']): Refusal | undefined {
  const ref = taskRef(id)
  if (kind === 'milestone') return refuse('TASK.IS_MILESTONE', { ref })
  if (state !== 'cancelled') return undefined
  return refuse('TASK.WRONG_STATE', { ref, state, wanted: ['unassigned', 'assigned', 'accepted', 'blocked', 'done'] })
}

/**
 * An entry for work done: not in the future, not more than 31 days ago, and no day above 24 h. Work on a rest day is
 * overtime. Hours for a finished task are welcome: people log late.
 * Refuses with PERSON.INACTIVE, TASK.IS_MILESTONE, TASK.WRONG_STATE, HOURS.*. Throws RangeError for part of a minute.
 */
export function logHours(input: NewHours, context: HoursContext & { id: string }): HourEntry | Refusal {
  const { person, task, workDate, minutes } = input
  if (!person.active) return refuse('PERSON.INACTIVE', { personId: person.id })
  const unfit =
    checkTask(task) ?? checkDay(workDate, context.today) ?? checkMinutes(workDate, minutes, context.entriesOfDay)
  if (unfit) return unfit
  return {
    id: context.id,
    projectId: task.projectId,
    taskId: task.id,
    personId: person.id,
    workDate,
    minutes,
    overtime: !context.calendar.isWorkingDay(workDate),
    loggedAt: context.now,
    removed: false,
  }
}

/** One of several days worked; see {@link NewHours} for the units. */
export type DayWorked = Pick<NewHours, 'workDate' | 'minutes'>

export interface SeveralHours {
  person: NewHours['person']
  task: NewHours['task']
  days: readonly DayWorked[]
}

export interface SeveralContext extends Omit<HoursContext, 'entriesOfDay'> {
  /** The person's entries of all those days. */
  entries: readonly HourEntry[]
  /** One per day, in their order. */
  ids: readonly string[]
}

/** Several days at once, all or none: the first that is refused is the answer. Days may repeat; their hours add up. */
export function logSeveral({ person, task, days }: SeveralHours, context: SeveralContext): HourEntry[] | Refusal {
  const made: HourEntry[] = []
  for (const [index, { workDate, minutes }] of days.entries()) {
    const id = context.ids[index]
    if (id === undefined) throw new RangeError('every day needs an id')
    const entriesOfDay = [...context.entries, ...made].filter((one) => one.workDate === workDate)
    const entry = logHours({ person, task, workDate, minutes }, { ...context, entriesOfDay, id })
    if (isRefusal(entry)) return entry
    made.push(entry)
  }
  return made
}

export interface RevisedHours {
  entry: HourEntry
  revision: HourRevision
}

const factsOf = ({ workDate, minutes, removed }: HourEntry) => ({ workDate, minutes, removed })

function revised(entry: HourEntry, after: HourEntry, by: string, at: Date): RevisedHours {
  return { entry: after, revision: { entryId: entry.id, at, by, before: factsOf(entry), after: factsOf(after) } }
}

/** Only the own entries, only such that still count, and only while their day may be changed. */
function checkEntry(entry: HourEntry, personId: string, today: LocalDate): Refusal | undefined {
  const { workDate: date, minutes } = entry
  if (entry.personId !== personId) return refuse('HOURS.NOT_YOURS', { personId: entry.personId })
  if (entry.removed) return refuse('HOURS.REMOVED', { date, minutes })
  return checkDay(date, today)
}

/**
 * Changes the minutes, the day worked, or both, and keeps what was. `entriesOfDay` are those of the day it ends up on;
 * the entry itself may be among them. Refuses with HOURS.*.
 */
export function reviseHours(
  entry: HourEntry,
  change: { personId: string; workDate?: LocalDate; minutes?: number },
  context: HoursContext,
): RevisedHours | Refusal {
  const workDate = change.workDate ?? entry.workDate
  const minutes = change.minutes ?? entry.minutes
  const others = context.entriesOfDay.filter(({ id }) => id !== entry.id)
  const unfit =
    checkEntry(entry, change.personId, context.today) ??
    checkDay(workDate, context.today) ??
    checkMinutes(workDate, minutes, others)
  if (unfit) return unfit
  if (workDate === entry.workDate && minutes === entry.minutes) {
    return refuse('HOURS.NO_CHANGE', { date: workDate, minutes })
  }
  const overtime = !context.calendar.isWorkingDay(workDate)
  return revised(entry, { ...entry, workDate, minutes, overtime }, change.personId, context.now)
}

/** Takes an own entry back; it stays on record and counts nowhere. Refuses with HOURS.*. */
export function removeHours(
  entry: HourEntry,
  personId: string,
  context: Pick<HoursContext, 'today' | 'now'>,
): RevisedHours | Refusal {
  return (
    checkEntry(entry, personId, context.today) ?? revised(entry, { ...entry, removed: true }, personId, context.now)
  )
}
