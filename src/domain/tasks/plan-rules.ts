/** Rules that creating, linking and moving tasks share. */
import { LATEST_PLAN_DATE, type Project } from '../projects/project.ts'
import { nextWorkingDay, type WorkCalendar } from '../shared/calendar.ts'
import { type LocalDate, max } from '../shared/local-date.ts'
import { type Refusal, refuse } from '../shared/refusal.ts'
import { type Task, taskRef } from './task.ts'

/** Three years of working days. */
export const MAX_WORKING_DAYS = 750

export interface TaskDates {
  start?: LocalDate
  due?: LocalDate
}

/** Worth saying, but no reason to refuse. */
export type PlanWarning =
  | { kind: 'after_project'; ref: string; date: LocalDate; projectEnd: LocalDate }
  /** It starts before a predecessor ends; `earliest` is the first day on which nothing would overlap. */
  | { kind: 'before_predecessor'; ref: string; predecessorRefs: readonly string[]; earliest: LocalDate }
  /** These wait for the task, would have to move too, and do not. */
  | { kind: 'followers_unmoved'; ref: string; followerRefs: readonly string[] }

export const isOpen = (task: Task): boolean => task.state !== 'done' && task.state !== 'cancelled'

export function datesOf(task: TaskDates): TaskDates {
  return {
    ...(task.start === undefined ? {} : { start: task.start }),
    ...(task.due === undefined ? {} : { due: task.due }),
  }
}

/** The first day a task may occupy when something it waits for ends on `end`; a milestone may fall on that very day. */
export function earliestAfter(end: LocalDate, kind: Task['kind'], calendar: WorkCalendar): LocalDate {
  return kind === 'milestone' ? end : nextWorkingDay(calendar, end)
}

/** True if the day the task begins (its due date, if it has no start) lies on or before a predecessor's `end`. */
export function overlaps(dates: TaskDates, kind: Task['kind'], end: LocalDate): boolean {
  const first = dates.start ?? dates.due
  if (first === undefined) return false
  return kind === 'milestone' ? first < end : first <= end
}

/** Refuses dates that cannot be a plan: DATE.REVERSED, DATE.PAST (due) or DATE.TOO_FAR. */
export function checkDates(dates: TaskDates, today: LocalDate): Refusal | undefined {
  const { start, due } = dates
  if (start !== undefined && due !== undefined && due < start) return refuse('DATE.REVERSED', { start, end: due })
  if (due !== undefined && due < today) return refuse('DATE.PAST', { date: due, today })
  const last = due ?? start
  if (last !== undefined && last > LATEST_PLAN_DATE) {
    return refuse('DATE.TOO_FAR', { date: last, latest: LATEST_PLAN_DATE })
  }
  return undefined
}

/** Refuses with DATE.SPAN unless `days` is whole and 1 ≤ `days` ≤ MAX_WORKING_DAYS. */
export function checkSpan(days: number): Refusal | undefined {
  if (Number.isInteger(days) && days >= 1 && days <= MAX_WORKING_DAYS) return undefined
  return refuse('DATE.SPAN', { days, maxDays: MAX_WORKING_DAYS })
}

/**
 * What is odd about these dates: after the project's end, or before an open predecessor's. Work before the project's
 * first day is not: a campaign is prepared before it begins.
 */
export function planWarnings(
  task: Pick<Task, 'id' | 'kind'> & TaskDates,
  project: Pick<Project, 'end'>,
  predecessors: readonly Task[],
  calendar: WorkCalendar,
): PlanWarning[] {
  const warnings: PlanWarning[] = []
  const ref = taskRef(task.id)
  const last = task.due ?? task.start
  if (last !== undefined && last > project.end) {
    warnings.push({ kind: 'after_project', ref, date: last, projectEnd: project.end })
  }
  const late = predecessors.flatMap((before) =>
    isOpen(before) && before.due !== undefined && overlaps(task, task.kind, before.due)
      ? [{ ref: taskRef(before.id), due: before.due }]
      : [],
  )
  const ends = late.map(({ due }) => due)
  if (ends.length > 0) {
    const earliest = earliestAfter(ends.reduce(max), task.kind, calendar)
    warnings.push({ kind: 'before_predecessor', ref, predecessorRefs: late.map((one) => one.ref), earliest })
  }
  return warnings
}
