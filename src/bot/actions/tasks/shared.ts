/** What task actions share: the plan around a task, its notices, and taking a change back. */
import { checkNotPutAway } from '../../../domain/projects/open-project.ts'
import type { Membership } from '../../../domain/projects/project.ts'
import { isRefusal, type Refusal, refuse } from '../../../domain/shared/refusal.ts'
import type { PlanTree } from '../../../domain/tasks/dependencies.ts'
import type { PlanWarning } from '../../../domain/tasks/plan-rules.ts'
import { type Task, taskRef } from '../../../domain/tasks/task.ts'
import { cancel, reopen, type TaskActor } from '../../../domain/tasks/task-states.ts'
import type { Speech } from '../../i18n/speech.ts'
import { membersOf } from '../../views/parts.ts'
import type { Notice, Outcome, Reverted } from '../action.ts'
import { type ActionContext, projectOf } from '../action.ts'

/** Every project and task of the tree that the context's project belongs to. */
export async function planTree(context: ActionContext): Promise<PlanTree> {
  const { tx } = context
  const project = projectOf(context)
  const top = project.parentId ?? project.id
  const projectIds = [top, ...(await tx.projects.children(top)).map(({ id }) => id)]
  return { projectIds, tasks: await tx.tasks.ofProjects(projectIds) }
}

export async function findTask({ tx }: ActionContext, id: number): Promise<Task | Refusal> {
  return (await tx.tasks.byId(id)) ?? refuse('TASK.NOT_FOUND', { ref: taskRef(id) })
}

/** To be changed by who does it. To a vendor, a task of others does not exist; not even whose it is can be learned. */
export async function findOwnTask(context: ActionContext, id: number): Promise<Task | Refusal> {
  const task = await findTask(context, id)
  if (isRefusal(task)) return task
  if (context.person.role === 'vendor' && task.assigneeId !== context.person.id)
    return refuse('TASK.NOT_FOUND', { ref: taskRef(id) })
  return checkNotPutAway(projectOf(context)) ?? task
}

/** With only an `own` grant, planning is for the person's own tasks; in a project that is put away, for nobody. */
export function mayPlan(
  context: ActionContext,
  task: Pick<Task, 'id' | 'assigneeId' | 'createdBy'>,
): Refusal | undefined {
  if (context.grant === 'yes' || task.assigneeId === context.person.id) return checkNotPutAway(projectOf(context))
  return refuse('PERMISSION.DENIED', { needs: 'plan.edit', helperIds: [projectOf(context).ownerId] })
}

export function actorOf(context: ActionContext): TaskActor {
  return { personId: context.person.id, managesPlan: context.role === 'manager' }
}

/** The assignee must act: one card on the own messenger. */
export function assignmentNotice(task: Task): Notice[] {
  return task.assigneeId
    ? [{ personId: task.assigneeId, content: { kind: 'object', ref: taskRef(task.id), view: 'task' } }]
    : []
}

/** Whoever gave the task hears of what became of it. */
export function tellPlanner(context: ActionContext, task: Task, sentence: Sentence): Notice[] {
  const told = new Set([task.createdBy, projectOf(context).ownerId])
  return [...told].map((personId) => tell(personId, task, sentence))
}

/** The same news in whatever language its reader chose. */
export type Sentence = (speech: Speech) => string

/** A sentence about a task; a reply to it means the task. */
export function tell(personId: string, task: Pick<Task, 'id'>, text: Sentence): Notice {
  return { personId, content: { kind: 'text', text, ref: taskRef(task.id) } }
}

/** Someone who works on a project belongs to it from then on. Returns the membership if there was none before. */
async function joinProject(context: ActionContext, personId: string): Promise<readonly Membership[]> {
  const project = projectOf(context)
  const known = await membersOf(context.tx, project)
  if (known.some((member) => member.personId === personId)) return []
  const role = context.people.get(personId)?.role === 'vendor' ? 'vendor' : 'member'
  const membership: Membership = { projectId: project.id, personId, role }
  await context.tx.projects.saveMember(membership)
  return [membership]
}

export function warningLines({ speech }: ActionContext, warnings: readonly PlanWarning[]): string {
  return warnings.map((warning) => `⚠ ${speech.t.planWarning(warning)}`).join('\n')
}

/** A change of tasks, stored so that it can be taken back. */
export interface TaskChange {
  before: readonly Task[]
  after: readonly Task[]
  /** Of people who came to the project by it. */
  joined?: readonly Membership[]
}

