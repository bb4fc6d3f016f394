import type { Project } from '../projects/project.ts'
import {
  addWorkingDays,
  sameOrNextWorkingDay,
  spanEnd,
  spanStart,
  type WorkCalendar,
  workingDaysBetween,
} from '../shared/calendar.ts'
import type { LocalDate } from '../shared/local-date.ts'
import { isRefusal, type Refusal, refuse } from '../shared/refusal.ts'
import { followerMoves, type Move } from './follower-moves.ts'
import { type LateMilestone, lateMilestones } from './late-milestones.ts'
import { checkDates, checkSpan, datesOf, type PlanWarning, planWarnings, type TaskDates } from './plan-rules.ts'
import { type Task, taskRef } from './task.ts'

/** New dates, or a shift of all its dates by working days (earlier, if negative; 1…750 in size). */
export type MoveChange =
  | { start?: LocalDate; due?: LocalDate; shiftWorkingDays?: undefined }
  | { shiftWorkingDays: number; start?: undefined; due?: undefined }

export interface Plan {
  /** Every task and milestone of the project tree, in any order, the one that moves included. */
  tasks: readonly Task[]
  calendar: WorkCalendar
  /** The top of the tree. */
  project: Pick<Project, 'id' | 'start' | 'end'>
  today: LocalDate
}

export interface PlannedMove {
  /** What to store, the task itself first; its followers only if they were to move along. */
  moves: readonly Move[]
  /** Where the followers would have to go, whether they move along or not. */
  followers: readonly Move[]
  /** What `moves` makes late. */
  milestonesLate: readonly LateMilestone[]
  warnings: readonly PlanWarning[]
}

const duration = (start: LocalDate, due: LocalDate, calendar: WorkCalendar): number =>
  Math.max(1, workingDaysBetween(calendar, start, due))

function shifted(task: Task, days: number, calendar: WorkCalendar): TaskDates | Refusal {
  const { start, due } = task
  const wrong = checkSpan(Math.abs(days))
  if (wrong) return wrong
  if (start !== undefined) {
    const first = addWorkingDays(calendar, sameOrNextWorkingDay(calendar, start), days)
    return { start: first, ...(due && { due: spanEnd(calendar, first, duration(start, due, calendar)) }) }
  }
  if (due !== undefined) return { due: addWorkingDays(calendar, due, days) }
  return refuse('TASK.NO_DATES', { ref: taskRef(task.id) })
}

/** A new start alone keeps the duration; a new due date alone keeps the start, or the duration where it is before that. */
function changed(task: Task, change: TaskDates, calendar: WorkCalendar): TaskDates | Refusal {
  if (task.kind === 'milestone' && change.start !== undefined) {
    return refuse('TASK.IS_MILESTONE', { ref: taskRef(task.id) })
  }
  const { start, due } = task
  if (change.start !== undefined && change.due === undefined && start !== undefined && due !== undefined) {
    return { start: change.start, due: spanEnd(calendar, change.start, duration(start, due, calendar)) }
  }
  if (change.due !== undefined && change.start === undefined && start !== undefined && change.due < start) {
    return { start: spanStart(calendar, change.due, duration(start, due ?? start, calendar)), due: change.due }
  }
  return { ...datesOf(task), ...datesOf(change) }
}

function newDates(task: Task, change: MoveChange, { calendar, today }: Plan): TaskDates | Refusal {
  const after =
    change.shiftWorkingDays === undefined
      ? changed(task, change, calendar)
      : shifted(task, change.shiftWorkingDays, calendar)
  if (isRefusal(after)) return after
  if (after.start === task.start && after.due === task.due) return refuse('TASK.NO_CHANGE', { ref: taskRef(task.id) })
  return checkDates(after, today) ?? after
}

function checkOpen({ id, state }: Task): Refusal | undefined {
  const ref = taskRef(id)
  if (state === 'done') return refuse('TASK.DONE_ALREADY', { ref })
  if (state !== 'cancelled') return undefined
  return refuse('TASK.WRONG_STATE', { ref, state, wanted: ['unassigned', 'assigned', 'accepted', 'blocked'] })
}

/** The task with these dates. The baseline takes the first date that is agreed and no later one; no date, no baseline. */
export function moveTask(task: Task, dates: TaskDates): Task {
  const baselineStart = task.baselineStart ?? dates.start
  const baselineDue = task.baselineDue ?? dates.due
  const moved: Task = { ...task }
  for (const key of ['start', 'due', 'baselineStart', 'baselineDue'] as const) delete moved[key]
  return {
    ...moved,
    ...datesOf(dates),
    ...(dates.start && baselineStart && { baselineStart }),
    ...(dates.due && baselineDue && { baselineDue }),
  }
}

function applyMoves(tasks: readonly Task[], moves: readonly Move[]): readonly Task[] {
  const dates = new Map(moves.map(({ taskId, after }) => [taskId, after]))
  return tasks.map((task) => {
    const after = dates.get(task.id)
    return after ? moveTask(task, after) : task
  })
}

function warningsOf(moves: readonly Move[], { tasks, project, calendar }: Plan): PlanWarning[] {
  const byId = new Map(applyMoves(tasks, moves).map((task) => [task.id, task]))
  return moves.flatMap(({ taskId }) => {
    const task = byId.get(taskId)
    if (!task) return []
    const predecessors = task.dependsOn.flatMap((id) => byId.get(id) ?? [])
    return planWarnings(task, project, predecessors, calendar)
  })
}

function leftBehind(task: Task, followers: readonly Move[]): PlanWarning[] {
  if (followers.length === 0) return []
  return [
    { kind: 'followers_unmoved', ref: taskRef(task.id), followerRefs: followers.map(({ taskId }) => taskRef(taskId)) },
  ]
}

/**
 * What happens if the task moves: nothing is stored. Followers are pushed later, only as far as needed, keeping their
 * duration in working days; they are never pulled earlier. The result does not depend on the order of the tasks.
 * Refuses with TASK.DONE_ALREADY, TASK.WRONG_STATE, TASK.NO_DATES, TASK.IS_MILESTONE (a start), TASK.NO_CHANGE, DATE.*.
 */
export function planMove(task: Task, change: MoveChange, plan: Plan, alsoFollowers: boolean): PlannedMove | Refusal {
  const closed = checkOpen(task)
  if (closed) return closed
  const after = newDates(task, change, plan)
  if (isRefusal(after)) return after
  const own: Move = { taskId: task.id, before: datesOf(task), after }
  const followers = followerMoves(moveTask(task, after), plan.tasks, plan.calendar)
  const moves = alsoFollowers ? [own, ...followers] : [own]
  const left = alsoFollowers ? [] : leftBehind(task, followers)
  return {
    moves,
    followers,
    milestonesLate: lateMilestones(moves, plan.tasks, plan.project.id),
    warnings: [...warningsOf(moves, plan), ...left],
  }
}
