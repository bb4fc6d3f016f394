import { isRefusal, type Refusal, refuse } from '../../../domain/shared/refusal.ts'
import { moveTask, planMove } from '../../../domain/tasks/plan-move.ts'
import type { PlanWarning } from '../../../domain/tasks/plan-rules.ts'
import { type Task, taskRef } from '../../../domain/tasks/task.ts'
import { assign } from '../../../domain/tasks/task-states.ts'
import type { ActionContext } from '../action.ts'
import { declare, type Outcome } from '../action.ts'
import { optional, required, type ValuesOf } from '../slot.ts'
import { decideTask, storeCreated } from './create-task.ts'
import { planOf } from './reschedule-task.ts'
import {
  assignmentNotice,
  findTask,
  kept,
  mayPlan,
  planTree,
  revertChange,
  saveChange,
  tell,
  warningLines,
} from './shared.ts'

const slots = {
  task: optional('task', { label: 'task' }),
  title: optional('text', { label: 'title', rest: true, name: true }),
  assignee: required('person', { label: 'assignee', words: ['给'] }),
  due: optional('date', { label: 'due' }),
  project: optional('project', { label: 'project' }),
}
type Values = ValuesOf<typeof slots>

export const assignTaskAction = declare({
  name: 'task.assign',
  area: 'tasks',
  about: {
    zh: '把任务派给某人；没有这个任务就新建一个再派。',
    en: 'Gives a task to somebody; an unknown title becomes a new task.',
  },
  words: { zh: ['派给', '分配给', '指派给', '交给', '转给', '派发', '指派', '分配'], en: ['assign'] },
  ways: [
    { pieces: [/给(?!我)|让(?!我)|请(?!我)|叫(?!我)|交由|由|找|安排|辛苦|麻烦/], needs: ['task', 'assignee'] },
    {
      pieces: [
        /(?:派|分|指派|分配|分派|转派|改派|委派|交|转|转手|移交|丢|扔|甩|抛|安排|划|发)(?:回|还)?给|归(?![档类入到])|->|→|=>|:(?!\d)/,
      ],
      needs: ['task', 'assignee'],
    },
    {
      pieces: [
        /安排|让|请|叫|麻烦|由|找/,
        /来?(?:做完?|写|画|弄|搞|出|改|拍|剪|设计|处理|跟进|接手|负责|准备|整理)(?:一(?:版|个|份|张|套|篇|条|下))?/,
      ],
      needs: ['assignee', 'task|title'],
    },
    {
      pieces: [/(?:负责人?|owner|执行人|责任人|承办人)(?:改|换|设|填|写|定|更新|调整)?(?:成|为|是|给|:)?/],
      needs: ['assignee', 'task'],
    },
    {
      pieces: [/改派|转派|委派|分派|派到|派|分给|分到|分|换人|换成?|换给|改给|改成|改为|改|转|交/],
      needs: ['assignee', 'task'],
    },
    { pieces: [/安排到|放到|派到|调到|加到/], needs: ['assignee', 'task'] },
    { pieces: [/分给|改派给?|转派给?|委派给?|分派给?|交给|丢给|扔给|甩给/], needs: ['assignee', 'title'] },
    { pieces: [/来?负责|接手|接一下|跟进|承接|牵头|来接|来做?/], needs: ['assignee', 'task'] },
    { pieces: [/派出去|分出去|派一下|安排出去|分派一下/], needs: ['task'] },
    { pieces: [/\b(?:give|hand|pass|reassign|delegate)\b/, /\bto\b/], needs: ['assignee', 'task|title'] },
    { pieces: [/\b(?:let|have|put|get)\b|\bgoes? to\b|\bowner\b/], needs: ['assignee', 'task'] },
  ],
  noise:
    /负责人|来?做完?|来?负责(?:到底)?|到底|上|接手|接一下|承接|牵头|来|跟|跟进|处理|要看?初稿|交初稿|初稿|要交?|交付?|完成|截止|截至|到货|弄好|搞定|换人|改|里的|去做|出图|给到?我?|以后|尽快|赶紧|马上|等下|还是|就|辛苦|\bover\b|\bdue\b|\bby\b|\bback\b|\bhandle\b|\bdeadline\b|\bon\b|\btakes?\b/,
  oneOf: ['task', 'title'],
  corrects: ['task.create', 'task.assign'],
  examples: { zh: ['把 T-3 派给赵倩', '把 详情页文案 派给韩梅 周五前'], en: ['assign T-3 to 赵倩'] },
  slots,
  scope: 'project',
  permission: 'plan.edit',
  confirm: 'none',
  undo: { revert: revertChange },
  run,
})

/** An unknown title is a new task, made and given in one go; the answer says so. */
async function run(context: ActionContext, values: Values): Promise<Outcome | Refusal> {
  if (values.task !== undefined) return assignExisting(context, values.task, values)
  if (values.title === undefined) return refuse('TASK.NOT_FOUND', { ref: '' })
  const created = await decideTask(
    context,
    { title: values.title, assignee: values.assignee, ...(values.due ? { due: values.due } : {}) },
    await planTree(context),
  )
  if (isRefusal(created)) return created
  return storeCreated(context, created)
}

async function assignExisting(context: ActionContext, id: number, values: Values): Promise<Outcome | Refusal> {
  const task = await findTask(context, id)
  if (isRefusal(task)) return task
  const denied = mayPlan(context, task)
  if (denied) return denied
  const assignee = context.people.get(values.assignee)
  if (!assignee) return refuse('PERSON.NOT_FOUND', { name: values.assignee })
  const assigned = assign(task, assignee, context.person.id)
  if (isRefusal(assigned)) return assigned
  const dated = await withDue(context, assigned, values.due)
  if (isRefusal(dated)) return dated
  const { after, warnings } = dated
  const change = await saveChange(context, { before: [task], after: [after] })
  return {
    ...kept(context, change),
    answer: {
      kind: 'object',
      ref: taskRef(id),
      view: 'task',
      note: [context.speech.t.assigned(taskRef(id), assignee.name), warningLines(context, warnings)]
        .filter((line) => line !== '')
        .join('\n'),
    },
    notices: [...assignmentNotice(after), ...tellFormer(context, task)],
  }
}

/** A date said beside the assignee is a change of plan by the same rules; what waits for the task is named, not moved. */
async function withDue(
  context: ActionContext,
  task: Task,
  due: Values['due'],
): Promise<{ after: Task; warnings: readonly PlanWarning[] } | Refusal> {
  if (due === undefined || due === task.due) return { after: task, warnings: [] }
  const planned = planMove(task, { due }, await planOf(context), false)
  if (isRefusal(planned)) return planned
  const [own] = planned.moves
  return { after: own ? moveTask(task, own.after) : task, warnings: planned.warnings }
}

function tellFormer(context: ActionContext, task: Task): NonNullable<Outcome['notices']>[number][] {
  if (!task.assigneeId) return []
  return [tell(task.assigneeId, task, ({ t }) => t.takenBack(taskRef(task.id), task.title, context.person.name))]
}
