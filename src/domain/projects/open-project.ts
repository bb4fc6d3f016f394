import { type Refusal, refuse } from '../shared/refusal.ts'
import { type Project, projectRef } from './project.ts'

/** Refuses with PROJECT.CLOSED if the project is archived or cancelled: nothing in it changes any more. */
export function checkNotPutAway(project: Pick<Project, 'id' | 'status'>): Refusal | undefined {
  const { id, status } = project
  if (status !== 'archived' && status !== 'cancelled') return undefined
  return refuse('PROJECT.CLOSED', { ref: projectRef(id), status })
}

/** Refuses with PROJECT.CLOSED if the project is over: nothing begins in it any more. */
export function checkOpenProject({ id, status }: Pick<Project, 'id' | 'status'>): Refusal | undefined {
  if (status === 'planning' || status === 'active') return undefined
  return refuse('PROJECT.CLOSED', { ref: projectRef(id), status })
}
