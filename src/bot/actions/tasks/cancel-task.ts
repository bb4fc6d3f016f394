import { isRefusal, type Refusal } from '../../../domain/shared/refusal.ts'
import { isOpen } from '../../../domain/tasks/plan-rules.ts'
import { type Task, taskRef } from '../../../domain/tasks/task.ts'
import { cancel } from '../../../domain/tasks/task-states.ts'
import { hours } from '../../i18n/numbers.ts'
import { plain } from '../../messenger.ts'
import { type ActionContext, declare, type Outcome, type Preview } from '../action.ts'
import { required } from '../slot.ts'
import { findTask, kept, mayPlan, revertChange, saveChange, tell } from './shared.ts'

interface Values {
  task: number
}

export const cancelTaskAction = declare({
  name: 'task.cancel',
  area: 'tasks',
  about: {
    zh: '取消一个不用做的任务。',
    en: 'Cancels a task that need not be done.',
  },
  words: {
    zh: ['取消任务', '删除任务', '删掉任务', '任务取消', '作废', '取消这个任务', '删除这个任务', '删掉这个任务'],
    en: ['cancel task', 'delete task', 'drop task'],
  },
  ways: [
    {
      pieces: [
        /取消掉?(?!归档|绑定|分配|指派|负责|依赖|申请)|(?:删除|删掉|删了|砍掉|去掉|撤掉|撤了|拿掉|关掉)(?!项目|依赖|工时)|(?:不用|不需要|不必)做了|不做了|不要了|作废/,
      ],
      needs: ['task'],
    },
    { pieces: [/不要/, /了/], needs: ['task'] },
    { pieces: [/\b(?:cancel|delete|drop|remove|scrap|kill)\b/], needs: ['task'] },
  ],
  noise:
    /不(?:用|需要|必)?做了|不要了|不需要了|这个任务|这项任务|这条任务|那个任务|任务|取消|删了|了?吧|掉|了|we don['’]t need(?: it)?|\b(?:please|the|task)\b/,
  examples: { zh: ['取消任务 T-3', 'T-3 作废'], en: ['cancel task T-3'] },
  slots: { task: required('task', { label: 'task' }) },
  scope: 'subject',
  permission: 'plan.edit',
  confirm: preview,
  undo: { revert: revertChange },
  run,
})

/** The task before and after. */
async function cancelled(context: ActionContext, id: number): Promise<{ before: Task; after: Task } | Refusal> {
  const before = await findTask(context, id)
  if (isRefusal(before)) return before
  const denied = mayPlan(context, before)
  if (denied) return denied
  const after = cancel(before)
  return isRefusal(after) ? after : { before, after }
}

/** Asked where others are concerned: whoever does it, and what waits for it. */
async function preview(context: ActionContext, { task }: Values): Promise<Preview | Refusal | undefined> {
  const result = await cancelled(context, task)
  if (isRefusal(result)) return result
  const { assigneeId, title } = result.before
  const followers = (await context.tx.tasks.followersOf([task])).filter(isOpen)
  const others = assigneeId !== undefined && assigneeId !== context.person.id
  if (!others && followers.length === 0) return undefined
  const { t } = context.speech
  const minutes = (await context.tx.hours.ofTask(task)).reduce((sum, entry) => sum + entry.minutes, 0)
  const lines = [
    others ? t.plan.inChargeIs(plain(context.people.get(assigneeId)?.name ?? t.someone)) : '',
    followers.length > 0 ? t.plan.noLongerWait(t.list(followers.map(named))) : '',
    minutes > 0 ? t.plan.keepsHours(hours(minutes)) : '',
  ]
  return {
    title: t.plan.cancelTitle(`${taskRef(task)} ${title}`),
    confirmLabel: t.plan.buttons.cancelTask,
    blocks: [{ kind: 'text', markdown: lines.filter((line) => line !== '').join('\n') }],
  }
}

const named = ({ id, title }: Task): string => `${taskRef(id)} ${plain(title)}`

async function run(context: ActionContext, values: Values): Promise<Outcome | Refusal> {
  const result = await cancelled(context, values.task)
  if (isRefusal(result)) return result
  const { before, after } = result
  const followers = await context.tx.tasks.followersOf([before.id])
  const change = await saveChange(context, { before: [before], after: [after] })
  const stored = kept(context, change)
  const name = named(before)
  return {
    ...stored,
    // What waited for it shows what it waits for.
    changed: [...(stored.changed ?? []), ...followers.map(({ id }) => taskRef(id))],
    answer: { kind: 'text', markdown: context.speech.t.plan.taskCancelled(name) },
    notices:
      before.assigneeId === undefined
        ? []
        : [tell(before.assigneeId, before, ({ t }) => t.plan.taskCancelledBy(context.person.name, name))],
  }
}
