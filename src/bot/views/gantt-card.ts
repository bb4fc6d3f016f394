import type { GanttChart, GanttRow } from '../../domain/ports/chart-renderer.ts'
import { type Project, projectRef } from '../../domain/projects/project.ts'
import type { WorkCalendar } from '../../domain/shared/calendar.ts'
import { addDays, diffDays, type LocalDate, max, min } from '../../domain/shared/local-date.ts'
import { localDateOf, localTimeOf } from '../../domain/shared/zone.ts'
import { isLate, progress } from '../../domain/tasks/progress.ts'
import { type Task, taskRef } from '../../domain/tasks/task.ts'
import type { Card } from '../card/card.ts'
import { plain } from '../messenger.ts'
import { projectTree, seesWhole } from './parts.ts'
import type { ViewContext } from './view.ts'

export async function ganttCard(context: ViewContext, id: number): Promise<Card | undefined> {
  const project = await context.tx.projects.byId(id)
  if (!project) return undefined
  const chart = await ganttChart(context, project)
  const { t } = context.speech
  const tasks = await allTasks(context, project)
  const counted = progress(tasks, context.today)
  const line = t.progressLine(counted.done, counted.total, counted.percent, counted.late)
  return {
    header: { text: `${t.gantt} · ${project.name}`, tone: 'info', tag: projectRef(id) },
    summary: `${t.gantt} P-${id} ${project.name}: ${line}`,
    blocks: [
      { kind: 'image', chart, alt: `${project.name}: ${line}` },
      { kind: 'text', markdown: plain(line) },
      {
        kind: 'actions',
        buttons: [
          { label: t.buttons.progress, action: 'project.progress', args: { project: String(id) } },
          { label: t.buttons.project, action: 'project.show', args: { project: String(id) } },
        ],
      },
    ],
  }
}

export async function allTasks(context: ViewContext, project: Project): Promise<readonly Task[]> {
  const tree = await projectTree(context.tx, project)
  const tasks = await context.tx.tasks.ofProjects(tree.map(({ id }) => id))
  if (await seesWhole(context, project)) return tasks
  return tasks.filter(({ assigneeId }) => assigneeId === context.reader?.id)
}

export async function ganttChart(context: ViewContext, project: Project): Promise<GanttChart> {
  const tree = await projectTree(context.tx, project)
  const tasks = await allTasks(context, project)
  const rows = tree.flatMap((part) => {
    const own = tasks.filter(({ projectId }) => projectId === part.id)
    // Parts without work would only push the work off a phone's screen.
    return own.length === 0
      ? []
      : [groupRow(part, own, context), ...own.toSorted(byStart).map((task) => row(task, context))]
  })
  const days = rows.flatMap((one) =>
    one.kind === 'milestone' ? [one.date] : [one.start, one.end].filter((day) => day !== undefined),
  )
  const { from, to } = axis(days.reduce(min, project.start), days.reduce(max, project.end), context.today)
  return {
    kind: 'gantt',
    title: project.name,
    subtitle: context.speech.t.dataUntil(
      projectRef(project.id),
      `${context.today} ${localTimeOf(context.now, context.zone)}`,
    ),
    today: context.today,
    from,
    to,
    restDays: restDays(from, to, context.calendar),
    rows,
    labels: context.speech.t.chart,
  }
}

const NEAR_DAYS = 14

/** A plan that begins soon or ended lately is shown with today, so that the reader sees how far off it is. */
function axis(first: LocalDate, last: LocalDate, today: LocalDate): { from: LocalDate; to: LocalDate } {
  const soon = today < first && diffDays(today, first) <= NEAR_DAYS
  const lately = today > last && diffDays(last, today) <= NEAR_DAYS
  return { from: soon ? today : first, to: lately ? today : last }
}

function groupRow(part: Project, tasks: readonly Task[], context: ViewContext): GanttRow {
  return {
    kind: 'group',
    label: part.name,
    start: part.start,
    end: part.end,
    percent: progress(tasks, context.today).percent,
  }
}

const byStart = (a: Task, b: Task): number => {
  const [left, right] = [a.start ?? a.due ?? '', b.start ?? b.due ?? '']
  return left < right ? -1 : left > right ? 1 : a.id - b.id
}

const PERCENT: Record<Task['state'], number> = {
  unassigned: 0,
  assigned: 0,
  accepted: 0,
  blocked: 0,
  done: 100,
  cancelled: 0,
}

function row(task: Task, context: ViewContext): GanttRow {
  const late = isLate(task, context.today)
  const done = task.state === 'done'
  if (task.kind === 'milestone') {
    const date = task.due ?? context.today
    return {
      kind: 'milestone',
      ref: taskRef(task.id),
      label: task.title,
      date,
      state: done ? 'done' : late ? 'late' : 'todo',
      dependsOn: task.dependsOn.map(taskRef),
    }
  }
  const [start, end] = barDates(task, context)
  return {
    kind: 'task',
    ref: taskRef(task.id),
    label: task.title,
    start,
    end,
    percent: PERCENT[task.state],
    state: done
      ? 'done'
      : late
        ? 'late'
        : task.state === 'blocked'
          ? 'blocked'
          : task.state === 'accepted'
            ? 'doing'
            : 'todo',
    dependsOn: task.dependsOn.map(taskRef),
    ...(task.assigneeId ? { owner: context.say.name(task.assigneeId) } : {}),
  }
}

/** Without a start the work can begin when the task was made; without any date it is drawn on today. */
function barDates(task: Task, context: ViewContext): [LocalDate, LocalDate] {
  const made = localDateOf(task.createdAt, context.zone)
  const end = task.due ?? max(task.start ?? context.today, context.today)
  return [task.start ?? min(made, end), end]
}

/** Weekends and holidays between two days, both included. */
function restDays(from: LocalDate, to: LocalDate, calendar: WorkCalendar): GanttChart['restDays'] {
  const days = Array.from({ length: diffDays(from, to) + 1 }, (_, index) => addDays(from, index))
  return days
    .filter((day) => !calendar.isWorkingDay(day))
    .map((date) => {
      const name = calendar.holidayName(date)
      return name === undefined ? { date } : { date, name }
    })
}
