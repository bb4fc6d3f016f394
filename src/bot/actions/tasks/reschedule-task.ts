import { formatDay } from '../../../domain/shared/local-date.ts'
import { isRefusal, type Refusal } from '../../../domain/shared/refusal.ts'
import type { Move } from '../../../domain/tasks/follower-moves.ts'
import { type MoveChange, moveTask, type Plan, type PlannedMove, planMove } from '../../../domain/tasks/plan-move.ts'
import { type Task, taskRef } from '../../../domain/tasks/task.ts'
import type { Speech } from '../../i18n/speech.ts'
import { plain } from '../../messenger.ts'
import { taskDates } from '../../views/task-card.ts'
import { type ActionContext, declare, type Notice, type Outcome, type Preview, projectOf } from '../action.ts'
import { optional, required, type ValuesOf, workingDaysOf } from '../slot.ts'
import {
  findTask,
  kept,
  mayPlan,
  planTree,
  revertChange,
  type Sentence,
  saveChange,
  tell,
  warningLines,
} from './shared.ts'

const slots = {
  task: required('task', { label: 'task' }),
  period: optional('range', { label: 'period' }),
  due: optional('date', { label: 'due' }),
  /** `再推两天`: working days later. */
  shift: optional('span', { label: 'shift', backwards: ['提前', '提早', '早', '往前', '前移', 'forward', 'earlier'] }),
  /** `all` moves the followers along, `one` leaves them; set by the preview's buttons. */
  reach: optional('text', { label: 'reach' }),
}
type Values = ValuesOf<typeof slots>

export const rescheduleTaskAction = declare({
  name: 'task.reschedule',
  area: 'tasks',
  about: {
    zh: '改任务的日期；会推动别的任务时先给预览。',
    en: 'Moves a task; shows a preview first if others would move with it.',
  },
  words: {
    zh: ['改期', '改期到', '推迟到', '提前到', '改到', '延期到', '推迟', '延期', '顺延'],
    en: ['reschedule', 'move'],
  },
  ways: [
    {
      pieces: [
        /(?:截止(?:时间|日期)?|交付时间|时间|日期|交期|排期|工期|deadline|ddl|due date)?(?:往后|往前|向后|向前)?(?:改期?|调整?|推迟?|延(?:期|后|长|迟)?|顺延|挪|移|提前|提|宽限|放宽|缩短|定|拖|赶)(?:到|至|为|成|回|在)/,
      ],
      needs: ['due|period'],
    },
    { pieces: [/(?:改期|推迟|延期|延后|顺延|提前|调整|改)/], needs: ['task', 'due|period'] },
    {
      pieces: [
        /(?:再|往后|向后|还要|多)*(?:推迟|延期|延后|延长|顺延|推后|后延|后推|推|延|挪|拖|顺|宽限|晚|加(?!班)|再给|多给)/,
      ],
      needs: ['task', 'shift'],
    },
    { pieces: [/(?:往前|向前)?(?:提前|提早|前移|赶|提|早)|往前/], needs: ['task', 'shift'] },
    {
      pieces: [
        /最晚|最迟|之?前要|(?:就)?要(?=[,，。!]|$)|要交付?|交付?(?:就行|就好|就可以了?|即可|就)?|之?前给我|截止/,
      ],
      needs: ['task', 'due'],
    },
    {
      pieces: [/\b(?:push|postpone|delay|move|shift|reschedule|bring|extend)\b(?: back)?/],
      needs: ['due|period|shift'],
    },
    { pieces: [/\b(?:now )?runs?\b/], needs: ['period'] },
    { pieces: [/\bchange\b/], needs: ['task', 'due|period'] },
    { pieces: [/\bgive\b/, /\bmore\b/], needs: ['task', 'shift'] },
  ],
  noise:
    /截止(?:时间|日期)?|交付时间|交期|排期|的?时间|日期|deadline|ddl|due date|完成|结束|之?前|下班|交付?|给我|改一下|提一下|再|还是|又|往后|往前|搞不定|来不及|做不完|交不了|赶不上|不行|完不成|原定|原来|本来|尽快|就|都|并|\b(?:back|until|till|to|it|the|from|by|forward|now|of|up|more|three)\b/,
  corrects: ['task.create', 'task.assign', 'task.reschedule', 'milestone.create'],
  examples: {
    zh: ['T-1 改期到 12月1日', '主视觉设计 推迟到12月1日完成', '推迟 T-1 2个工作日'],
    en: ['reschedule T-1 12-01'],
  },
  slots,
  scope: 'subject',
  permission: 'plan.edit',
  confirm: preview,
  undo: { revert: revertChange },
  run,
})

