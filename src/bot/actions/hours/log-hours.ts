import type { HourEntry } from '../../../domain/hours/hour-entry.ts'
import { logHours, removeHours, minutesOf as totalMinutes } from '../../../domain/hours/log-hours.ts'
import { formatDate, startOfIsoWeek } from '../../../domain/shared/local-date.ts'
import { isRefusal, type Refusal, refuse } from '../../../domain/shared/refusal.ts'
import { taskRef } from '../../../domain/tasks/task.ts'
import { hours } from '../../i18n/numbers.ts'
import { plain } from '../../messenger.ts'
import { type ActionContext, declare, type Outcome, projectOf, type Reverted } from '../action.ts'
import { minutesOf, optional, required, type ValuesOf } from '../slot.ts'
import { findTask } from '../tasks/shared.ts'

const slots = {
  task: required('task', { label: 'task' }),
  duration: required('span', { label: 'hoursWorked' }),
  date: optional('date', { label: 'workDate' }),
}
type Values = ValuesOf<typeof slots>

export const logHoursAction = declare({
  name: 'hours.log',
  area: 'hours',
  words: { zh: ['登记工时', '记工时', '报工时', '填工时', '工时', '登记'], en: ['log hours', 'log'] },
  examples: { zh: ['登记工时 T-1 3小时', '登记工时 主视觉设计 昨天 2.5h'], en: ['log hours T-1 3h'] },
  slots,
  scope: 'subject',
  permission: 'hours.log_own',
  confirm: 'none',
  undo: { revert },
  run,
})

async function run(context: ActionContext, values: Values): Promise<Outcome | Refusal> {
  const task = await findTask(context, values.task)
  if (isRefusal(task)) return task
  if (context.person.role === 'vendor' && task.assigneeId !== context.person.id)
    return refuse('TASK.NOT_FOUND', { ref: taskRef(values.task) })
  const workDate = values.date ?? context.today
  const minutes = minutesOf(values.duration)
  const { tx, person, now, today, calendar, ids } = context
  const entriesOfDay = await tx.hours.ofDay(person.id, workDate)
  const entry = logHours({ person, task, workDate, minutes }, { entriesOfDay, calendar, today, now, id: ids.next() })
  if (isRefusal(entry)) return entry
  await tx.hours.save(entry)
  return {
    answer: { kind: 'text', markdown: sentence(context, entry, task.title, totalMinutes([...entriesOfDay, entry])) },
    record: { objectRef: taskRef(task.id), projectId: projectOf(context).id, after: entry },
    undo: { objectRef: taskRef(task.id), payload: { entryId: entry.id } },
    changed: [taskRef(task.id)],
  }
}

function sentence({ speech, calendar }: ActionContext, entry: HourEntry, title: string, dayTotal: number): string {
  const { t, locale } = speech
  const lines = [
    t.hoursLogged(
      taskRef(entry.taskId),
      plain(title),
      formatDate(entry.workDate, locale),
      hours(entry.minutes),
      hours(dayTotal),
    ),
  ]
  if (entry.overtime) lines.push(t.overtime(calendar.holidayName(entry.workDate) ?? t.restDay))
  return lines.join('\n')
}

async function revert(context: ActionContext, payload: unknown): Promise<Reverted | Refusal> {
  const { entryId } = payload as { entryId: string }
  const entry = await context.tx.hours.byId(entryId)
  if (!entry) return refuse('HOURS.NOT_FOUND', {})
  const removed = removeHours(entry, context.person.id, { today: context.today, now: context.now })
  if (isRefusal(removed)) return removed
  await context.tx.hours.save(removed.entry)
  await context.tx.hours.saveRevision(removed.revision)
  const ref = taskRef(entry.taskId)
  return { sentence: context.speech.t.hoursTakenBack(ref, hours(entry.minutes)), changed: [ref] }
}

export const myHoursAction = declare({
  name: 'hours.mine',
  area: 'hours',
  words: { zh: ['我的工时', '本周工时', '工时汇总'], en: ['my hours', 'hours'] },
  examples: { zh: ['我的工时'], en: ['my hours'] },
  slots: {},
  scope: 'none',
  permission: 'talk',
  confirm: 'none',
  undo: 'none',
  run: mine,
})

async function mine(context: ActionContext): Promise<Outcome> {
  const { t, locale } = context.speech
  const from = startOfIsoWeek(context.today)
  const entries = await context.tx.hours.ofPerson(context.person.id, from, context.today)
  if (entries.length === 0) return { answer: { kind: 'text', markdown: t.noHours } }
  const rows = await Promise.all(
    entries.map(async (entry) => {
      const task = await context.tx.tasks.byId(entry.taskId)
      return [
        formatDate(entry.workDate, locale),
        `${taskRef(entry.taskId)} ${plain(task?.title ?? '')}`,
        `${hours(entry.minutes)}h`,
      ]
    }),
  )
  return {
    answer: {
      kind: 'card',
      card: {
        header: { text: t.hoursThisWeek(context.person.name), tone: 'info', tag: `${hours(totalMinutes(entries))}h` },
        summary: t.hoursThisWeek(context.person.name),
        blocks: [{ kind: 'table', columns: [t.labels.workDate, t.labels.task, t.labels.hours], rows }],
      },
    },
  }
}
