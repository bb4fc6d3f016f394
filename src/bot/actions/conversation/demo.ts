/** `演示`: a sample project to look around in. All work is the actor's own, so that nobody else is bothered. */
import type { Approval } from '../../../domain/approvals/approval.ts'
import { createProject, projectIdsNeeded } from '../../../domain/projects/create-project.ts'
import type { Project } from '../../../domain/projects/project.ts'
import { projectRef } from '../../../domain/projects/project.ts'
import { sameOrNextWorkingDay } from '../../../domain/shared/calendar.ts'
import { addDays, type LocalDate } from '../../../domain/shared/local-date.ts'
import { isRefusal, type Refusal, refuse } from '../../../domain/shared/refusal.ts'
import { createMilestone, createTask } from '../../../domain/tasks/create-task.ts'
import type { Task } from '../../../domain/tasks/task.ts'
import type { ActionContext } from '../action.ts'
import { declare, type Outcome, type Reverted } from '../action.ts'

export const demoAction = declare({
  name: 'demo',
  area: 'conversation',
  words: { zh: ['演示', '演示项目', '示例'], en: ['demo'] },
  examples: { zh: ['演示'], en: ['demo'] },
  slots: {},
  scope: 'none',
  permission: 'project.create',
  confirm: 'none',
  undo: { revert },
  run,
})

async function run(context: ActionContext): Promise<Outcome | Refusal> {
  const { tx, today, now, person } = context
  const { t } = context.speech
  const name = t.demo.project(person.name)
  const known = (await tx.projects.list({ memberId: person.id, topLevel: true })).find((one) => one.name === name)
  if (known) return { answer: { kind: 'object', ref: projectRef(known.id), view: 'gantt' } }
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
      goal: { text: t.demo.goal },
    },
    { today, now, nextIds, subProjectNames: t.subProjects },
  )
  if (isRefusal(created)) return created
  await tx.projects.save(created.project)
  for (const member of created.members) await tx.projects.saveMember(member)
  const tasks = await plan(context, created.project)
  if (isRefusal(tasks)) return tasks
  for (const task of tasks) await tx.tasks.save(task)
  const ref = projectRef(created.project.id)
  return {
    answer: { kind: 'object', ref, view: 'gantt', note: t.demo.hint(ref) },
    record: { objectRef: ref, projectId: created.project.id, after: created.project },
    undo: { objectRef: ref, payload: { projectId: created.project.id } },
  }
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

async function revert(context: ActionContext, payload: unknown): Promise<Reverted | Refusal> {
  const { projectId } = payload as { projectId: number }
  const project = await context.tx.projects.byId(projectId)
  const requests: readonly Approval[] = await context.tx.approvals.ofProject(projectId)
  if (!project || requests.length > 0) return refuse('UNDO.CHANGED_SINCE', { objectRef: projectRef(projectId) })
  for (const task of await context.tx.tasks.ofProjects([projectId]))
    await context.tx.tasks.save({ ...task, state: 'cancelled' })
  await context.tx.projects.save({ ...project, status: 'cancelled' })
  return { sentence: context.speech.t.undoneNew(projectRef(projectId)), changed: [projectRef(projectId)] }
}
