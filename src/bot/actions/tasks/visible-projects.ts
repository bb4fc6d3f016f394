/** Which projects a question about tasks looks into, and how much of each its asker may see. */
import { can, effectiveRole } from '../../../domain/people/permissions.ts'
import type { Membership, Project } from '../../../domain/projects/project.ts'
import { projectRef } from '../../../domain/projects/project.ts'
import { type Refusal, refuse } from '../../../domain/shared/refusal.ts'
import type { Task } from '../../../domain/tasks/task.ts'
import { membersOf, projectTree } from '../../views/parts.ts'
import type { ActionContext } from '../action.ts'

export interface VisibleProject {
  project: Project
  /** Whoever sees everything else than this sees own tasks only. */
  whole: boolean
  role: Membership['role'] | undefined
  /** Of the project, followed by its parent's. */
  members: readonly Membership[]
}

/** The named or bound project with its parts; in private and with none named, all of the asker's projects. */
export async function visibleProjects(context: ActionContext): Promise<readonly VisibleProject[] | Refusal> {
  const { project, projectAssumed, conversation, tx, person } = context
  const everything = conversation.kind === 'private' && (!project || projectAssumed)
  if (everything) {
    const own = await tx.projects.list({ memberId: person.id })
    const seen = await Promise.all(own.map((one) => visible(context, one)))
    return seen.filter((one) => one !== undefined)
  }
  if (!project) return refuse('PROJECT.NONE_BOUND', {})
  const [first, ...parts] = await Promise.all(
    (await projectTree(tx, project)).map((one) => visible(context, one, context.role)),
  )
  if (!first) return refuse('PROJECT.NOT_FOUND', { ref: projectRef(project.id) })
  return [first, ...parts.filter((one) => one !== undefined)]
}

async function visible(
  { tx, person }: ActionContext,
  project: Project,
  known?: Membership['role'],
): Promise<VisibleProject | undefined> {
  const members = await membersOf(tx, project)
  const role = effectiveRole(person, members, false) ?? known
  const grant = can({ person, projectRole: role }, 'project.view')
  return grant === 'no' ? undefined : { project, whole: grant === 'yes', role, members }
}

/** Their tasks, as far as the asker may see them. */
export async function visibleTasks(
  { tx, person }: ActionContext,
  projects: readonly VisibleProject[],
): Promise<readonly Task[]> {
  const partly = new Set(projects.filter(({ whole }) => !whole).map(({ project }) => project.id))
  const tasks = await tx.tasks.ofProjects(projects.map(({ project }) => project.id))
  return tasks.filter(({ projectId, assigneeId }) => !partly.has(projectId) || assigneeId === person.id)
}
