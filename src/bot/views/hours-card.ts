/** What was logged in one go, with the question about its rest days until that is answered. */
import { type HourEntry, parseLoggingRef } from '../../domain/hours/hour-entry.ts'
import { taskRef } from '../../domain/tasks/task.ts'
import type { Block, Button, Card } from '../card/card.ts'
import { plain } from '../messenger.ts'
import { dayWords, entriesOf, isConfirmed, loggedWords, overtimeDates, restDayClauses } from './hours-words.ts'
import type { ViewContext } from './view.ts'

export async function hoursCard(context: ViewContext, ref: string): Promise<Card | undefined> {
  const logging = parseLoggingRef(ref)
  const task = logging && (await context.tx.tasks.byId(logging.taskId))
  if (!task) return undefined
  const { t } = context.speech
  const entries = await entriesOf(context, logging)
  if (entries.length === 0) {
    const text = `${taskRef(task.id)} ${plain(task.title)}`
    return {
      header: { text: t.loggingTakenBack, tone: 'muted', tag: taskRef(task.id) },
      summary: t.loggingTakenBack,
      blocks: [{ kind: 'text', markdown: text }],
    }
  }
  const { heading, below } = await loggedWords(context, task, entries)
  const overtime = entries.filter((entry) => entry.overtime)
  const asks = overtime.length > 0 && !(await isConfirmed(context, logging))
  return {
    header: { text: heading, tone: asks ? 'waiting' : 'success', tag: taskRef(task.id) },
    summary: heading,
    blocks: [
      ...(below.length > 0 ? [textBlock(below.map(plain).join('\n'))] : []),
      ...(asks ? question(context, overtime) : []),
      ...(!asks && overtime.length > 0 ? [textBlock(t.overtimeConfirmed(overtimeDates(overtime, context.today)))] : []),
    ],
  }
}

function textBlock(markdown: string): Block {
  return { kind: 'text', markdown }
}

/** 11-22 是休息日,按加班记录? [是] [改日期] */
function question(context: ViewContext, overtime: readonly HourEntry[]): Block[] {
  const { t } = context.speech
  const [first] = overtime
  const yes: Button = {
    label: t.buttons.yes,
    action: 'hours.overtime',
    args: first ? { entry: first.id } : {},
    style: 'primary',
  }
  const others = overtime.map(
    ({ id, workDate }): Button => ({
      label: overtime.length > 1 ? t.buttons.changeDayOf(dayWords(workDate, context)) : t.buttons.changeDay,
      action: 'hours.move',
      args: { entry: id },
    }),
  )
  return [textBlock(t.asOvertime(restDayClauses(context, overtime))), { kind: 'actions', buttons: [yes, ...others] }]
}
