/** 删除项目: nothing is ever erased. An empty project is cancelled; what left traces can only be archived. */
import { type Approval, approvalRef } from '../../../domain/approvals/approval.ts'
import { heldBy } from '../../../domain/budgets/held.ts'
import { can } from '../../../domain/people/permissions.ts'
import { projectRef } from '../../../domain/projects/project.ts'
import { deleteProject, hasTraces, type ProjectUse } from '../../../domain/projects/put-away.ts'
import { formatYuan } from '../../../domain/shared/money.ts'
import { isRefusal, type Refusal } from '../../../domain/shared/refusal.ts'
import type { Button } from '../../card/card.ts'
import { projectName } from '../../views/parts.ts'
import { type ActionContext, declare, type Outcome, type Preview, projectOf } from '../action.ts'
import { optional } from '../slot.ts'
import { showsMoney, useOf, withUse } from './project-use.ts'
import { revertStatuses, saveStatuses, treeOf } from './status-change.ts'

const DELETE = /删除掉?|删掉|删了|删去|移除掉?|清除掉?|去掉|抹掉|铲掉|干掉/

export const deleteProjectAction = declare({
  name: 'project.delete',
  area: 'projects',
  about: {
    zh: '删除没有金额、工时和审批的项目；有的只能归档。',
    en: 'Deletes a project without money, hours or requests; others can be archived.',
  },
  words: {
    zh: ['删除项目', '删掉项目', '项目删除', '项目删掉', '删除这个项目', '删掉这个项目', '删除该项目'],
    en: ['delete project', 'remove project', 'delete the project', 'remove the project'],
  },
  ways: [
    { pieces: [DELETE], needs: ['project'] },
    { pieces: [/不(?:要|需要|做|用|搞|干|办)了|没用了|用不上了/, DELETE], needs: ['project'] },
    { pieces: [/\b(?:delete|remove|erase|scrap)\b|\bget rid of\b/], needs: ['project'] },
  ],
  noise:
    /这个项目|该项目|项目|(?:建|创建|立|弄|搞)(?:错|重复?|多)了?|重复了|不(?:要|需要|做|用|搞|干|办)了|没用了|用不上了|彻底|直接|整个|完全|掉|了?吧|\b(?:project|the|completely|for good|we no longer need)\b|\b(?:is|was) (?:a mistake|a duplicate|created by mistake)\b/,
  examples: { zh: ['删除项目 P-101', '删掉项目 双12大促'], en: ['delete project P-101'] },
  slots: { project: optional('project', { label: 'project' }) },
  scope: 'project',
  permission: 'project.close',
  confirm: preview,
  undo: { revert: revertStatuses },
  run,
})

/** Nothing is asked where nothing can be done: the run says why. */
async function preview(context: ActionContext): Promise<Preview | Refusal | undefined> {
  const project = projectOf(context)
  const tree = await treeOf(context)
  const deleted = deleteProject(tree)
  if (isRefusal(deleted)) return deleted
  const use = await useOf(context, tree)
  if (hasTraces(use)) return undefined
  const { plan } = context.speech.t
  return {
    title: plan.deleteTitle(`${projectRef(project.id)} ${project.name}`),
    confirmLabel: plan.buttons.delete,
    blocks: [{ kind: 'text', markdown: plan.willDelete(await withUse(context, projectName(project), project, use)) }],
  }
}

async function run(context: ActionContext): Promise<Outcome | Refusal> {
  const tree = await treeOf(context)
  const deleted = deleteProject(tree)
  if (isRefusal(deleted)) return deleted
  const use = await useOf(context, tree)
  if (hasTraces(use)) return explain(context, use)
  return saveStatuses(context, tree, deleted, {
    answer: context.speech.t.plan.deleted(projectName(projectOf(context))),
    notice: ({ plan }, name, project) => plan.deletedBy(name, project),
  })
}

/** Says what hinders and offers the ways out. Nothing is changed; the attempt is on record. */
async function explain(context: ActionContext, use: ProjectUse): Promise<Outcome> {
  const project = projectOf(context)
  const { plan } = context.speech.t
  await context.audit({
    event: 'project.delete',
    outcome: 'failure',
    projectId: project.id,
    detail: { code: 'PROJECT.IN_USE' },
  })
  const lines = [
    await withUse(context, projectName(project), project, use),
    plan.hasTraces(traces(context, use)),
    use.held > 0n ? plan.orRelease : plan.orArchive,
  ]
  return {
    answer: {
      kind: 'card',
      card: {
        header: { text: plan.notDeleted(`${projectRef(project.id)} ${project.name}`), tone: 'warning' },
        summary: plan.notDeleted(`${projectRef(project.id)} ${project.name}`),
        blocks: [
          { kind: 'text', markdown: lines.join('\n') },
          { kind: 'actions', buttons: await waysOut(context) },
        ],
      },
    },
  }
}

function traces({ speech }: ActionContext, { held, used, minutes, approvals }: ProjectUse): string {
  const words = speech.t.plan.traces
  const there = [
    held > 0n ? words.held : '',
    used > 0n ? words.used : '',
    minutes > 0 ? words.minutes : '',
    approvals > 0 ? words.approvals : '',
  ]
  return speech.t.list(there.filter((word) => word !== ''))
}

async function waysOut(context: ActionContext): Promise<Button[]> {
  const project = projectOf(context)
  const args = { project: String(project.id) }
  const { buttons } = context.speech.t.plan
  const money = await showsMoney(context, project)
  const archive: Button = { label: buttons.archive, action: 'project.archive', args, style: 'primary' }
  return [
    ...(money ? [{ label: buttons.showHeld, action: 'budget.show', args }] : []),
    ...(money ? await releases(context) : []),
    ...(project.status === 'archived' ? [] : [archive]),
  ]
}

const MOST_RELEASES = 5

/** One for each request that holds money and that the asker may give back: released if approved, withdrawn if still waiting. */
async function releases(context: ActionContext): Promise<Button[]> {
  const { tx, person, role } = context
  const project = projectOf(context)
  const grant = can({ person, projectRole: role }, 'budget.release')
  const entries = await tx.budgets.entries(project.id)
  const holding = (await tx.approvals.ofProject(project.id)).filter((one) => heldBy(entries, one.id) > 0n)
  return holding
    .flatMap((one) => releaseButton(context, one, heldBy(entries, one.id), grant) ?? [])
    .slice(0, MOST_RELEASES)
}

function releaseButton(
  { person, speech }: ActionContext,
  { id, status, requestedBy }: Approval,
  held: bigint,
  grant: 'yes' | 'own' | 'no',
): Button | undefined {
  const { buttons } = speech.t.plan
  const args = { approval: String(id) }
  const own = requestedBy === person.id
  if (status === 'pending')
    return own ? { label: buttons.withdraw(approvalRef(id)), action: 'approval.withdraw', args } : undefined
  if (grant !== 'yes' && !(grant === 'own' && own)) return undefined
  return { label: buttons.releaseOf(approvalRef(id), formatYuan(held)), action: 'budget.release', args }
}
