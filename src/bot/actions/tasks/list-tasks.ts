/** 任务列表 · 谁逾期了 · 本周任务: the tasks of a project, or in private of all the asker's projects. */
import { projectRef } from '../../../domain/projects/project.ts'
import type { LocalDate } from '../../../domain/shared/local-date.ts'
import { isRefusal, type Refusal } from '../../../domain/shared/refusal.ts'
import { isOpen } from '../../../domain/tasks/plan-rules.ts'
import { isLate } from '../../../domain/tasks/progress.ts'
import { type Task, taskRef } from '../../../domain/tasks/task.ts'
import { weekOf } from '../../../domain/tasks/workload.ts'
import type { Block } from '../../card/card.ts'
import { plain } from '../../messenger.ts'
import { taskDates } from '../../views/task-card.ts'
import { type ActionContext, declare, type Outcome } from '../action.ts'
import { optional, type ValuesOf } from '../slot.ts'
import { visibleProjects, visibleTasks } from './visible-projects.ts'

type Filter = 'late' | 'open' | 'done' | 'due_this_week' | 'unassigned'

/** The first word of each language is the filter's name; verbs such as 逾期任务 are among them, so that they filter, too. */
const FILTERS: readonly { value: Filter; zh: readonly string[]; en: readonly string[] }[] = [
  {
    value: 'late',
    zh: ['逾期', '谁逾期了', '逾期任务', '已逾期', '延期的', '延期', '延误', '拖期', '超期', '过期', '晚了', '拖了'],
    en: ['overdue', 'late'],
  },
  {
    value: 'open',
    zh: ['未完成', '没完成', '未做完', '没做完', '没做的', '进行中', '在做的', '没弄完', '没搞完', '没干', '没干完'],
    en: ['open', 'unfinished'],
  },
  {
    value: 'done',
    zh: ['已完成', '完成了', '搞定的', '搞定', '搞定了', '完成的', '做完的', '做完了'],
    en: ['done', 'finished', 'completed'],
  },
  {
    value: 'due_this_week',
    zh: ['本周到期', '快到期', '本周任务', '这周任务', '这周到期', '本周要交', '这周要交', '本周', '这周', '这个星期'],
    en: ['due this week', 'this week'],
  },
  {
    value: 'unassigned',
    zh: [
      '未指派',
      '未指派任务',
      '没人做',
      '没人负责',
      '没人接',
      '未分配',
      '没分配',
      '没派出去',
      '未派',
      '没派',
      '没安排',
      '没安排人',
      '待指派',
      '没有负责人',
    ],
    en: ['unassigned', 'nobody'],
  },
]

const slots = {
  project: optional('project', { label: 'project' }),
  person: optional('person', { label: 'assignee' }),
  filter: optional('choice', { label: 'filter', choices: FILTERS }),
}

