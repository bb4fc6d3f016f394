import type { LocalDate } from '../shared/local-date.ts'
import { isOpen } from './plan-rules.ts'
import type { Task } from './task.ts'

export interface Progress {
  done: number
  total: number
  late: number
  /** 0–100, by number of tasks, rounded down: 100 means that everything is done. 0 if there is no task. */
  percent: number
}

/** Not finished, and the day it was due has passed. */
export function isLate(task: Task, today: LocalDate): boolean {
  return isOpen(task) && task.due !== undefined && task.due < today
}

/** Counts tasks; milestones and cancelled tasks do not count. */
export function progress(tasks: readonly Task[], today: LocalDate): Progress {
  const counted = tasks.filter(({ kind, state }) => kind === 'task' && state !== 'cancelled')
  const total = counted.length
  const done = counted.filter(({ state }) => state === 'done').length
  const late = counted.filter((task) => isLate(task, today)).length
  return { done, total, late, percent: total === 0 ? 0 : Math.floor((done * 100) / total) }
}
