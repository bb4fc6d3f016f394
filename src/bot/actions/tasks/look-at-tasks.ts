/** 任务 T-3 · 我的任务 */
import { isRefusal, type Refusal, refuse } from '../../../domain/shared/refusal.ts'
import { isLate } from '../../../domain/tasks/progress.ts'
import { taskRef } from '../../../domain/tasks/task.ts'
import { plain } from '../../messenger.ts'
import { taskDates } from '../../views/task-card.ts'
import { declare, type Outcome } from '../action.ts'
import { required } from '../slot.ts'
import { findTask } from './shared.ts'

export const showTaskAction = declare({
  name: 'task.show',
  area: 'tasks',
  about: {
    zh: '看一个任务的卡片。',
    en: 'Shows the card of a task.',
  },
  words: { zh: ['任务', '查看任务', '任务详情'], en: ['task', 'show task'] },
  examples: { zh: ['任务 T-3'], en: ['task T-3'] },
  slots: { task: required('task', { label: 'task' }) },
  scope: 'subject',
  permission: 'project.view',
  confirm: 'none',
  undo: 'none',
  run: async (context, values): Promise<Outcome | Refusal> => {
    const task = await findTask(context, values.task)
    if (isRefusal(task)) return task
    // To a vendor, a task of others does not exist.
    if (context.grant === 'own' && task.assigneeId !== context.person.id)
      return refuse('TASK.NOT_FOUND', { ref: taskRef(values.task) })
    return { answer: { kind: 'object', ref: taskRef(task.id), view: 'task' } }
  },
})

const LIST_MAX = 20

export const myTasksAction = declare({
  name: 'task.mine',
  area: 'tasks',
  about: {
    zh: '列出你名下没完成的任务，逾期的在前。',
    en: 'Lists your open tasks, late ones first.',
  },
  words: { zh: ['我的任务', '我的待办', '待办'], en: ['my tasks', 'todo'] },
  examples: { zh: ['我的任务'], en: ['my tasks'] },
  slots: {},
  scope: 'none',
  permission: 'talk',
  confirm: 'none',
  undo: 'none',
  run: async (context): Promise<Outcome> => {
    const { t } = context.speech
    const tasks = await context.tx.tasks.openOf(context.person.id)
    if (tasks.length === 0) return { answer: { kind: 'text', markdown: t.noTasks } }
    const rows = tasks
      .slice(0, LIST_MAX)
      .map((task) => [
        taskRef(task.id),
        plain(task.title),
        taskDates(task, context.speech),
        isLate(task, context.today) ? `**${t.late}**` : t.taskState[task.state],
      ])
    const more = tasks.length - rows.length
    return {
      answer: {
        kind: 'card',
        card: {
          header: { text: t.tasksOf(context.person.name), tone: 'info', tag: String(tasks.length) },
          summary: t.tasksOf(context.person.name),
          blocks: [
            { kind: 'table', columns: [t.labels.number, t.labels.title, t.labels.when, t.labels.state], rows },
            ...(more > 0 ? [{ kind: 'text' as const, markdown: t.andMore(more), quiet: true }] : []),
          ],
        },
      },
    }
  },
})
