import type { Project } from '../projects/project.ts'
import type { WorkCalendar } from '../shared/calendar.ts'
import { isRefusal, type Refusal, refuse } from '../shared/refusal.ts'
import { type PlanWarning, planWarnings } from './plan-rules.ts'
import { type Task, taskRef } from './task.ts'

/** What a task may depend on: everything planned in the same project tree. */
export interface PlanTree {
  /** The top project and its sub-projects. */
  projectIds: readonly number[]
  /** Every task and milestone of the tree, in any order. */
  tasks: readonly Task[]
}

/**
 * The tasks with these ids, each once, in the order given. `ref` names the task that is to wait for them.
 * Refuses with TASK.NOT_FOUND, TASK.OTHER_PROJECT or TASK.WRONG_STATE (cancelled).
 */
export function findPredecessors(ref: string, ids: readonly number[], tree: PlanTree): readonly Task[] | Refusal {
  const found: Task[] = []
  for (const id of new Set(ids)) {
    const task = tree.tasks.find((one) => one.id === id)
    if (task === undefined) return refuse('TASK.NOT_FOUND', { ref: taskRef(id) })
    if (!tree.projectIds.includes(task.projectId)) return refuse('TASK.OTHER_PROJECT', { ref, otherRef: taskRef(id) })
    if (task.state === 'cancelled') {
      const wanted = ['unassigned', 'assigned', 'accepted', 'blocked', 'done'] as const
      return refuse('TASK.WRONG_STATE', { ref: taskRef(id), state: task.state, wanted })
    }
    found.push(task)
  }
  return found
}

/** Ids from `fromId` along dependencies to `toId`, both included; undefined if `fromId` does not wait for `toId`. */
export function dependencyPath(fromId: number, toId: number, tasks: readonly Task[]): readonly number[] | undefined {
  const byId = new Map(tasks.map((task) => [task.id, task]))
  const cameFrom = new Map<number, number | undefined>([[fromId, undefined]])
  // A Map iterates over what is added meanwhile: this is a breadth-first search.
  for (const id of cameFrom.keys()) {
    if (id === toId) break
    for (const next of byId.get(id)?.dependsOn ?? []) {
      if (!cameFrom.has(next)) cameFrom.set(next, id)
    }
  }
  if (!cameFrom.has(toId)) return undefined
  const path: number[] = []
  for (let id: number | undefined = toId; id !== undefined; id = cameFrom.get(id)) path.unshift(id)
  return path
}

/**
 * Lets `task` wait for another one (finish-to-start). Dates stay; what they contradict is a warning.
 * Refuses with TASK.DONE_ALREADY, TASK.NO_CHANGE, TASK.CYCLE and as `findPredecessors`.
 */
export function addDependency(
  task: Task,
  predecessorId: number,
  tree: PlanTree,
  frame: { project: Pick<Project, 'start' | 'end'>; calendar: WorkCalendar },
): { task: Task; warnings: readonly PlanWarning[] } | Refusal {
  const ref = taskRef(task.id)
  if (task.state === 'done') return refuse('TASK.DONE_ALREADY', { ref })
  if (task.dependsOn.includes(predecessorId)) return refuse('TASK.NO_CHANGE', { ref })
  const predecessors = findPredecessors(ref, [predecessorId], tree)
  if (isRefusal(predecessors)) return predecessors
  const path = dependencyPath(predecessorId, task.id, tree.tasks)
  if (path) return refuse('TASK.CYCLE', { refs: [task.id, ...path].map(taskRef) })
  const linked: Task = { ...task, dependsOn: [...task.dependsOn, predecessorId] }
  return { task: linked, warnings: planWarnings(linked, frame.project, predecessors, frame.calendar) }
}
