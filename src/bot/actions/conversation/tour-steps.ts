/** What the tour lets a person try, by what the person may do in the own sandbox. */
import { can, type Permission } from '../../../domain/people/permissions.ts'
import type { Person } from '../../../domain/people/person.ts'
import { sandboxRole } from './sandbox.ts'

const ALL = [
  { name: 'mine', needs: 'talk' },
  { name: 'complete', needs: 'task.update_own' },
  { name: 'undo', needs: 'task.update_own' },
  { name: 'hours', needs: 'hours.log_own' },
  { name: 'reschedule', needs: 'plan.edit' },
  { name: 'gantt', needs: 'project.view' },
  { name: 'progress', needs: 'project.view' },
  { name: 'project', needs: 'project.view' },
  { name: 'help', needs: 'talk' },
] as const satisfies readonly { name: string; needs: Permission }[]

export type TourStep = (typeof ALL)[number]['name']

/** Two minutes: nobody reads more. */
const MOST = 6

/** Five or six steps; the last ones of {@link ALL} are for those who may not do the first. */
export function tourSteps(person: Person): readonly TourStep[] {
  const actor = { person, projectRole: sandboxRole(person) }
  return ALL.filter(({ needs }) => can(actor, needs) !== 'no')
    .slice(0, MOST)
    .map(({ name }) => name)
}
