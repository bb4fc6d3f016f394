/** 接受 · 有问题 · 完成: what the assignee says of a task, by button, reply or command. */
import { isRefusal, type Refusal } from '../../../domain/shared/refusal.ts'
import { type Task, taskRef } from '../../../domain/tasks/task.ts'
import { accept, complete, raiseProblem } from '../../../domain/tasks/task-states.ts'
import type { ActionContext } from '../action.ts'
import { declare, type Notice, type Outcome } from '../action.ts'
import { required } from '../slot.ts'
import {
  actorOf,
  assignmentNotice,
  findOwnTask,
  kept,
  planTree,
  revertChange,
  type Sentence,
  saveChange,
  tell,
  tellPlanner,
} from './shared.ts'

const task = required('task', { label: 'task' })

const common = {
  area: 'tasks' as const,
  scope: 'subject' as const,
  permission: 'task.update_own' as const,
  confirm: 'none' as const,
  undo: { revert: revertChange },
}

async function changed(
  context: ActionContext,
  before: Task,
  after: Task | Refusal,
  sentence: (ref: string) => string,
  notices: readonly Notice[],
): Promise<Outcome | Refusal> {
  if (isRefusal(after)) return after
  const change = { before: [before], after: [after] }
  await saveChange(context, change)
  return { ...kept(context, change), answer: { kind: 'text', markdown: sentence(taskRef(after.id)) }, notices }
}

