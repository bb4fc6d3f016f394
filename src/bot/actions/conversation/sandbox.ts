/** The demo project of one person, for `演示` and the tour. All its tasks are the person's own: nobody else is bothered. */
import type { Approval } from '../../../domain/approvals/approval.ts'
import { can } from '../../../domain/people/permissions.ts'
import type { Person } from '../../../domain/people/person.ts'
import { createProject, projectIdsNeeded } from '../../../domain/projects/create-project.ts'
import { checkOpenProject } from '../../../domain/projects/open-project.ts'
import type { Membership, Project, ProjectStatus } from '../../../domain/projects/project.ts'
import { projectRef } from '../../../domain/projects/project.ts'
import { sameOrNextWorkingDay } from '../../../domain/shared/calendar.ts'
import { addDays, type LocalDate } from '../../../domain/shared/local-date.ts'
import { isRefusal, type Refusal, refuse } from '../../../domain/shared/refusal.ts'
import { createMilestone, createTask } from '../../../domain/tasks/create-task.ts'
import type { Task } from '../../../domain/tasks/task.ts'
import { speechFor } from '../../i18n/speech.ts'
import type { ActionContext, Outcome, Reverted } from '../action.ts'

/** The person's demo project, in whichever language it was made; closed or put away, it is none any more. */
export async function findSandbox({ tx, person }: ActionContext): Promise<Project | undefined> {
  const names = (['zh-CN', 'en'] as const).map((locale) => speechFor(locale).t.demo.project(person.name))
  const own = await tx.projects.list({ memberId: person.id, topLevel: true })
  return own.find((one) => one.ownerId === person.id && names.includes(one.name) && !checkOpenProject(one))
}

export async function makeSandbox(context: ActionContext): Promise<Project | Refusal> {
  const { tx, today, now, person, speech } = context
  const name = speech.t.demo.project(person.name)
  const nextIds: number[] = []
  for (let i = 0; i < projectIdsNeeded({ name, type: 'general' }); i++) nextIds.push(await tx.projects.nextId())
  const created = createProject(
    {
      name,
      type: 'general',
      start: today,
      end: addDays(today, 27),
      ownerId: person.id,
      createdBy: person.id,
      goal: { text: speech.t.demo.goal },
    },
    { today, now, nextIds, subProjectNames: speech.t.subProjects },
  )
  if (isRefusal(created)) return created
  await tx.projects.save(created.project)
  for (const member of created.members) await tx.projects.saveMember({ ...member, role: sandboxRole(person) })
  const tasks = await plan(context, created.project)
  if (isRefusal(tasks)) return tasks
  for (const task of tasks) await tx.tasks.save(task)
  return created.project
}

/** Nobody learns rights in the demo that the own work does not have. */
export function sandboxRole(person: Person): Membership['role'] {
  if (can({ person }, 'project.create') !== 'no') return 'manager'
  return person.role === 'vendor' || person.role === 'observer' ? person.role : 'member'
}

/** What audit and undo keep of a new sandbox. */
export function madeSandbox(project: Project): Pick<Outcome, 'record' | 'undo'> {
  const ref = projectRef(project.id)
  return {
    record: { objectRef: ref, projectId: project.id, after: project },
    undo: { objectRef: ref, payload: { projectId: project.id } satisfies Payload },
  }
}

/** Takes the sandbox out of sight: it must not be asked about whenever the person says no project. */
export async function putSandboxAway({ tx }: ActionContext, project: Project): Promise<Outcome['undo']> {
  await tx.projects.save({ ...project, status: 'archived' })
  const payload: Payload = { projectId: project.id, was: project.status }
  return { objectRef: projectRef(project.id), payload }
}

/** Four tasks in a chain with one beside it, and a milestone; the first is done, the second under way. */
async function plan(context: ActionContext, project: Project): Promise<readonly Task[] | Refusal> {
  const { tx, today, now, calendar, person, speech } = context
  const titles = speech.t.demo.tasks
  const tasks: Task[] = []
  let start: LocalDate = sameOrNextWorkingDay(calendar, today)
  for (const [index, title] of titles.entries()) {
    const previous = tasks.at(-1)
    const parallel = index === titles.length - 1
    const dependsOn = previous && !parallel ? [previous.id] : []
    const made = createTask(
      {
        title,
        assignee: person,
        createdBy: person.id,
        workingDays: 3,
        ...(dependsOn.length > 0 ? { dependsOn } : { start }),
      },
      { id: await tx.tasks.nextId(), project, tree: { projectIds: [project.id], tasks }, calendar, today, now },
    )
    if (isRefusal(made)) return made
    tasks.push(made.task)
    start = made.task.start ?? start
  }
  const last = tasks.at(-2)
  const milestone = createMilestone(
    {
      title: speech.t.demo.milestone,
      due: addDays(last?.due ?? today, 1),
      createdBy: person.id,
      dependsOn: last ? [last.id] : [],
    },
    { id: await tx.tasks.nextId(), project, tree: { projectIds: [project.id], tasks }, calendar, today, now },
  )
  if (isRefusal(milestone)) return milestone
  return [
    ...tasks.map((task, index): Task => (index === 0 ? { ...task, state: 'done', completedAt: now } : task)),
    milestone.task,
  ]
}

/** `was`: the status that it had before it was put away; absent where it was made. */
interface Payload {
  projectId: number
  was?: ProjectStatus
}

export async function revertSandbox(context: ActionContext, payload: unknown): Promise<Reverted | Refusal> {
  const { projectId, was } = payload as Payload
  const project = await context.tx.projects.byId(projectId)
  const ref = projectRef(projectId)
  if (project?.status === 'archived' && was !== undefined) {
    await context.tx.projects.save({ ...project, status: was })
    return { sentence: context.speech.t.undone(ref), changed: [ref] }
  }
  const requests: readonly Approval[] = await context.tx.approvals.ofProject(projectId)
  if (!project || requests.length > 0) return refuse('UNDO.CHANGED_SINCE', { objectRef: ref })
  for (const task of await context.tx.tasks.ofProjects([projectId]))
    await context.tx.tasks.save({ ...task, state: 'cancelled' })
  await context.tx.projects.save({ ...project, status: 'cancelled' })
  return { sentence: context.speech.t.undoneNew(ref), changed: [ref] }
}
