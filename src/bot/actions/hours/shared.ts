/** What the actions on hours share: which entry is meant, and what is offered where a decimal point slipped. */
import { type HourEntry, loggingRef } from '../../../domain/hours/hour-entry.ts'
import { MAX_DAYS_BACK } from '../../../domain/hours/log-hours.ts'
import { addDays, type LocalDate } from '../../../domain/shared/local-date.ts'
import { type Refusal, refuse } from '../../../domain/shared/refusal.ts'
import { taskRef } from '../../../domain/tasks/task.ts'
import { tenths } from '../../i18n/numbers.ts'
import { sayFor } from '../../pipeline/say.ts'
import type { ActionContext, Outcome } from '../action.ts'
import type { Args } from '../slot.ts'

export interface Wanted {
  /** Known from a button. */
  entry?: string | undefined
  task?: number | undefined
  date?: LocalDate | undefined
}

/**
 * The own entries that may be meant: the one of a button, those of the day named, else those logged last, of the task
 * if one is named. Never empty. Refuses with HOURS.NOT_FOUND.
 */
export async function findEntries(context: ActionContext, wanted: Wanted): Promise<readonly HourEntry[] | Refusal> {
  const { tx, person, today } = context
  if (wanted.entry !== undefined) {
    const entry = await tx.hours.byId(wanted.entry)
    return entry ? [entry] : refuse('HOURS.NOT_FOUND', {})
  }
  const own = await tx.hours.ofPerson(person.id, addDays(today, -MAX_DAYS_BACK), today)
  const { task, date } = wanted
  const fitting = own.filter(
    (entry) => (task === undefined || entry.taskId === task) && (date === undefined || entry.workDate === date),
  )
  if (fitting.length > 0) return date === undefined ? loggedLast(fitting) : fitting
  return refuse('HOURS.NOT_FOUND', {
    ...(task === undefined ? {} : { ref: taskRef(task) }),
    ...(date === undefined ? {} : { date }),
  })
}

function loggedLast(entries: readonly HourEntry[]): readonly HourEntry[] {
  const last = Math.max(...entries.map(({ loggedAt }) => loggedAt.getTime()))
  return entries.filter(({ loggedAt }) => loggedAt.getTime() === last)
}

/** Whatever shows an entry: its task's card and the card of its logging. */
export const shownBy = (entry: HourEntry): readonly string[] => [taskRef(entry.taskId), loggingRef(entry)]

/**
 * 未保存: … 是否想记 2.3h? The refusal with the likelier time as a button, which runs `action` with `args`. Nothing is
 * changed, and the audit has the refusal as it has every other.
 */
export async function offerInstead(
  context: ActionContext,
  refusal: Refusal,
  minutes: number,
  button: { action: string; args: Args },
): Promise<Outcome> {
  const { speech, people, today, zone, project } = context
  await context.audit({
    event: button.action,
    outcome: 'failure',
    detail: { code: refusal.code },
    ...(project ? { projectId: project.id } : {}),
  })
  const text = speech.refusal(refusal, sayFor(speech, people, today, zone))
  const label = speech.t.buttons.logInstead(tenths(minutes))
  return {
    answer: {
      kind: 'card',
      card: {
        header: { text, tone: 'warning' },
        summary: text,
        blocks: [{ kind: 'actions', buttons: [{ label, style: 'primary', ...button }] }],
      },
    },
  }
}
