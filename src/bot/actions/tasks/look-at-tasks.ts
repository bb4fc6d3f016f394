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
  ways: [
    { pieces: [], needs: ['task'] },
    { pieces: [/看看|看一?下|查看|查一?下|打开|看|查|调出来?|详情/], needs: ['task'] },
    {
      pieces: [
        /什么状态|啥情况|什么情况|进展|进度|状态|情况|到哪一?步|做[得到了]|怎么样|咋样|还要多久|什么时候|啥时候|何时|几号|哪天|多久|谁在[做弄写画跟]|谁负责|谁做|负责人是谁|归谁|给谁|谁接|谁的|(?:完成|做完|弄好|写好|搞定|交|好)了?(?:没有|没|吗)|了吗|了没|做了多少|截止时间|截止日期|还没.{1,5}(?:吗|么)/,
      ],
      needs: ['task'],
    },
    {
      pieces: [
        /\b(?:show|status|when is|when['’]s|who is|who['’]s|is|what['’]s|what about|how is|how['’]s|details of|pull up|open|look at)\b/,
      ],
      needs: ['task'],
    },
  ],
  noise:
    /(?:已经?|现在|目前|能|会|要|交|做完|做得?|完成|结束|开始|上线|到底|是|在|谁|哪|天|步|派给|延期|推迟|写|弄|好|什么|怎么样|咋样|多久|还|没|想知道|出来|finished|done|ready|due|assigned|working on|of|status|the)/,
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
  ways: [
    {
      pieces: [
        /我(?:的|手上|名下|手头|这边|今天|这周|本周|有|还有|还|现在)+.{0,8}(?:任务|活儿?|待办|要做|没干完|没做完|事情?)/,
      ],
      needs: [],
    },
    { pieces: [/我(?:今天|这周|明天|现在)?(?:该|要|应该|得)(?:做|干)(?:什么|啥|哪些)/], needs: [] },
    {
      pieces: [/(?:今天|这周|明天|现在)?我(?:今天|这周|明天|现在)?(?:有)?(?:啥|什么|哪些)(?:事|活|任务|要做)/],
      needs: [],
    },
    {
      pieces: [
        /\bon my plate\b|\bmy (?:open )?(?:tasks|to-?dos?)\b|\bwhat (?:should|do) i (?:have to )?do\b|\bassigned to me\b/,
      ],
      needs: [],
    },
  ],
  noise: /我|今天|这周|本周|明天|现在|啊|有|列|出来|还|today|this week/,
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
