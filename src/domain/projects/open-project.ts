import { type Refusal, refuse } from '../shared/refusal.ts'
import { type Project, projectRef } from './project.ts'

/** Refuses with PROJECT.CLOSED if the project is over: nothing begins in it any more. */
export function checkOpenProject({ id, status }: Pick<Project, 'id' | 'status'>): Refusal | undefined {
  if (status !== 'closed' && status !== 'cancelled') return undefined
  return refuse('PROJECT.CLOSED', { ref: projectRef(id), status })
}
