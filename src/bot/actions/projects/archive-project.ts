/** 归档 · 恢复项目: out of sight and read-only, but never lost. */
import { can } from '../../../domain/people/permissions.ts'
import { type Project, projectRef } from '../../../domain/projects/project.ts'
import { archiveProject, restoreProject } from '../../../domain/projects/put-away.ts'
import { isRefusal, type Refusal, refuse } from '../../../domain/shared/refusal.ts'
import { projectName } from '../../views/parts.ts'
import { type ActionContext, declare, type Outcome, type Preview, projectOf } from '../action.ts'
import { optional } from '../slot.ts'
import { useOf, withUse } from './project-use.ts'
import { revertStatuses, saveStatuses, treeOf } from './status-change.ts'

const common = {
  area: 'projects' as const,
  slots: { project: optional('project', { label: 'project' }) },
  permission: 'project.close' as const,
  undo: { revert: revertStatuses },
}

export const archiveProjectAction = declare({
  ...common,
  name: 'project.archive',
  about: {
    zh: '归档项目：只读，不再出现在列表里，随时可恢复。',
    en: 'Archives a project: read-only and out of the lists until it is restored.',
  },
  words: {
    zh: ['归档', '归档项目', '项目归档', '结项归档'],
    en: ['archive', 'archive project', 'archive the project'],
  },
  ways: [{ pieces: [/归档/], needs: [] }],
  noise: /(?:已经?)?(?:做完|结束|完成|搞完)了?|一下|项目|掉|\b(?:the|project)\b/,
  examples: { zh: ['归档 P-101', '归档项目 双12大促'], en: ['archive P-101'] },
  scope: 'project',
  confirm: preview,
  run: archive,
})

/** Asked with the numbers of what goes out of sight. */
async function preview(context: ActionContext): Promise<Preview | Refusal> {
  const project = projectOf(context)
  const tree = await treeOf(context)
  const archived = archiveProject(tree)
  if (isRefusal(archived)) return archived
  const { plan } = context.speech.t
  const name = await withUse(context, projectName(project), project, await useOf(context, tree))
  return {
    title: plan.archiveTitle(`P-${project.id} ${project.name}`),
    confirmLabel: plan.buttons.archive,
    blocks: [{ kind: 'text', markdown: plan.willArchive(name) }],
  }
}

async function archive(context: ActionContext): Promise<Outcome | Refusal> {
  const tree = await treeOf(context)
  const archived = archiveProject(tree)
  if (isRefusal(archived)) return archived
  return saveStatuses(context, tree, archived, {
    answer: context.speech.t.plan.archived(projectName(projectOf(context))),
    notice: ({ plan }, name, project) => plan.archivedBy(name, project),
  })
}

export const restoreProjectAction = declare({
  ...common,
  name: 'project.restore',
  about: {
    zh: '恢复一个已归档的项目。',
    en: 'Brings an archived project back.',
  },
  words: {
    zh: ['恢复项目', '取消归档', '项目恢复', '恢复这个项目', '恢复归档'],
    en: ['restore project', 'restore', 'unarchive', 'restore the project'],
  },
  ways: [{ pieces: [/恢复|取消归档|还原|重新打开/], needs: ['project'] }],
  noise: /归档错了|错了|项目|一下|\b(?:the|project)\b/,
  examples: { zh: ['恢复项目 P-101', '取消归档 P-101'], en: ['restore project P-101'] },
  // Without a project it shows what can be restored; whether the asker may, each button's own run decides.
  scope: 'optional_project',
  permission: 'talk',
  offeredWith: 'project.close',
  confirm: 'none',
  run: restore,
})

async function restore(context: ActionContext): Promise<Outcome | Refusal> {
  const { project, projectAssumed, speech, person, role } = context
  if (!project || (projectAssumed && project.status !== 'archived')) return offer(context)
  if (can({ person, projectRole: role }, 'project.close') === 'no') return denied(context, project)
  const tree = await treeOf(context)
  const parent = project.parentId === undefined ? undefined : await context.tx.projects.byId(project.parentId)
  const restored = restoreProject(tree, parent, context.today)
  if (isRefusal(restored)) return restored
  const status = restored[0]?.status ?? project.status
  return saveStatuses(context, tree, restored, {
    answer: speech.t.plan.restored(projectName(project), speech.t.projectStatus[status]),
    notice: ({ plan }, name, of) => plan.restoredBy(name, of),
  })
}

/** Which ones could be meant; each button goes through the right to close that very project. */
async function offer(context: ActionContext): Promise<Outcome> {
  const { plan } = context.speech.t
  const archived = await context.tx.projects.list({ memberId: context.person.id, topLevel: true, archived: true })
  if (archived.length === 0) return { answer: { kind: 'text', markdown: plan.noArchived } }
  const buttons = archived.slice(-MOST_OFFERED).map((project) => ({
    label: `P-${project.id} ${project.name}`,
    action: 'project.restore',
    args: { project: String(project.id) },
  }))
  return {
    answer: {
      kind: 'card',
      card: {
        header: { text: plan.whichArchived, tone: 'info', tag: String(archived.length) },
        summary: plan.whichArchived,
        blocks: [{ kind: 'actions', buttons }],
      },
    },
  }
}

const MOST_OFFERED = 5

/** The project's existence is no secret to those who see it; to others there is none. */
function denied({ person, role }: ActionContext, project: Project): Refusal {
  if (can({ person, projectRole: role }, 'project.view') === 'no')
    return refuse('PROJECT.NOT_FOUND', { ref: projectRef(project.id) })
  return refuse('PERMISSION.DENIED', { needs: 'project.close', helperIds: [project.ownerId] })
}
