import type { Project } from '../../domain/projects/project.ts'
import type { LocalDate } from '../../domain/shared/local-date.ts'
import { formatDate, formatRange } from '../../domain/shared/local-date.ts'
import { isLate } from '../../domain/tasks/progress.ts'
import { type Task, taskRef } from '../../domain/tasks/task.ts'
import type { Block, Button, Card, Field, Tone } from '../card/card.ts'
import { hours } from '../i18n/numbers.ts'
import type { Speech } from '../i18n/speech.ts'
import { plain } from '../messenger.ts'
import { projectName, readerMay, seesWhole } from './parts.ts'
import type { ViewContext } from './view.ts'

export async function taskCard(context: ViewContext, id: number): Promise<Card | undefined> {
  const task = await context.tx.tasks.byId(id)
  const project = task && (await context.tx.projects.byId(task.projectId))
  if (!task || !project) return undefined
  const { t } = context.speech
  const whole = await seesWhole(context, project)
  // Given to somebody else: what it becomes is no longer this reader's to see.
  if (!whole && task.assigneeId !== context.reader?.id) return undefined
  const followers = whole ? await context.tx.tasks.followersOf([id]) : []
  const minutes = (await context.tx.hours.ofTask(id)).reduce((sum, entry) => sum + entry.minutes, 0)
  const fields: (Field | undefined)[] = [
    task.kind === 'task'
      ? { label: t.labels.assignee, value: task.assigneeId ? plain(context.say.name(task.assigneeId)) : t.nobody }
      : undefined,
    { label: t.labels.when, value: taskDates(task, context.speech), wide: true },
    { label: t.labels.project, value: projectName(project), wide: true },
    task.dependsOn.length > 0
      ? {
          label: t.labels.dependsOn,
          value: whole ? await names(context, task.dependsOn) : task.dependsOn.map(taskRef).join(' '),
        }
      : undefined,
    followers.length > 0
      ? {
          label: t.labels.followers,
          value: followers.map((one) => `${taskRef(one.id)} ${plain(one.title)}`).join('\n'),
        }
      : undefined,
    task.problem ? { label: t.labels.problem, value: plain(task.problem), wide: true } : undefined,
    minutes > 0 ? { label: t.labels.hours, value: `${hours(minutes)}h` } : undefined,
  ]
  const late = isLate(task, context.today)
  const blocks: Block[] = [{ kind: 'fields', fields: fields.filter((field) => field !== undefined) }]
  const buttons = (await mayAct(context, task, project)) ? taskButtons(task, context.speech) : []
  if (buttons.length > 0) blocks.push({ kind: 'actions', buttons })
  return {
    header: {
      text: `${taskRef(id)} ${task.title}`,
      tone: tone(task, late),
      tag: stateText(task, late, context.speech),
    },
    summary: `${taskRef(id)} ${task.title} · ${t.taskState[task.state]}`,
    blocks,
  }
}

/** A personal card offers what its reader can do; a group's card is for whoever it concerns. */
async function mayAct(context: ViewContext, task: Task, project: Project): Promise<boolean> {
  const { reader } = context
  return !reader || task.assigneeId === reader.id || readerMay(context, project, 'plan.edit')
}

async function names(context: ViewContext, ids: readonly number[]): Promise<string> {
  const tasks = await Promise.all(ids.map((id) => context.tx.tasks.byId(id)))
  return tasks.map((task, index) => `${taskRef(ids[index] ?? 0)} ${task ? plain(task.title) : ''}`).join('\n')
}

/** Absolute dates with weekdays; an open side is said to be open. */
export function taskDates(task: { start?: LocalDate; due?: LocalDate }, { t, locale }: Speech): string {
  if (task.start && task.due) return formatRange(task.start, task.due, locale)
  if (task.due) return t.dueBy(formatDate(task.due, locale))
  return task.start ? t.startingOn(formatDate(task.start, locale)) : t.noDates
}

function stateText(task: Task, late: boolean, { t }: Speech): string {
  if (task.kind === 'milestone' && task.state !== 'done') return late ? t.late : t.milestone
  return late ? `${t.taskState[task.state]}·${t.late}` : t.taskState[task.state]
}

function tone(task: Task, late: boolean): Tone {
  if (task.state === 'done') return 'success'
  if (task.state === 'cancelled') return 'muted'
  if (task.state === 'blocked') return 'danger'
  if (late) return 'warning'
  return task.state === 'assigned' ? 'waiting' : 'info'
}

function taskButtons(task: Task, { t }: Speech): Button[] {
  const args = { task: String(task.id) }
  const accept: Button = { label: t.buttons.accept, action: 'task.accept', args, style: 'primary' }
  const problem: Button = { label: t.buttons.problem, action: 'task.problem', args }
  const complete: Button = { label: t.buttons.complete, action: 'task.complete', args, style: 'primary' }
  if (task.kind === 'milestone') return task.state === 'done' || task.state === 'cancelled' ? [] : [complete]
  switch (task.state) {
    case 'assigned':
      return [accept, problem]
    case 'accepted':
      return [complete, problem]
    case 'blocked':
      return [{ ...accept, label: t.buttons.goOn }, complete]
    case 'unassigned':
    case 'done':
    case 'cancelled':
      return []
  }
}