export const acceptTaskAction = declare({
  ...common,
  name: 'task.accept',
  about: {
    zh: '接受派给你的任务。',
    en: 'Accepts a task that was given to you.',
  },
  words: { zh: ['接受', '接单', '收到'], en: ['accept'] },
  ways: [
    {
      pieces: [
        /我?来?接(?:了|下来?了?|单了?|受了?|手了?|吧|啦)?(?=$|[\s,，。!~])|我来做?|我做(?=$|[吧了啊,，。])|(?:认领|领)了?|收到了?/,
      ],
      needs: ['task'],
    },
    { pieces: [/\bi['’]?ll take\b|\bi take\b|\baccept(?:ed|ing)?\b|\btaking\b|\bon it\b/], needs: ['task'] },
  ],
  noise: /确认|我|这个|没问题|好的|好|行|可以|ok|\bit\b|\bthis\b/,
  examples: { zh: ['接受 T-3'], en: ['accept T-3'] },
  slots: { task },
  run: async (context, values): Promise<Outcome | Refusal> => {
    const found = await findOwnTask(context, values.task)
    if (isRefusal(found)) return found
    const sentence: Sentence = ({ t }) => t.acceptedBy(context.person.name, taskRef(found.id), found.title)
    const after = accept(found, context.person.id)
    return changed(context, found, after, context.speech.t.accepted, tellPlanner(context, found, sentence))
  },
})

export const problemTaskAction = declare({
  ...common,
  name: 'task.problem',
  about: {
    zh: '说明任务为什么做不下去，并告知派任务的人和项目负责人。',
    en: 'Says why a task cannot go on, and tells those who must know.',
  },
  words: { zh: ['有问题', '遇到问题', '卡住了', '做不了'], en: ['problem', 'blocked'] },
  ways: [
    {
      pieces: [
        /有(?:点|个|些)?(?:问题|困难|麻烦|状况)|出(?:了)?(?:问题|状况|岔子)了?|(?:上报|反馈|报)(?:一?个)?问题|卡壳了?|卡住了?|卡在|受阻了?|阻塞了?|遇到了?(?:问题|困难|麻烦)|(?:做|搞|推|弄|干)不(?:了|动|下去)了?|推进不了|推进不下去/,
      ],
      needs: [],
    },
    {
      pieces: [
        /\bproblem with\b|\bblocked(?: on| by)?\b|\bis stuck\b|\bstuck(?: on)?\b|\b(?:there['’]s an )?issue with\b/,
      ],
      needs: [],
    },
  ],
  examples: { zh: ['有问题 T-3 缺产品图'], en: ['problem T-3 no product photos yet'] },
  slots: { task, reason: required('text', { label: 'problem', rest: true, words: ['原因', '因为'], long: true }) },
  run: async (context, values): Promise<Outcome | Refusal> => {
    const found = await findOwnTask(context, values.task)
    if (isRefusal(found)) return found
    const sentence: Sentence = ({ t }) =>
      t.problemFrom(context.person.name, taskRef(found.id), found.title, values.reason)
    return changed(
      context,
      found,
      raiseProblem(found, context.person.id, values.reason),
      context.speech.t.problemNoted,
      tellPlanner(context, found, sentence),
    )
  },
})

export const completeTaskAction = declare({
  ...common,
  name: 'task.complete',
  about: {
    zh: '把任务标记为完成。',
    en: 'Marks a task as done.',
  },
  words: { zh: ['完成', '做完了', '搞定', '搞定了', '已完成'], en: ['done', 'complete', 'finish'] },
  ways: [
    {
      pieces: [
        /(?:已经?|都|全部|终于)?(?:做|写|画|弄|搞|改|拍|剪|办|处理|设计|印|交|排|发|录|配|译|审|跑)(?:完|好|妥)(?:了|啦)?|完结了?|已?达成了?|收工了?|已?交付了?|完工了?|提交了?|交稿了?|结束了|ok了|好了|搞掂了?/,
      ],
      needs: ['task'],
    },
    { pieces: [/(?:标记?|勾|设|改|置|打)(?:成|为|一下|个|上)?/, /(?:已?完成|勾|完成)/], needs: ['task'] },
    {
      pieces: [
        /\bmark\b|\bset\b|\bclose\b|\btick off\b|\bcheck off\b/,
        /\b(?:as )?(?:complete|completed|done|finished)\b/,
      ],
      needs: ['task'],
    },
    {
      pieces: [/\bclose\b|\bfinished\b|\bcompleted\b|\bis done\b|\btick off\b|\bcheck off\b|\bwrapped up\b/],
      needs: ['task'],
    },
  ],
  noise:
    /里程碑|已经?|都|也|全部|终于|报告|标记?为|标成|标一下|勾成|状态|给|'s\b|\b(?:mark|as|is|it|now|close|finished|complete|off)\b/,
  examples: { zh: ['完成 T-3', 'T-3 搞定了'], en: ['done T-3'] },
  slots: { task },
  run: async (context, values): Promise<Outcome | Refusal> => {
    const found = await findOwnTask(context, values.task)
    if (isRefusal(found)) return found
    const { tasks } = await planTree(context)
    const after = complete(found, actorOf(context), tasks, context.now)
    const sentence: Sentence = ({ t }) => t.completedBy(context.person.name, taskRef(found.id), found.title)
    return changed(context, found, after, context.speech.t.completed, [
      ...tellConcerned(context, found, sentence),
      ...startable(context, found, tasks),
    ])
  },
})

/** The planner, and the assignee where somebody else closed the task. */
function tellConcerned(context: ActionContext, task: Task, sentence: Sentence): Notice[] {
  const planners = tellPlanner(context, task, sentence)
  const { assigneeId } = task
  if (!assigneeId || planners.some(({ personId }) => personId === assigneeId)) return planners
  return [...planners, tell(assigneeId, task, sentence)]
}

/** Followers that waited for this one alone can start now: their assignees get the card. */
function startable(context: ActionContext, done: Task, tasks: readonly Task[]): Notice[] {
  const open = new Set(
    tasks.filter(({ state, id }) => state !== 'done' && state !== 'cancelled' && id !== done.id).map(({ id }) => id),
  )
  const ready = tasks.filter(
    (one) => open.has(one.id) && one.dependsOn.includes(done.id) && !one.dependsOn.some((id) => open.has(id)),
  )
  return ready.flatMap(assignmentNotice).filter(({ personId }) => personId !== context.person.id)
}
