/** 待指派 → 待接受 → 进行中 → 已完成. Every step returns a new task or says why not. */
import type { Person } from '../people/person.ts'
import { checkText, isRefusal, type Refusal, refuse } from '../shared/refusal.ts'
import { isOpen } from './plan-rules.ts'
import { type Task, type TaskState, taskRef } from './task.ts'

export const PROBLEM_MAX = 200

const OPEN: readonly TaskState[] = ['unassigned', 'assigned', 'accepted', 'blocked']

/** Who acts on a task; `managesPlan` is the right plan.edit over everybody's tasks. */
export interface TaskActor {
  personId: string
  managesPlan: boolean
}

/** Refuses with TASK.DONE_ALREADY, or with TASK.WRONG_STATE if the state is none of the wanted. */
function checkState(task: Task, wanted: readonly TaskState[]): Refusal | undefined {
  if (wanted.includes(task.state)) return undefined
  const ref = taskRef(task.id)
  if (task.state === 'done') return refuse('TASK.DONE_ALREADY', { ref })
  return refuse('TASK.WRONG_STATE', { ref, state: task.state, wanted })
}

function notYours({ id, assigneeId }: Task): Refusal {
  return refuse('TASK.NOT_YOURS', { ref: taskRef(id), ...(assigneeId === undefined ? {} : { assigneeId }) })
}

function inState(task: Task, state: TaskState, change: Pick<Partial<Task>, 'assigneeId' | 'problem'> = {}): Task {
  const next: Task = { ...task, state }
  delete next.problem
  delete next.completedAt
  return { ...next, ...change }
}

/**
 * Gives the task to somebody, or to somebody else; whoever takes it personally has accepted it at once. An earlier
 * problem was the former assignee's and goes. Refuses with TASK.IS_MILESTONE, TASK.DONE_ALREADY, TASK.WRONG_STATE,
 * PERSON.INACTIVE or TASK.NO_CHANGE.
 */
export function assign(task: Task, assignee: Pick<Person, 'id' | 'active'>, byId: string): Task | Refusal {
  if (task.kind === 'milestone') return refuse('TASK.IS_MILESTONE', { ref: taskRef(task.id) })
  const wrong = checkState(task, OPEN)
  if (wrong) return wrong
  if (!assignee.active) return refuse('PERSON.INACTIVE', { personId: assignee.id })
  if (task.assigneeId === assignee.id) return refuse('TASK.NO_CHANGE', { ref: taskRef(task.id) })
  return inState(task, assignee.id === byId ? 'accepted' : 'assigned', { assigneeId: assignee.id })
}

/** The assignee takes it on, or goes on after a problem. Refuses with TASK.NOT_YOURS, NO_CHANGE or a state. */
export function accept(task: Task, personId: string): Task | Refusal {
  if (task.assigneeId !== personId) return notYours(task)
  if (task.state === 'accepted') return refuse('TASK.NO_CHANGE', { ref: taskRef(task.id) })
  return checkState(task, ['assigned', 'blocked']) ?? inState(task, 'accepted')
}

/**
 * The assignee cannot go on, for a reason of 1–200 characters; a second reason replaces the first.
 * Refuses with TASK.NOT_YOURS, TEXT.*, TASK.NO_CHANGE or a state.
 */
export function raiseProblem(task: Task, personId: string, reason: string): Task | Refusal {
  if (task.assigneeId !== personId) return notYours(task)
  const wrong = checkState(task, ['assigned', 'accepted', 'blocked'])
  if (wrong) return wrong
  const problem = checkText('problem', reason, PROBLEM_MAX)
  if (isRefusal(problem)) return problem
  if (task.state === 'blocked' && task.problem === problem) return refuse('TASK.NO_CHANGE', { ref: taskRef(task.id) })
  return inState(task, 'blocked', { problem })
}

/**
 * Done: by the assignee or a manager, a milestone by a manager. `predecessors` are the tasks it depends on, none of
 * which may be open. Refuses with TASK.NOT_YOURS, TASK.PREDECESSOR_OPEN or a state.
 */
export function complete(task: Task, actor: TaskActor, predecessors: readonly Task[], now: Date): Task | Refusal {
  const isAssignee = task.kind === 'task' && task.assigneeId === actor.personId
  if (!isAssignee && !actor.managesPlan) return notYours(task)
  const wrong = checkState(task, OPEN)
  if (wrong) return wrong
  const open = predecessors.filter((one) => task.dependsOn.includes(one.id) && isOpen(one))
  if (open.length > 0) {
    const refs = open.map(({ id }) => taskRef(id))
    return refuse('TASK.PREDECESSOR_OPEN', { ref: taskRef(task.id), refs })
  }
  return { ...inState(task, 'done'), completedAt: now }
}

/**
 * Takes `complete` back: the state and problem of `before`, everything else as it is now. `followers` are the tasks that
 * wait for it: one that is done meanwhile makes it too late (UNDO.CHANGED_SINCE).
 * Refuses with TASK.WRONG_STATE if the task is not done.
 */
export function reopen(
  task: Task,
  before: Pick<Task, 'state' | 'problem'>,
  followers: readonly Task[],
): Task | Refusal {
  if (task.state !== 'done') {
    return refuse('TASK.WRONG_STATE', { ref: taskRef(task.id), state: task.state, wanted: ['done'] })
  }
  const done = followers.find((one) => one.state === 'done' && one.dependsOn.includes(task.id))
  if (done) return refuse('UNDO.CHANGED_SINCE', { objectRef: taskRef(done.id) })
  return inState(task, before.state, before.problem === undefined ? {} : { problem: before.problem })
}

/** Taken out of the plan; what waited for it waits no longer. Refuses with TASK.DONE_ALREADY or TASK.NO_CHANGE. */
export function cancel(task: Task): Task | Refusal {
  if (task.state === 'cancelled') return refuse('TASK.NO_CHANGE', { ref: taskRef(task.id) })
  return checkState(task, OPEN) ?? { ...task, state: 'cancelled' }
}