export const listTasksAction = declare({
  name: 'task.list',
  area: 'tasks',
  about: {
    zh: '列出项目或某人的任务，可只看逾期、本周到期、未指派的。',
    en: 'Lists the tasks of a project or a person; late, due this week or unassigned only if you like.',
  },
  words: {
    zh: [
      '任务列表',
      '任务清单',
      '项目任务',
      '所有任务',
      '全部任务',
      '谁逾期了',
      '逾期任务',
      '逾期',
      '本周任务',
      '未指派任务',
      '未完成任务',
      '已完成任务',
    ],
    en: ['list tasks', 'tasks', 'overdue', 'overdue tasks'],
  },
  ways: [
    { pieces: [/的?任务|的?活儿?|的?工作|的?事情?/], needs: ['filter|person|project'] },
    {
      pieces: [
        /(?<!我的)(?:哪些|什么|啥|多少|几个)(?:任务|活儿?)|(?<!我的)任务(?:有哪些|清单|列表|一览|总表|都有)|(?:列|看|查).{0,4}(?:全部|所有)的?任务|任务都?(?:给我)?(?:列|调|拉)/,
      ],
      needs: [],
    },
    { pieces: [/手上|手头|手里|名下|在(?:忙|做|干|搞)(?:什么|啥)|忙(?:什么|啥)|在忙/], needs: ['person'] },
    { pieces: [/哪些没|谁(?:又|还)?(?:拖|晚|没)|(?:有)?哪些/], needs: ['filter'] },
    { pieces: [/还(?:剩|有)(?:什么|哪些|啥)?/], needs: ['filter'] },
    { pieces: [/\bworking on\b|\btasks of\b|\btasks?\b/], needs: ['person|filter|project'] },
    { pieces: [/\bwhat['’]?s\b|\bwhich\b|\bwhat (?:is|are)\b|\bshow me\b/], needs: ['filter'] },
  ],
  noise:
    /(?:有没有|还有|有哪些|哪些|什么|啥|手上|手头|手里|名下|还|剩|列|拉|看下|看看|发|都|要交|交|的|在做|到期|里|里面|了|项目|谁|出来|给我|working on|what['’]?s|what|is|are|in|for|of|which|'s)/,
  examples: {
    zh: ['任务列表', '任务列表 P-101', '逾期任务'],
    en: ['list tasks P-101', 'overdue'],
  },
  slots,
  scope: 'optional_project',
  // What is seen is decided project by project; everybody sees the own tasks.
  permission: 'talk',
  confirm: 'none',
  undo: 'none',
  run,
})

const FITS: Record<Filter, (task: Task, today: LocalDate) => boolean> = {
  late: isLate,
  open: isOpen,
  done: ({ state }) => state === 'done',
  due_this_week: (task, today) => {
    const { start, end } = weekOf(today)
    return isOpen(task) && task.due !== undefined && task.due >= start && task.due <= end
  },
  unassigned: ({ kind, state }) => kind === 'task' && state === 'unassigned',
}

async function run(context: ActionContext, values: ValuesOf<typeof slots>): Promise<Outcome | Refusal> {
  const projects = await visibleProjects(context)
  if (isRefusal(projects)) return projects
  const filter = FILTERS.find(({ value }) => value === values.filter)
  const tasks = (await visibleTasks(context, projects))
    .filter(({ assigneeId }) => values.person === undefined || assigneeId === values.person)
    .filter((task) => filter === undefined || FITS[filter.value](task, context.today))
    .sort(byUrgency)
  const { t, locale } = context.speech
  if (tasks.length === 0) return { answer: { kind: 'text', markdown: t.plan.noneFit } }
  const named = filter && (locale === 'en' ? filter.en : filter.zh)[0]
  const of = values.person === undefined ? t.plan.taskList : t.tasksOf(context.people.get(values.person)?.name ?? '')
  const title = [of, ...(named ? [named] : [])].join(' · ')
  return {
    answer: {
      kind: 'card',
      card: {
        header: { text: title, tone: filter?.value === 'late' ? 'warning' : 'info', tag: String(tasks.length) },
        summary: title,
        blocks: table(context, tasks, new Set(projects.map(({ project }) => project.id)).size > 1),
      },
    },
  }
}

/** What is open comes first, by due date; what has none, and what is done, last. */
function byUrgency(a: Task, b: Task): number {
  const rank = (task: Task) => `${isOpen(task) ? 0 : 1}${task.due ?? '9999'}`
  return rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : a.id - b.id
}

const LIST_MAX = 20

function table(context: ActionContext, tasks: readonly Task[], several: boolean): Block[] {
  const { t } = context.speech
  const rows = tasks
    .slice(0, LIST_MAX)
    .map((task) => [
      taskRef(task.id),
      plain(task.title),
      ...(several ? [projectRef(task.projectId)] : []),
      task.assigneeId === undefined ? t.nobody : plain(context.people.get(task.assigneeId)?.name ?? t.someone),
      taskDates(task, context.speech),
      state(context, task),
    ])
  const project = several ? [t.labels.project] : []
  const columns = [t.labels.number, t.labels.title, ...project, t.labels.assignee, t.labels.when, t.labels.state]
  const more = tasks.length - rows.length
  return [
    { kind: 'table', columns, rows },
    ...(more > 0 ? [{ kind: 'text' as const, markdown: t.andMore(more), quiet: true }] : []),
  ]
}

function state({ today, speech: { t } }: ActionContext, task: Task): string {
  if (isLate(task, today)) return `**${t.late}**`
  return task.kind === 'milestone' && isOpen(task) ? t.milestone : t.taskState[task.state]
}
