import { projectRef } from '../../../domain/projects/project.ts'
import { isRefusal, type Refusal, refuse } from '../../../domain/shared/refusal.ts'
import { type CreatedTask, createMilestone, createTask, type NewTask } from '../../../domain/tasks/create-task.ts'
import type { PlanTree } from '../../../domain/tasks/dependencies.ts'
import { taskRef } from '../../../domain/tasks/task.ts'
import { type ActionContext, declare, type Outcome, projectOf } from '../action.ts'
import { optional, required, type ValuesOf, workingDaysOf } from '../slot.ts'
import { assignmentNotice, kept, planTree, revertChange, saveChange, warningLines } from './shared.ts'

export const taskSlots = {
  title: required('text', { label: 'title', rest: true, name: true }),
  assignee: optional('person', { label: 'assignee', words: ['派给', '交给', '负责人', '给'] }),
  period: optional('range', { label: 'period' }),
  start: optional('date', { label: 'start', suffix: ['开始', '开工', '起'] }),
  due: optional('date', { label: 'due' }),
  duration: optional('span', { label: 'duration' }),
  dependsOn: optional('tasks', {
    label: 'dependsOn',
    words: ['依赖于', '依赖', '接在', '排在', '要等', '等', 'depends on', 'waits for', 'after '],
  }),
  project: optional('project', { label: 'project' }),
}
export type TaskValues = ValuesOf<typeof taskSlots>

/** A member may plan own work: with an `own` grant the task can only be one's own. */
export function newTask(context: ActionContext, values: TaskValues): NewTask | Refusal {
  const assignee = values.assignee === undefined ? undefined : context.people.get(values.assignee)
  if (context.grant === 'own' && assignee && assignee.id !== context.person.id) {
    return refuse('PERMISSION.DENIED', { needs: 'plan.edit', helperIds: [projectOf(context).ownerId] })
  }
  const workingDays = values.duration && workingDaysOf(values.duration)
  const start = values.period?.start ?? values.start
  const due = values.period?.end ?? values.due
  return {
    title: values.title,
    createdBy: context.person.id,
    ...(assignee ? { assignee } : {}),
    ...(start ? { start } : {}),
    ...(due ? { due } : {}),
    ...(workingDays ? { workingDays } : {}),
    ...(values.dependsOn ? { dependsOn: values.dependsOn } : {}),
  }
}

/** Decides on one task; nothing is stored yet. */
export async function decideTask(
  context: ActionContext,
  values: TaskValues,
  tree: PlanTree,
): Promise<CreatedTask | Refusal> {
  const input = newTask(context, values)
  if (isRefusal(input)) return input
  const { calendar, today, now, tx } = context
  const id = await tx.tasks.nextId()
  return createTask(input, { id, project: projectOf(context), tree, calendar, today, now })
}

export const createTaskAction = declare({
  name: 'task.create',
  area: 'tasks',
  about: {
    zh: '新建一个任务，可以同时写负责人、日期、工期和依赖。',
    en: 'Makes a task, with assignee, dates, duration and what it waits for if you like.',
  },
  words: { zh: ['新建任务', '创建任务', '建任务', '加任务'], en: ['new task', 'create task'] },
  ways: [
    {
      pieces: [
        /(?:新建|新增|创建|添加|增加|登记|再建|再加|再添|再来|再起|加|建|开|记|发|设|提|列|起|立|添|排|录|挂|放|安排)(?:一下|下)?(?:一?[个项条件])?新?的?任务(?:来了)?(?:叫做?|名为)?/,
      ],
      needs: [],
    },
    { pieces: [/(?:新建|新增|创建|加|建|起)一?个?(?:叫做?|名为)/, /的?任务/], needs: [] },
    { pieces: [/(?:有一?个?|来一?个?)?新任务(?:来了)?|任务新增|任务添加|^任务(?=:)/], needs: [] },
    {
      pieces: [
        /\b(?:create|add|make|open|set up|need)(?: a| the)?(?: new)? task(?: called| named| for)?\b|\bnew task(?: called| named| for)?\b/,
      ],
      needs: [],
    },
  ],
  noise:
    /工期|得|先完成|做完再开始|再开始|做完|来?做|跟进|来|\bdue\b|\bneeded\b|\bno later than\b|\bdeadline\b|下面|里面?|也|中午|要交|要|交付?|给到|给|到位|最晚|最迟|标题是?|名称是?|负责人?|时间|截止|指派|那边|从|谁做还没定|自己|we|-/,
  examples: {
    zh: ['新建任务 主视觉设计 给赵倩 11.24-11.27', '新建任务 海报延展 周五前'],
    en: ['new task Key visual to 赵倩 11.24-11.27'],
  },
  slots: taskSlots,
  scope: 'project',
  permission: 'plan.edit',
  confirm: 'none',
  undo: { revert: revertChange },
  run: async (context, values): Promise<Outcome | Refusal> => {
    const created = await decideTask(context, values, await planTree(context))
    if (isRefusal(created)) return created
    return storeCreated(context, created)
  },
})

