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
  ways: [
    { pieces: [/归(?:个|一?下)?档|归入档案/], needs: [] },
    {
      pieces: [/封存|(?:存|收|入|封)(?:个|一?下)?档(?!期)|结项(?!目)|(?:移|放|挪|收)(?:进|到|入)(?:归档|档案)[库里]?/],
      needs: ['project'],
    },
    { pieces: [/\barchive\b|\bmothball\b/], needs: ['project'] },
    { pieces: [/\b(?:put|move|send)\b/, /\b(?:in|into|to) (?:the )?archives?\b/], needs: ['project'] },
  ],
  noise:
    /(?:(?:已经?|都|全部?|全都|终于)?(?:做完|结束|完成|搞完|收尾|收官|完事|完结|落幕|办完|干完|搞定|跑完|验收)完?(?:了|啦)?)+|可以(?=$|[,。;\uE001\uE003])|起来|一下|项目|掉|做个|\b(?:the|project|now)\b|\bwe(?:['’]re| are) (?:all )?(?:done|finished) with\b|\b(?:is|it['’]s) (?:all )?(?:done|finished|over|complete|completed|wrapped up)\b/,
  examples: { zh: ['归档 P-101', '归档项目 双12大促'], en: ['archive P-101'] },
  slots: { project: optional('project', { label: 'project' }) },
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
    title: plan.archiveTitle(`${projectRef(project.id)} ${project.name}`),
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
  ways: [
    {
      pieces: [
        /恢复(?!了|到)|还原|重新(?:打开|启用|启动|开启|激活)|重启|解封|复活|(?:取消|解除|撤销|撤回|撤掉)归档|解档/,
      ],
      needs: ['project'],
    },
    { pieces: [/取消|撤销|撤回|撤掉|解除/, /(?<=的)归档/], needs: ['project'] },
    {
      pieces: [/从归档(?:项目|列表)?[里中]?面?/, /(?:捞|拿|恢复|移|拉|取|放|找|调|提)(?:出|回)来?|恢复/],
      needs: ['project'],
    },
    {
      pieces: [/不该归档的?|归档归?错了|误归档了?|归错档?了/, /恢复|还原|(?:捞|拿|放)(?:出|回)来|取消归档|撤回/],
      needs: ['project'],
    },
    {
      pieces: [/\b(?:restore|reopen|re-open|unarchive|un-archive|reactivate|revive)\b|\bbring back\b/],
      needs: ['project'],
    },
    { pieces: [/\bbring\b/, /\bback\b/], needs: ['project'] },
    { pieces: [/\b(?:take|move|get|pull)\b/, /\b(?:out of|from) (?:the )?archives?\b/], needs: ['project'] },
  ],
  noise:
    /归档归?错了|误归档了?|错了|(?:还|又|还是)?(?:要|得|需要)(?:接着|继续|再)?(?:做|用|搞|推|干|推进|跑)(?:下去)?|项目|一下|回来|出来|起来|过来|状态|掉|\b(?:the|project|archived|from|archive|for us|again)\b/,
  examples: { zh: ['恢复项目 P-101', '取消归档 P-101'], en: ['restore project P-101'] },
  slots: { project: optional('project', { label: 'project', archived: true }) },
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
    label: `${projectRef(project.id)} ${project.name}`,
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
