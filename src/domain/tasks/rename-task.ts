import { checkText, isRefusal, type Refusal, refuse } from '../shared/refusal.ts'
import { TASK_TITLE_MAX } from './create-task.ts'
import { type Task, taskRef } from './task.ts'

/** Another title of 1–80 characters, in every state but cancelled. Refuses with TEXT.*, TASK.WRONG_STATE or TASK.NO_CHANGE. */
export function renameTask(task: Task, title: string): Task | Refusal {
  const ref = taskRef(task.id)
  if (task.state === 'cancelled') {
    const wanted = ['unassigned', 'assigned', 'accepted', 'blocked', 'done'] as const
    return refuse('TASK.WRONG_STATE', { ref, state: task.state, wanted })
  }
  const clean = checkText('task_title', title, TASK_TITLE_MAX)
  if (isRefusal(clean)) return clean
  return clean === task.title ? refuse('TASK.NO_CHANGE', { ref }) : { ...task, title: clean }
}