const plainTask = (task: Task): Record<string, unknown> => ({ ...task })

/** Stores the tasks and lets those who got one into the project; returns the change with what has to go when it is undone. */
export async function saveChange(context: ActionContext, { before, after }: TaskChange): Promise<TaskChange> {
  const joined: Membership[] = []
  for (const task of after) {
    await context.tx.tasks.save(task)
    const former = before.find(({ id }) => id === task.id)?.assigneeId
    if (task.assigneeId !== undefined && task.assigneeId !== former)
      joined.push(...(await joinProject(context, task.assigneeId)))
  }
  return { before, after, joined }
}

/** What the audit and the undo entry keep of a change. */
export function kept(context: ActionContext, change: TaskChange): Pick<Outcome, 'record' | 'undo' | 'changed'> {
  const [first] = change.after
  const objectRef = taskRef(first?.id ?? 0)
  return {
    record: {
      objectRef,
      projectId: projectOf(context).id,
      after: change.after.map(plainTask),
      ...(change.before.length > 0 ? { before: change.before.map(plainTask) } : {}),
    },
    undo: { objectRef, payload: change },
    changed: change.after.map(({ id }) => taskRef(id)),
  }
}

/** Puts every task back as it was, unless one of them has changed since; a new task is cancelled instead. */
export async function revertChange(context: ActionContext, payload: unknown): Promise<Reverted | Refusal> {
  const { before, after, joined = [] } = reviveChange(payload)
  const putAway = checkNotPutAway(projectOf(context))
  if (putAway) return putAway
  for (const task of after) {
    const now = await context.tx.tasks.byId(task.id)
    if (!now || !same(now, task)) return refuse('UNDO.CHANGED_SINCE', { objectRef: taskRef(task.id) })
    const old = before.find(({ id }) => id === task.id)
    if (task.state !== 'done' || !old) continue
    // Taking a completion back must not pull the ground from under followers that are done meanwhile.
    const reopened = reopen(now, old, await context.tx.tasks.followersOf([task.id]))
    if (isRefusal(reopened)) return reopened
  }
  for (const task of after) {
    const old = before.find(({ id }) => id === task.id)
    const restored = old ?? cancel(task)
    if (isRefusal(restored)) return restored
    await context.tx.tasks.save(restored)
  }
  for (const membership of joined) await leaveProject(context, membership)
  const { t } = context.speech
  const refs = after.map(({ id }) => taskRef(id))
  const [first] = after
  const former = before.find(({ id }) => id === first?.id)
  return {
    sentence: former ? t.undone(t.list(refs)) : t.undoneNew(t.list(refs)),
    changed: refs,
    notices: withdrawn(context, before, after),
  }
}

/** Whoever came to the project by what is undone sees it no longer, unless there is other work for that person by now. */
async function leaveProject(context: ActionContext, { projectId, personId }: Membership): Promise<void> {
  const { tasks } = await planTree(context)
  if (tasks.some(({ assigneeId }) => assigneeId === personId)) return
  await context.tx.projects.removeMember(projectId, personId)
}

/** Whoever was told of the change is told that it is taken back: the assignees, and of a completion the planner. */
function withdrawn(context: ActionContext, before: readonly Task[], after: readonly Task[]): Notice[] {
  return after.flatMap((task) => {
    const old = before.find(({ id }) => id === task.id)
    const ref = taskRef(task.id)
    const lost = task.assigneeId !== undefined && old?.assigneeId !== task.assigneeId
    const sentence: Sentence = ({ t }) =>
      lost ? t.takenBack(ref, task.title, context.person.name) : t.changeUndone(ref, task.title, context.person.name)
    const told = new Set(task.assigneeId ? [task.assigneeId] : [])
    if (old && old.state !== task.state) told.add(task.createdBy)
    return [...told].map((personId) => tell(personId, task, sentence))
  })
}

/** The payload was JSON in between: instants are strings again. */
function reviveChange(payload: unknown): TaskChange {
  const { before, after, joined = [] } = payload as TaskChange
  return { before: before.map(reviveTask), after: after.map(reviveTask), joined }
}

function reviveTask(task: Task): Task {
  return {
    ...task,
    createdAt: new Date(task.createdAt),
    ...(task.completedAt ? { completedAt: new Date(task.completedAt) } : {}),
  }
}

function same(a: Task, b: Task): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
}

function sorted(task: Task): readonly (readonly [string, unknown])[] {
  return Object.entries(task)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
}