function changeOf({ period, due, shift }: Values): MoveChange {
  if (period) return { start: period.start, due: period.end }
  if (due) return { due }
  if (!shift) return {}
  return { shiftWorkingDays: workingDaysOf(shift) }
}

async function plan(
  context: ActionContext,
  values: Values,
  alsoFollowers: boolean,
): Promise<{ task: Task; tasks: readonly Task[]; planned: PlannedMove } | Refusal> {
  const task = await findTask(context, values.task)
  if (isRefusal(task)) return task
  const denied = mayPlan(context, task)
  if (denied) return denied
  const whole = await planOf(context)
  const planned = planMove(task, changeOf(values), whole, alsoFollowers)
  return isRefusal(planned) ? planned : { task, tasks: whole.tasks, planned }
}

/** The plan of the whole tree that the context's project belongs to. */
export async function planOf(context: ActionContext): Promise<Plan> {
  const { tasks } = await planTree(context)
  const project = projectOf(context)
  const top = project.parentId === undefined ? project : ((await context.tx.projects.byId(project.parentId)) ?? project)
  return { tasks, calendar: context.calendar, project: top, today: context.today }
}

/**
 * Asked only where followers would have to move, a milestone gets late, or the date is beyond the project's end: then
 * more changes than was said, or another year was meant.
 */
async function preview(context: ActionContext, values: Values): Promise<Preview | Refusal | undefined> {
  if (values.reach !== undefined) return undefined
  const result = await plan(context, values, true)
  if (isRefusal(result)) return result
  const { task, tasks, planned } = result
  const beyond = planned.warnings.some(({ kind }) => kind === 'after_project')
  if (planned.followers.length === 0 && planned.milestonesLate.length === 0 && !beyond) return undefined
  const { t } = context.speech
  const lines = planned.moves.map((move) => moveLine(context.speech, move, tasks))
  const late = planned.milestonesLate.map(({ taskId, days }) => {
    const milestone = tasks.find(({ id }) => id === taskId)
    return `⚠ ${t.milestoneLate(taskRef(taskId), plain(milestone?.title ?? ''), milestone?.due ? formatDay(milestone.due, context.today, context.speech.locale) : '', days)}`
  })
  const only =
    planned.followers.length > 0 ? [{ label: t.buttons.onlyThis(taskRef(task.id)), args: { reach: 'one' } }] : []
  return {
    title: t.previewOf(taskRef(task.id), task.title),
    confirmLabel: planned.followers.length > 0 ? t.buttons.moveAll : t.buttons.confirm,
    alternatives: only,
    blocks: [
      {
        kind: 'text',
        markdown: [...lines, ...late, warningLines(context, planned.warnings)].filter((line) => line !== '').join('\n'),
      },
    ],
  }
}

function moveLine(speech: Speech, { taskId, before, after }: Move, tasks: readonly Task[]): string {
  const title = tasks.find(({ id }) => id === taskId)?.title ?? ''
  return `${taskRef(taskId)} ${plain(title)}: ${taskDates(before, speech)} → **${taskDates(after, speech)}**`
}

async function run(context: ActionContext, values: Values): Promise<Outcome | Refusal> {
  const result = await plan(context, values, values.reach !== 'one')
  if (isRefusal(result)) return result
  const { tasks, planned } = result
  const before = planned.moves.flatMap(({ taskId }) => tasks.filter(({ id }) => id === taskId))
  const after = before.map((task) =>
    moveTask(task, planned.moves.find(({ taskId }) => taskId === task.id)?.after ?? task),
  )
  const change = { before, after }
  await saveChange(context, change)
  const lines = planned.moves.map((move) => moveLine(context.speech, move, tasks))
  return {
    ...kept(context, change),
    answer: {
      kind: 'text',
      markdown: [context.speech.t.rescheduled, ...lines, warningLines(context, planned.warnings)]
        .filter((line) => line !== '')
        .join('\n'),
    },
    notices: movedNotices(context, planned, after),
  }
}

/** Everybody whose dates moved hears of it once, with all own moves. */
function movedNotices(context: ActionContext, planned: PlannedMove, after: readonly Task[]): Notice[] {
  const people = new Set(after.flatMap(({ assigneeId }) => (assigneeId ? [assigneeId] : [])))
  return [...people].map((personId) => {
    const own = planned.moves.filter(({ taskId }) =>
      after.some((task) => task.id === taskId && task.assigneeId === personId),
    )
    const text: Sentence = (speech) =>
      [speech.t.movedBy(context.person.name), ...own.map((move) => moveLine(speech, move, after))].join('\n')
    return tell(personId, { id: own[0]?.taskId ?? 0 }, text)
  })
}
