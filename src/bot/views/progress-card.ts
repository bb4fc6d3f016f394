import { available } from '../../domain/budgets/budget.ts'
import type { ProgressChart } from '../../domain/ports/chart-renderer.ts'
import { type Project, projectRef, STAGES } from '../../domain/projects/project.ts'
import { formatShort } from '../../domain/shared/money.ts'
import { localTimeOf } from '../../domain/shared/zone.ts'
import { progress } from '../../domain/tasks/progress.ts'
import type { Card } from '../card/card.ts'
import { hours } from '../i18n/numbers.ts'
import { plain } from '../messenger.ts'
import { allTasks } from './gantt-card.ts'
import { projectTree, readerMay, seesWhole } from './parts.ts'
import type { ViewContext } from './view.ts'

export async function progressCard(context: ViewContext, id: number): Promise<Card | undefined> {
  const project = await context.tx.projects.byId(id)
  if (!project) return undefined
  const { t } = context.speech
  const chart = await progressChart(context, project)
  const line = `${t.chart.overall} ${chart.overall.percent}% (${chart.overall.rule})`
  return {
    header: { text: `${t.progressTitle} · ${project.name}`, tone: 'info', tag: projectRef(id) },
    summary: `${t.progressTitle} P-${id} ${project.name}: ${line}`,
    blocks: [
      { kind: 'image', chart, alt: `${project.name}: ${line}` },
      { kind: 'text', markdown: plain(line) },
      {
        kind: 'actions',
        buttons: [
          { label: t.buttons.gantt, action: 'project.gantt', args: { project: String(id) } },
          { label: t.buttons.project, action: 'project.show', args: { project: String(id) } },
        ],
      },
    ],
  }
}

async function progressChart(context: ViewContext, project: Project): Promise<ProgressChart> {
  const { t } = context.speech
  const tree = await projectTree(context.tx, project)
  const ids = tree.map(({ id }) => id)
  const tasks = await allTasks(context, project)
  const all = progress(tasks, context.today)
  const rows = tree.map((part) => {
    const { done, total, late, percent } = progress(
      tasks.filter(({ projectId }) => projectId === part.id),
      context.today,
    )
    return { label: part.name, done, total, late, percent }
  })
  const reached = STAGES.indexOf(project.stage)
  return {
    kind: 'progress',
    title: project.name,
    subtitle: t.dataUntil(projectRef(project.id), `${context.today} ${localTimeOf(context.now, context.zone)}`),
    stages: STAGES.map((stage, index) => ({
      label: t.stages[stage],
      state: index < reached ? 'done' : index === reached ? 'current' : 'todo',
    })),
    overall: { percent: all.percent, rule: t.byTasks },
    rows: rows.filter(({ total }, index) => index > 0 || total > 0 || tree.length === 1),
    figures: await figures(context, project, ids, all),
    labels: t.chart,
  }
}

async function figures(
  context: ViewContext,
  project: Project,
  ids: readonly number[],
  { done, total, late }: ReturnType<typeof progress>,
): Promise<ProgressChart['figures']> {
  const { t } = context.speech
  const whole = await seesWhole(context, project)
  const minutes = (await context.tx.hours.ofProjects(ids)).reduce((sum, entry) => sum + entry.minutes, 0)
  const budget = await context.tx.budgets.of(project.id)
  const money = await readerMay(context, project, 'amounts.total')
  return [
    { label: t.figures.tasks, value: `${done}/${total}` },
    { label: t.figures.late, value: String(late) },
    ...(whole ? [{ label: t.figures.hours, value: `${hours(minutes)}h` }] : []),
    ...(money && budget.approved > 0n
      ? [{ label: t.figures.available, value: `¥${formatShort(available(budget))}` }]
      : []),
  ]
}
