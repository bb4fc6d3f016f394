import type { Approval } from '../../domain/approvals/approval.ts'
import { approvalRef } from '../../domain/approvals/approval.ts'
import { available } from '../../domain/budgets/budget.ts'
import { checkNotPutAway } from '../../domain/projects/open-project.ts'
import { type Kpi, type Project, projectRef } from '../../domain/projects/project.ts'
import { formatRange } from '../../domain/shared/local-date.ts'
import { formatShort, formatYuan } from '../../domain/shared/money.ts'
import { progress } from '../../domain/tasks/progress.ts'
import type { Button, Card, Field } from '../card/card.ts'
import type { Speech } from '../i18n/speech.ts'
import { plain } from '../messenger.ts'
import { allTasks } from './gantt-card.ts'
import { amountInFull, projectTree, readerGrant, readerMay, seesWhole } from './parts.ts'
import type { ViewContext } from './view.ts'

export async function projectCard(context: ViewContext, id: number): Promise<Card | undefined> {
  const project = await context.tx.projects.byId(id)
  if (!project) return undefined
  const { t, locale } = context.speech
  const whole = await seesWhole(context, project)
  const parts = whole ? (await projectTree(context.tx, project)).slice(1) : []
  const counted = progress(await allTasks(context, project), context.today)
  const order = Object.keys(t.kpis)
  const kpis = (whole ? await context.tx.projects.kpis(id) : []).toSorted(
    (a, b) => order.indexOf(a.metric) - order.indexOf(b.metric),
  )
  const fields: (Field | undefined)[] = [
    { label: t.labels.period, value: formatRange(project.start, project.end, locale), wide: true },
    { label: t.labels.owner, value: plain(context.say.name(project.ownerId)) },
    { label: t.labels.type, value: t.projectTypes[project.type] },
    await budgetField(context, project),
    whole && project.goal ? { label: t.labels.goal, value: plain(project.goal) } : undefined,
    kpis.length > 0
      ? { label: t.labels.kpis, value: kpis.map((kpi) => kpiText(kpi, context.speech)).join(' · '), wide: true }
      : undefined,
    parts.length > 0
      ? {
          label: t.labels.subProjects,
          value: parts.map((part) => `${projectRef(part.id)} ${plain(part.name)}`).join('\n'),
          wide: true,
        }
      : undefined,
    {
      label: t.labels.progress,
      value: t.progressLine(counted.done, counted.total, counted.percent, counted.late),
      wide: true,
    },
  ]
  return {
    header: {
      text: `${projectRef(id)} ${project.name}`,
      tone: checkNotPutAway(project) ? 'muted' : 'info',
      tag: t.projectStatus[project.status],
    },
    summary: `${projectRef(id)} ${project.name}`,
    blocks: [
      { kind: 'fields', fields: fields.filter((field) => field !== undefined) },
      ...(checkNotPutAway(project) ? [] : [{ kind: 'actions' as const, buttons: await buttons(context, project) }]),
    ],
  }
}

/** A personal card offers what its reader can do; a group's card what somebody in it can. */
async function buttons(context: ViewContext, project: Project): Promise<Button[]> {
  const { t } = context.speech
  const args = { project: String(project.id) }
  const plans = context.reader === undefined || (await readerGrant(context, project, 'plan.edit')) !== 'no'
  return [
    ...(plans ? [{ label: t.buttons.newTask, action: 'task.create', args, style: 'primary' as const }] : []),
    { label: t.buttons.gantt, action: 'project.gantt', args },
    { label: t.buttons.progress, action: 'project.progress', args },
  ]
}

export function kpiText({ metric, target, unit }: Kpi, { t }: Speech): string {
  if (target === undefined) return t.kpis[metric]
  const value =
    unit === 'fen' ? formatShort(target) : unit === 'basis_points' ? `${Number(target) / 100}%` : String(target)
  return `${t.kpis[metric]} ${t.target} ${value}`
}

/** The four numbers for those who may see them; before the approval, who has to decide. */
async function budgetField(context: ViewContext, project: Project): Promise<Field | undefined> {
  if (!(await readerMay(context, project, 'amounts.total'))) return undefined
  const { t } = context.speech
  const budget = await context.tx.budgets.of(project.id)
  const requests = (await context.tx.approvals.ofProject(project.id)).filter(({ kind }) => kind === 'project_budget')
  const latest = requests.at(-1)
  if (budget.approved > 0n) {
    const value = t.budgetLine(
      formatYuan(budget.approved),
      formatYuan(budget.held),
      formatYuan(budget.used),
      formatYuan(available(budget)),
    )
    return { label: t.labels.budget, value, wide: true }
  }
  return latest && { label: t.labels.budget, value: pendingBudget(context, latest), wide: true }
}

function pendingBudget(context: ViewContext, request: Approval): string {
  const { t } = context.speech
  const amount = amountInFull(request.amount, context.speech)
  if (request.status !== 'pending') return `${amount} ${t.approvalStatus[request.status]}(${approvalRef(request.id)})`
  const [next, ...then] = request.steps
    .filter(({ decision }) => decision === undefined)
    .map(({ approverId }) => context.say.name(approverId))
  return t.budgetPending(amount, next ?? t.someone, approvalRef(request.id), then)
}