export async function storeCreated(context: ActionContext, { task, warnings }: CreatedTask): Promise<Outcome> {
  const change = await saveChange(context, { before: [], after: [task] })
  const notes = [context.speech.t.created(taskRef(task.id)), assumed(context), warningLines(context, warnings)]
  return {
    ...kept(context, change),
    answer: {
      kind: 'object',
      ref: taskRef(task.id),
      view: 'task',
      note: notes.filter((note) => note !== '').join('\n'),
    },
    notices: assignmentNotice(task),
    changed: [],
  }
}

/** Says which project was assumed, where none was named and the chat is bound to none. */
function assumed(context: ActionContext): string {
  const project = projectOf(context)
  return context.projectAssumed && context.conversation.kind === 'private'
    ? context.speech.t.assumedProject(`${projectRef(project.id)} ${project.name}`)
    : ''
}

export const createMilestoneAction = declare({
  name: 'milestone.create',
  area: 'tasks',
  about: {
    zh: '新建一个里程碑：只有一个日期，没有负责人。',
    en: 'Makes a milestone: one date and nobody in charge.',
  },
  words: { zh: ['新建里程碑', '里程碑', '加里程碑'], en: ['new milestone', 'milestone'] },
  ways: [
    {
      pieces: [
        /(?:新建|新增|创建|添加|增加|加|建|设|定|立|标|记)(?:一下|下)?(?:一?[个条])?新?的?(?:里程碑(?:节点)?|节点)|里程碑(?:新增|添加|加一?[个条])/,
      ],
      needs: [],
    },
    { pieces: [/定为里程碑|设为里程碑|作为里程碑/], needs: [] },
    { pieces: [/\b(?:create|add|set|make)(?: a| the)?(?: new)? milestone(?: called| named)?\b/], needs: [] },
  ],
  noise: /做完之?后|完成之?后|之后|把|日期|时间|定在|\bdue\b|\bon\b/,
  examples: { zh: ['新建里程碑 页面上线 12月3日'], en: ['new milestone Page live 12-03'] },
  slots: {
    title: required('text', { label: 'title', rest: true, name: true }),
    due: required('date', { label: 'due' }),
    dependsOn: taskSlots.dependsOn,
    project: taskSlots.project,
  },
  scope: 'project',
  permission: 'plan.edit',
  confirm: 'none',
  undo: { revert: revertChange },
  run: async (context, values): Promise<Outcome | Refusal> => {
    if (context.grant === 'own')
      return refuse('PERMISSION.DENIED', { needs: 'plan.edit', helperIds: [projectOf(context).ownerId] })
    const { calendar, today, now } = context
    const input = {
      title: values.title,
      due: values.due,
      createdBy: context.person.id,
      ...(values.dependsOn ? { dependsOn: values.dependsOn } : {}),
    }
    const id = await context.tx.tasks.nextId()
    const tree = await planTree(context)
    const created = createMilestone(input, { id, project: projectOf(context), tree, calendar, today, now })
    if (isRefusal(created)) return created
    return storeCreated(context, created)
  },
})
