import { diffDays } from '../shared/local-date.ts'
import { dependencyPath } from './dependencies.ts'
import { lastDay, type Move } from './follower-moves.ts'
import { isOpen } from './plan-rules.ts'
import type { Task } from './task.ts'

export interface LateMilestone {
  taskId: number
  /** Calendar days between the milestone's date and the end of the last task it needs. */
  days: number
}

/** Days by which a move ends after the milestone; 0 if it does not or does not concern it. */
function daysLate(milestone: Task, move: Move, tasks: readonly Task[], rootProjectId: number): number {
  const [before, after] = [lastDay(move.before), lastDay(move.after)]
  if (milestone.due === undefined || after === undefined || after <= milestone.due) return 0
  const days = diffDays(milestone.due, after)
  if (milestone.dependsOn.length > 0) {
    return dependencyPath(milestone.id, move.taskId, tasks) === undefined ? 0 : days
  }
  const task = tasks.find(({ id }) => id === move.taskId)
  const concerned = milestone.projectId === rootProjectId || milestone.projectId === task?.projectId
  return concerned && before !== undefined && before <= milestone.due ? days : 0
}

/**
 * Open milestones that these moves make late, by id. A milestone with dependencies needs what it depends on.
 * One without needs whatever of its project (of the whole tree, at the top) was to end by its date until now.
 */
export function lateMilestones(
  moves: readonly Move[],
  tasks: readonly Task[],
  rootProjectId: number,
): readonly LateMilestone[] {
  const moved = new Set(moves.map(({ taskId }) => taskId))
  return tasks
    .filter((task) => task.kind === 'milestone' && isOpen(task) && !moved.has(task.id))
    .map((task) => ({
      task,
      days: Math.max(0, ...moves.map((move) => daysLate(task, move, tasks, rootProjectId))),
    }))
    .filter(({ days }) => days > 0)
    .map(({ task, days }) => ({ taskId: task.id, days }))
    .sort((a, b) => a.taskId - b.taskId)
}
