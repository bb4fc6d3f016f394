import { spanEnd, type WorkCalendar, workingDaysBetween } from '../shared/calendar.ts'
import { type LocalDate, max } from '../shared/local-date.ts'
import { datesOf, earliestAfter, isOpen, overlaps, type TaskDates } from './plan-rules.ts'
import type { Task } from './task.ts'

export interface Move {
  taskId: number
  before: TaskDates
  after: TaskDates
}

export const lastDay = ({ start, due }: TaskDates): LocalDate | undefined => due ?? start

function directFollowers(tasks: readonly Task[]): ReadonlyMap<number, readonly Task[]> {
  const followers = new Map<number, Task[]>()
  for (const task of tasks) {
    for (const id of new Set(task.dependsOn)) {
      const list = followers.get(id)
      if (list) list.push(task)
      else followers.set(id, [task])
    }
  }
  return followers
}

const countOf = ({ dependsOn }: Task, ids: ReadonlySet<number>): number =>
  [...new Set(dependsOn)].filter((id) => ids.has(id)).length

/** Everything open that waits for `root`, directly or through others, each after all that it waits for (Kahn 1962). */
function followersInOrder(rootId: number, tasks: readonly Task[]): readonly Task[] {
  const followers = directFollowers(tasks.filter((task) => isOpen(task) && task.id !== rootId))
  const reached = new Set<number>([rootId])
  for (const id of reached) for (const { id: next } of followers.get(id) ?? []) reached.add(next)

  const waitsFor = new Map<number, number>()
  const order: Task[] = []
  const release = (id: number): void => {
    for (const task of followers.get(id) ?? []) {
      const left = (waitsFor.get(task.id) ?? countOf(task, reached)) - 1
      waitsFor.set(task.id, left)
      if (left === 0) order.push(task)
    }
  }
  release(rootId)
  // An array iterates over what is added meanwhile. Members of a circle are never released, so this ends.
  for (const { id } of order) release(id)
  return order
}

/** Later, but no later than needed, and as many working days as before (at least one). */
function pushed({ start, due }: TaskDates, earliest: LocalDate, calendar: WorkCalendar): TaskDates {
  if (start === undefined) return { due: earliest }
  if (due === undefined) return { start: earliest }
  const days = Math.max(1, workingDaysBetween(calendar, start, due))
  // A due date on a rest day stays where it is if the work still fits before it.
  return { start: earliest, due: max(due, spanEnd(calendar, earliest, days)) }
}

/** The last day on which something that `task` waits for is still at work. */
function blockedUntil(task: Task, byId: ReadonlyMap<number, Task>, ends: ReadonlyMap<number, LocalDate>): LocalDate[] {
  return task.dependsOn.flatMap((id) => {
    const before = byId.get(id)
    const end = ends.get(id) ?? (before && isOpen(before) ? before.due : undefined)
    return end === undefined ? [] : [end]
  })
}

const byFirstDay = (a: Move, b: Move): number => {
  const [first, second] = [a.after.start ?? a.after.due ?? '', b.after.start ?? b.after.due ?? '']
  if (first === second) return a.taskId - b.taskId
  return first < second ? -1 : 1
}

/**
 * The moves of all that waits for `root` (with its new dates) and would start before a predecessor that has moved ends;
 * by new date, then id. Finished and cancelled tasks stay; a milestone is a promise and stays too, but what waits for it
 * waits for its late fulfilment; a task without dates hands its predecessors' end on.
 */
export function followerMoves(root: Task, tasks: readonly Task[], calendar: WorkCalendar): readonly Move[] {
  const end = lastDay(root)
  if (end === undefined) return []
  const byId = new Map(tasks.map((task) => [task.id, task]))
  /** The ends that differ from the stored plan. */
  const ends = new Map<number, LocalDate>([[root.id, end]])
  const moves: Move[] = []
  for (const task of followersInOrder(root.id, tasks)) {
    const changed = task.dependsOn.flatMap((id) => ends.get(id) ?? [])
    if (changed.length === 0) continue
    const limit = changed.reduce(max)
    const before = datesOf(task)
    if (lastDay(before) === undefined) {
      ends.set(task.id, limit)
      continue
    }
    if (!overlaps(before, task.kind, limit)) continue
    if (task.kind === 'milestone') {
      ends.set(task.id, limit)
      continue
    }
    const until = blockedUntil(task, byId, ends).reduce(max, limit)
    const after = pushed(before, earliestAfter(until, task.kind, calendar), calendar)
    ends.set(task.id, lastDay(after) ?? limit)
    moves.push({ taskId: task.id, before, after })
  }
  return moves.sort(byFirstDay)
}
