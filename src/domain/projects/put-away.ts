/** Archiving, restoring and deleting: a project is put away with its sub-projects, and nothing is ever erased. */

import type { LocalDate } from '../shared/local-date.ts'
import type { Fen } from '../shared/money.ts'
import { type Refusal, refuse } from '../shared/refusal.ts'
import { type Project, projectRef } from './project.ts'

/** What hangs on a project and its sub-projects. */
export interface ProjectUse {
  /** Of tasks that are not cancelled; milestones count. */
  tasks: number
  openTasks: number
  /** Logged, in minutes. */
  minutes: number
  held: Fen
  used: Fen
  /** Requests of whatever state. */
  approvals: number
}

/** What hinders deleting: money that is held or was spent, logged hours, requests. Tasks alone do not. */
export function hasTraces({ minutes, held, used, approvals }: ProjectUse): boolean {
  return minutes > 0 || held > 0n || used > 0n || approvals > 0
}

const over = ({ id, status }: Project): Refusal => refuse('PROJECT.CLOSED', { ref: projectRef(id), status })

/**
 * Read-only and hidden. `tree` is the project followed by its sub-projects, which follow it; returned are those that
 * change. Refuses with PROJECT.CLOSED if it is archived or cancelled already.
 */
export function archiveProject([project, ...parts]: readonly [Project, ...Project[]]): readonly Project[] | Refusal {
  if (project.status === 'archived' || project.status === 'cancelled') return over(project)
  return [project, ...parts]
    .filter(({ status }) => status !== 'archived' && status !== 'cancelled')
    .map((one) => ({ ...one, status: 'archived' }))
}

/**
 * Open again, with those sub-projects that are archived: in planning before its first day, active from then on. What it
 * was before is not kept. Refuses with PROJECT.NOT_ARCHIVED, or with PROJECT.CLOSED while its parent is put away.
 */
export function restoreProject(
  [project, ...parts]: readonly [Project, ...Project[]],
  parent: Project | undefined,
  today: LocalDate,
): readonly Project[] | Refusal {
  const { id, status } = project
  if (status !== 'archived') return refuse('PROJECT.NOT_ARCHIVED', { ref: projectRef(id), status })
  if (parent && (parent.status === 'archived' || parent.status === 'cancelled')) return over(parent)
  return [project, ...parts]
    .filter((one) => one.status === 'archived')
    .map((one) => ({ ...one, status: today < one.start ? 'planning' : 'active' }))
}

/**
 * Cancelled and hidden, with its sub-projects. The caller has made sure that it left no traces (`hasTraces`).
 * Refuses with PROJECT.CLOSED if it is cancelled already.
 */
export function deleteProject([project, ...parts]: readonly [Project, ...Project[]]): readonly Project[] | Refusal {
  if (project.status === 'cancelled') return over(project)
  return [project, ...parts]
    .filter(({ status }) => status !== 'cancelled')
    .map((one) => ({ ...one, status: 'cancelled' }))
}
