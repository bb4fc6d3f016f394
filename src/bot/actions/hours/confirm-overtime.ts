/** `是` to "11-22 是休息日,按加班记录?": the entries are overtime already; this keeps that their author said so. */
import { loggingRef } from '../../../domain/hours/hour-entry.ts'
import { isRefusal, type Refusal, refuse } from '../../../domain/shared/refusal.ts'
import { taskRef } from '../../../domain/tasks/task.ts'
import { entriesOf, isConfirmed, OVERTIME_EVENT, overtimeDates } from '../../views/hours-words.ts'
import { type ActionContext, declare, type Outcome } from '../action.ts'
import { optional, type ValuesOf } from '../slot.ts'
import { findEntries } from './shared.ts'

const slots = {
  /** One of the entries that were logged together; set by buttons. */
  entry: optional('text', { label: 'number' }),
}

export const confirmOvertimeAction = declare({
  name: OVERTIME_EVENT,
  area: 'hours',
  about: {
    zh: '确认休息日的工时按加班记录。',
    en: 'Confirms that hours of a rest day are overtime.',
  },
  words: { zh: ['按加班记录', '确认加班'], en: ['confirm overtime'] },
  examples: { zh: ['按加班记录'], en: ['confirm overtime'] },
  slots,
  scope: 'none',
  permission: 'talk',
  offeredWith: 'hours.log_own',
  confirm: 'none',
  // Taking "yes" back would change nothing; 撤销 goes on to mean the logging itself.
  undo: 'none',
  run,
})

async function run(context: ActionContext, values: ValuesOf<typeof slots>): Promise<Outcome | Refusal> {
  const found = await findEntries(context, values)
  if (isRefusal(found)) return found
  const [entry] = found
  if (!entry) return refuse('HOURS.NOT_FOUND', {})
  if (entry.personId !== context.person.id) return refuse('HOURS.NOT_YOURS', { personId: entry.personId })
  const overtime = (await entriesOf(context, entry)).filter((one) => one.overtime)
  if (overtime.length === 0) return refuse('HOURS.NOT_FOUND', {})
  const ref = loggingRef(entry)
  const note = context.speech.t.overtimeConfirmed(overtimeDates(overtime, context.today))
  const known = await isConfirmed(context, entry)
  return {
    answer: { kind: 'object', ref, view: 'hours', note },
    ...(known
      ? {}
      : {
          record: { objectRef: taskRef(entry.taskId), projectId: entry.projectId, detail: { logging: ref } },
          changed: [ref],
        }),
  }
}
