/** What archiving, restoring and deleting share: the tree they change, who hears of it, and taking it back. */
import type { Project, ProjectStatus } from '../../../domain/projects/project.ts'
import { projectRef } from '../../../domain/projects/project.ts'
import { type Refusal, refuse } from '../../../domain/shared/refusal.ts'
import type { Texts } from '../../i18n/texts.zh-cn.ts'
import { projectName, projectTree } from '../../views/parts.ts'
import { type ActionContext, type Notice, type Outcome, projectOf, type Reverted } from '../action.ts'

/** The context's project, followed by its sub-projects. */
export const treeOf = (context: ActionContext): ReturnType<typeof projectTree> =>
  projectTree(context.tx, projectOf(context))

/** `before` are the statuses to go back to. */
interface StatusChange {
  before: readonly { id: number; status: ProjectStatus }[]
  after: ProjectStatus[]
}

/** Stores the changed projects; the other managers hear of it. */
export async function saveStatuses(
  context: ActionContext,
  tree: readonly Project[],
  changed: readonly Project[],
  text: { answer: string; notice(t: Texts, name: string, project: string): string },
): Promise<Outcome> {
  for (const project of changed) await context.tx.projects.save(project)
  const former = tree.filter(({ id }) => changed.some((one) => one.id === id))
  const project = projectOf(context)
  const objectRef = projectRef(project.id)
  const before = former.map(({ id, status }) => ({ id, status }))
  const after = changed.map(({ id, status }) => ({ id, status }))
  const payload: StatusChange = { before, after: changed.map(({ status }) => status) }
  return {
    answer: { kind: 'text', markdown: text.answer },
    record: { objectRef, projectId: project.id, before, after },
    undo: { objectRef, payload },
    changed: changed.map(({ id }) => projectRef(id)),
    notices: await tellManagers(context, (t) => text.notice(t, context.person.name, projectName(project))),
  }
}

async function tellManagers(context: ActionContext, sentence: (t: Texts) => string): Promise<Notice[]> {
  const project = projectOf(context)
  const members = await context.tx.projects.members(project.parentId ?? project.id)
  const told = new Set([
    project.ownerId,
    ...members.flatMap(({ role, personId }) => (role === 'manager' ? personId : [])),
  ])
  return [...told].map((personId) => ({
    personId,
    content: { kind: 'text', text: ({ t }) => sentence(t), ref: projectRef(project.id) },
  }))
}

/** Every project gets its former status back, unless one of them has changed since. */
export async function revertStatuses(context: ActionContext, payload: unknown): Promise<Reverted | Refusal> {
  const { before, after } = payload as StatusChange
  const restored: Project[] = []
  for (const [index, { id, status }] of before.entries()) {
    const project = await context.tx.projects.byId(id)
    if (!project || project.status !== after[index]) return refuse('UNDO.CHANGED_SINCE', { objectRef: projectRef(id) })
    restored.push({ ...project, status })
  }
  for (const project of restored) await context.tx.projects.save(project)
  const [first] = restored
  return {
    sentence: context.speech.t.undone(first ? projectRef(first.id) : ''),
    changed: restored.map(({ id }) => projectRef(id)),
  }
}
