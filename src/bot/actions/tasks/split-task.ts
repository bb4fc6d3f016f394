import { projectRef } from '../../../domain/projects/project.ts'
import { isRefusal, type Refusal, refuse } from '../../../domain/shared/refusal.ts'
import { type Task, taskRef } from '../../../domain/tasks/task.ts'
import { plain } from '../../messenger.ts'
import { readSlots, wholeLine } from '../../understand/read-slots.ts'
import { taskDates } from '../../views/task-card.ts'
import { type ActionContext, declare, type Outcome, type Preview, projectOf } from '../action.ts'
import { decodeArgs, optional, required } from '../slot.ts'
import { decideTask, type TaskValues, taskSlots } from './create-task.ts'
import { assignmentNotice, kept, planTree, revertChange, saveChange, type TaskChange, warningLines } from './shared.ts'

const MOST = 20
const UNASKED = 5

export const splitTaskAction = declare({
  name: 'task.split',
  area: 'tasks',
  about: {
    zh: '一次建一批任务，一行一个。',
    en: 'Makes several tasks at once, one per line.',
  },
  words: { zh: ['拆任务', '拆分任务', '批量建任务'], en: ['split tasks', 'new tasks'] },
  ways: [
    {
      pieces: [
        /(?:拆|拆分|拆解)(?:一下|下)?(?:成)?(?:几个|多个|这些|以下)?任务|任务(?:拆解|拆分)|批量(?:新建|创建|建|加|添加)(?:一下)?任务|按(?:这个|下面|以下)拆/,
      ],
      needs: [],
    },
    {
      pieces: [
        /\b(?:split|break)(?: it| this)?(?: down)?(?: into)? tasks\b|\badd these tasks\b|\bbulk (?:create|add) tasks\b/,
      ],
      needs: [],
    },
  ],
  examples: {
    zh: ['拆任务: 主视觉设计 赵倩 11.24-11.27; 主会场页面 周涛 3个工作日 依赖 主视觉设计'],
    en: ['split tasks: Key visual 赵倩 11.24-11.27; Landing page 周涛 3个工作日 依赖 Key visual'],
  },
  slots: {
    items: required('text', { label: 'items', rest: true, long: true, list: true }),
    project: optional('project', { label: 'project' }),
  },
  scope: 'project',
  permission: 'plan.edit',
  confirm: preview,
  undo: { revert: revertChange },
  run,
})

const linesOf = (items: string): string[] =>
  items
    .split(/[;\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** More than five objects at once are shown before they exist. */
async function preview({ speech }: ActionContext, { items }: { items: string }): Promise<Preview | undefined> {
  const lines = linesOf(items)
  if (lines.length <= UNASKED || lines.length > MOST) return undefined
  const list = lines.map((line, index) => `${index + 1}. ${plain(line)}`).join('\n')
  return {
    title: speech.t.willCreate(lines.length),
    confirmLabel: speech.t.buttons.create,
    blocks: [{ kind: 'text', markdown: list }],
  }
}

/** All or none: the first line that cannot be made refuses the whole list, before anything is stored. */
async function run(context: ActionContext, { items }: { items: string }): Promise<Outcome | Refusal> {
  const lines = linesOf(items)
  if (lines.length > MOST)
    return refuse('INPUT.UNREADABLE', {
      field: context.speech.t.labels.items,
      text: context.speech.t.tooMany(lines.length, MOST),
    })
  const tree = await planTree(context)
  const known: Task[] = [...tree.tasks]
  const made: Task[] = []
  const warnings: string[] = []
  for (const line of lines) {
    const values = await readLine(context, line, known)
    if (isRefusal(values)) return values
    const created = await decideTask(context, values, { ...tree, tasks: known })
    if (isRefusal(created)) return created
    known.push(created.task)
    made.push(created.task)
    warnings.push(warningLines(context, created.warnings))
  }
  return outcome(
    context,
    await saveChange(context, { before: [], after: made }),
    warnings.filter((line) => line !== ''),
  )
}

async function readLine(context: ActionContext, line: string, known: readonly Task[]): Promise<TaskValues | Refusal> {
  const reading = readSlots(taskSlots, wholeLine(line), {
    now: context.now,
    today: context.today,
    zone: context.zone,
    calendar: context.calendar,
    intent: 'plan',
    people: [...context.people.values()],
    speaker: context.person.id,
    mentions: [],
    tasks: known.map(({ id, title }) => ({ id, title })),
    projects: [],
  })
  if (reading.problem) return reading.problem
  if (reading.leftover)
    return refuse('INPUT.UNREADABLE', { field: context.speech.t.labels.title, text: reading.leftover })
  const [ambiguity] = reading.ambiguities
  if (ambiguity)
    return refuse('PERSON.AMBIGUOUS', {
      name: ambiguity.spoken,
      candidateIds: ambiguity.options.map(({ value }) => value),
    })
  const decoded = decodeArgs(taskSlots, reading.args)
  if (!decoded.ok) return refuse('INPUT.UNREADABLE', { field: context.speech.t.labels.title, text: line })
  return decoded.values as TaskValues
}

function outcome(context: ActionContext, change: TaskChange, warnings: readonly string[]): Outcome {
  const made = change.after
  const { t } = context.speech
  const project = projectOf(context)
  const rows = made.map((task) => [
    taskRef(task.id),
    plain(task.title),
    task.assigneeId ? plain(context.people.get(task.assigneeId)?.name ?? '') : t.nobody,
    taskDates(task, context.speech) +
      (task.dependsOn.length > 0 ? ` ${t.afterTasks(t.list(task.dependsOn.map(taskRef)))}` : ''),
  ])
  return {
    ...kept(context, change),
    changed: [],
    notices: made.flatMap(assignmentNotice),
    answer: {
      kind: 'card',
      card: {
        header: { text: t.createdTasks(made.length), tone: 'success', tag: projectRef(project.id) },
        summary: `${t.createdTasks(made.length)}: ${made.map(({ id }) => taskRef(id)).join(' ')}`,
        blocks: [
          { kind: 'table', columns: [t.labels.number, t.labels.title, t.labels.assignee, t.labels.when], rows },
          ...(warnings.length > 0 ? [{ kind: 'text' as const, markdown: warnings.join('\n') }] : []),
          {
            kind: 'actions',
            buttons: [{ label: t.buttons.gantt, action: 'project.gantt', args: { project: String(project.id) } }],
          },
        ],
      },
    },
  }
}
