import type { Person } from '../people/person.ts'
import { checkOpenProject } from '../projects/open-project.ts'
import type { Project } from '../projects/project.ts'
import {
  nextWorkingDay,
  sameOrNextWorkingDay,
  spanEnd,
  spanStart,
  type WorkCalendar,
  workingDaysBetween,
} from '../shared/calendar.ts'
import { type LocalDate, max } from '../shared/local-date.ts'
import { checkText, isRefusal, type Refusal, refuse } from '../shared/refusal.ts'
import { findPredecessors, type PlanTree } from './dependencies.ts'
import { checkDates, checkSpan, datesOf, type PlanWarning, planWarnings, type TaskDates } from './plan-rules.ts'
import { type Task, taskRef } from './task.ts'

export const TASK_TITLE_MAX = 80

export interface NewTask {
  /** 1–80 characters. */
  title: string
  assignee?: Pick<Person, 'id' | 'active'>
  start?: LocalDate
  /** Inclusive. */
  due?: LocalDate
  /** The duration, 1–750; completes whichever date is missing. */
  workingDays?: number
  /** Ids of the tasks it waits for. */
  dependsOn?: readonly number[]
  createdBy: string
}

export interface NewMilestone {
  title: string
  due: LocalDate
  dependsOn?: readonly number[]
  createdBy: string
}

export interface CreateTaskContext {
  id: number
  /** Where the task belongs; it must not be over. */
  project: Project
  tree: PlanTree
  calendar: WorkCalendar
  today: LocalDate
  now: Date
}

export interface CreatedTask {
  task: Task
  warnings: readonly PlanWarning[]
}

/** The first working day that is neither past nor taken by a predecessor. */
function earliestStart(predecessors: readonly Task[], calendar: WorkCalendar, today: LocalDate): LocalDate {
  const afterOthers = predecessors.flatMap(({ due }) => (due === undefined ? [] : [nextWorkingDay(calendar, due)]))
  return [sameOrNextWorkingDay(calendar, today), ...afterOthers].reduce(max)
}

function withDuration(dates: TaskDates, workingDays: number, earliest: LocalDate, calendar: WorkCalendar): TaskDates {
  if (dates.start === undefined && dates.due !== undefined) {
    return { start: spanStart(calendar, dates.due, workingDays), due: dates.due }
  }
  const start = sameOrNextWorkingDay(calendar, dates.start ?? earliest)
  return { start, due: dates.due ?? spanEnd(calendar, start, workingDays) }
}

function resolveDates(input: NewTask, predecessors: readonly Task[], context: CreateTaskContext): TaskDates | Refusal {
  const said = datesOf(input)
  const { calendar, today } = context
  const unfit = checkDates(said, today)
  if (unfit) return unfit
  const { workingDays } = input
  if (workingDays === undefined) return said
  const wrong = checkSpan(workingDays)
  if (wrong) return wrong
  if (said.start !== undefined && said.due !== undefined) {
    const between = workingDaysBetween(calendar, said.start, said.due)
    if (between === workingDays) return said
    return refuse('TASK.SPAN_MISMATCH', { start: said.start, due: said.due, workingDays, between })
  }
  const dates = withDuration(said, workingDays, earliestStart(predecessors, calendar, today), calendar)
  return checkDates(dates, today) ?? dates
}

function baselineOf({ start, due }: TaskDates): Pick<Task, 'baselineStart' | 'baselineDue'> {
  return {
    ...(start === undefined ? {} : { baselineStart: start }),
    ...(due === undefined ? {} : { baselineDue: due }),
  }
}

function assignment({ assignee, createdBy }: NewTask): Pick<Task, 'state' | 'assigneeId'> {
  if (assignee === undefined) return { state: 'unassigned' }
  return { state: assignee.id === createdBy ? 'accepted' : 'assigned', assigneeId: assignee.id }
}

/** What both kinds have in common. */
function frameOf(title: string, predecessors: readonly Task[], createdBy: string, context: CreateTaskContext) {
  return {
    id: context.id,
    projectId: context.project.id,
    title,
    dependsOn: predecessors.map(({ id }) => id),
    createdBy,
    createdAt: context.now,
  }
}

function finish(task: Task, predecessors: readonly Task[], { project, calendar }: CreateTaskContext): CreatedTask {
  return { task, warnings: planWarnings(task, project, predecessors, calendar) }
}

/**
 * A task, its dates kept as the baseline. With a duration the missing date is computed: the due date from the start, the
 * start from the due date, or both from the first working day after the latest predecessor's due date (today, if that is
 * later). Without a duration an absent start stays absent. Whoever takes on the own task has accepted it.
 * Refuses with TEXT.*, PROJECT.CLOSED, PERSON.INACTIVE, DATE.*, TASK.SPAN_MISMATCH and as `findPredecessors`.
 */
export function createTask(input: NewTask, context: CreateTaskContext): CreatedTask | Refusal {
  const title = checkText('task_title', input.title, TASK_TITLE_MAX)
  if (isRefusal(title)) return title
  const closed = checkOpenProject(context.project)
  if (closed) return closed
  if (input.assignee?.active === false) return refuse('PERSON.INACTIVE', { personId: input.assignee.id })
  const predecessors = findPredecessors(taskRef(context.id), input.dependsOn ?? [], context.tree)
  if (isRefusal(predecessors)) return predecessors
  const dates = resolveDates(input, predecessors, context)
  if (isRefusal(dates)) return dates
  const frame = frameOf(title, predecessors, input.createdBy, context)
  const task: Task = { ...frame, kind: 'task', ...assignment(input), ...dates, ...baselineOf(dates) }
  return finish(task, predecessors, context)
}

/** A milestone: a date without work, which nobody is assigned to. Refuses as `createTask`. */
export function createMilestone(input: NewMilestone, context: CreateTaskContext): CreatedTask | Refusal {
  const title = checkText('task_title', input.title, TASK_TITLE_MAX)
  if (isRefusal(title)) return title
  const closed = checkOpenProject(context.project)
  if (closed) return closed
  const predecessors = findPredecessors(taskRef(context.id), input.dependsOn ?? [], context.tree)
  if (isRefusal(predecessors)) return predecessors
  const dates: TaskDates = { due: input.due }
  const unfit = checkDates(dates, context.today)
  if (unfit) return unfit
  const frame = frameOf(title, predecessors, input.createdBy, context)
  const task: Task = { ...frame, kind: 'milestone', state: 'unassigned', ...dates, ...baselineOf(dates) }
  return finish(task, predecessors, context)
}
