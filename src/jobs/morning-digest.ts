import { speechFor } from '../bot/i18n/speech.ts'
import { plain } from '../bot/messenger.ts'
import { reach } from '../bot/pipeline/base-context.ts'
import { sendText } from '../bot/pipeline/outgoing.ts'
import { taskDates } from '../bot/views/task-card.ts'
import { approvalRef } from '../domain/approvals/approval.ts'
import type { Person } from '../domain/people/person.ts'
import { nextWorkingDay, sameOrNextWorkingDay, type WorkCalendar } from '../domain/shared/calendar.ts'
import { instantOf, localDateOf } from '../domain/shared/zone.ts'
import { isLate } from '../domain/tasks/progress.ts'
import { type Task, taskRef } from '../domain/tasks/task.ts'
import type { Job, JobSetting } from './job.ts'

/** Not on the full hour: platforms throttle then. */
const TIME = '09:10'

/** Working days 09:10: what is due or overdue, and which approvals wait. Nothing to say means no message. */
export function morningDigest(calendar: WorkCalendar, zone: string): Job {
  return {
    name: 'morning-digest',
    next(after) {
      const today = localDateOf(after, zone)
      const due = instantOf(sameOrNextWorkingDay(calendar, today), TIME, zone)
      return due > after ? due : instantOf(nextWorkingDay(calendar, today), TIME, zone)
    },
    period: (due) => localDateOf(due, zone),
    async run(setting) {
      for (const person of setting.people.values()) await digestFor(setting, person)
      return undefined
    },
  }
}

async function digestFor(setting: JobSetting, person: Person): Promise<void> {
  const to = reach(person, setting.platforms)
  if (!to) return
  const speech = speechFor(person.locale)
  const tasks = (await setting.tx.tasks.openOf(person.id)).filter(
    ({ due }) => due !== undefined && due <= setting.today,
  )
  const approvals = await setting.tx.approvals.waitingFor(person.id)
  if (tasks.length === 0 && approvals.length === 0) return
  const line = (task: Task) => `- ${taskRef(task.id)} ${plain(task.title)} · ${taskDates(task, speech)}`
  const late = tasks.filter((task) => isLate(task, setting.today))
  const today = tasks.filter((task) => !isLate(task, setting.today))
  const waiting = approvals.map((one) => `- ${approvalRef(one.id)} ${plain(one.purpose)}`)
  await sendText(setting, to, speech.t.digest(late.map(line), today.map(line), waiting))
}
