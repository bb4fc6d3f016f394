/** Who has how much to do in a week, by the plan. */
import { type WorkCalendar, workingDaysBetween } from '../shared/calendar.ts'
import { addDays, type LocalDate, max, min, startOfIsoWeek } from '../shared/local-date.ts'
import { isOpen } from './plan-rules.ts'
import { isLate } from './progress.ts'
import type { Task } from './task.ts'

/** A working day: 8 hours. */
const DAY_MINUTES = 480

export interface Week {
  /** Monday. */
  start: LocalDate
  /** Sunday, inclusive. */
  end: LocalDate
}

export interface Load {
  personId: string
  openTasks: number
  lateTasks: number
  /** Planned for the week. */
  minutes: number
}

/** The ISO week that `date` belongs to. */
export function weekOf(date: LocalDate): Week {
  const start = startOfIsoWeek(date)
  return { start, end: addDays(start, 6) }
}

/** What one person can work in the week: its working days, 8 hours each, in minutes. */
export function capacity({ start, end }: Week, calendar: WorkCalendar): number {
  return workingDaysBetween(calendar, start, end) * DAY_MINUTES
}

/**
 * Every working day of an open task that falls into the week counts 8 hours, in minutes. A task with one date only
 * counts on that day: how long it takes is not known. Undated tasks count nothing, nor does what was due before the week.
 */
function planned(task: Task, week: Week, calendar: WorkCalendar): number {
  const first = task.start ?? task.due
  const last = task.due ?? task.start
  if (first === undefined || last === undefined) return 0
  return workingDaysBetween(calendar, max(first, week.start), min(last, week.end)) * DAY_MINUTES
}

/**
 * One row for each of `people` and of the assignees of open tasks, the busiest first. Parallel tasks simply add up: that
 * somebody shares the day among them is not assumed, so that too much at once shows as too much.
 */
export function workload(
  tasks: readonly Task[],
  people: readonly string[],
  frame: { week: Week; calendar: WorkCalendar; today: LocalDate },
): readonly Load[] {
  const open = tasks.filter((task) => task.kind === 'task' && isOpen(task))
  const ids = new Set([...people, ...open.flatMap(({ assigneeId }) => (assigneeId === undefined ? [] : [assigneeId]))])
  return [...ids]
    .map((personId) => {
      const own = open.filter(({ assigneeId }) => assigneeId === personId)
      return {
        personId,
        openTasks: own.length,
        lateTasks: own.filter((task) => isLate(task, frame.today)).length,
        minutes: own.reduce((sum, task) => sum + planned(task, frame.week, frame.calendar), 0),
      }
    })
    .sort((a, b) => b.minutes - a.minutes || b.openTasks - a.openTasks || (a.personId < b.personId ? -1 : 1))
}
