import { isRefusal, type Refusal } from '../../../domain/shared/refusal.ts'
import { renameTask } from '../../../domain/tasks/rename-task.ts'
import { taskRef } from '../../../domain/tasks/task.ts'
import { plain } from '../../messenger.ts'
import { type ActionContext, declare, type Outcome } from '../action.ts'
import { required, type ValuesOf } from '../slot.ts'
import { findTask, kept, mayPlan, revertChange, saveChange, tell } from './shared.ts'

const slots = {
  task: required('task', { label: 'task' }),
  title: required('text', { label: 'title', rest: true, name: true }),
}

export const renameTaskAction = declare({
  name: 'task.rename',
  area: 'tasks',
  about: {
    zh: '改任务的名称。',
    en: 'Changes the title of a task.',
  },
  words: {
    zh: [
      '改名为',
      '改名成',
      '改名',
      '重命名为',
      '重命名',
      '名字改成',
      '名字改为',
      '名称改成',
      '名称改为',
      '标题改成',
      '标题改为',
    ],
    en: ['rename', 'rename to', 'retitle'],
  },
  ways: [
    {
      pieces: [
        /改(?:个|一下|下)?名(?:字|称)?,?(?:叫做?|为|成)?|更名(?:为|成)?|换个名字?,?(?:叫做?|为)|(?:改|换)叫|(?:以后|现在|今后)叫做?/,
      ],
      needs: ['task'],
    },
    { pieces: [/(?:名字|标题|名称)(?:改|换|更新)?(?:成|为|叫)/], needs: ['task'] },
    { pieces: [/\brename\b/, /\b(?:to|as)\b/], needs: ['task'] },
    { pieces: [/\bchange (?:the )?(?:title|name) of\b/, /\bto\b/], needs: ['task'] },
    { pieces: [/\bshould be called\b|\bis now called\b/], needs: ['task'] },
  ],
  noise: /任务的?|这个/,
  corrects: ['task.rename'],
  examples: { zh: ['T-3 改名为 双12详情页', '重命名 T-3 双12详情页'], en: ['rename T-3 Product page'] },
  slots,
  scope: 'subject',
  permission: 'plan.edit',
  confirm: 'none',
  undo: { revert: revertChange },
  run,
})

/** Cards of what waits for it name it, too. */
async function run(context: ActionContext, values: ValuesOf<typeof slots>): Promise<Outcome | Refusal> {
  const before = await findTask(context, values.task)
  if (isRefusal(before)) return before
  const denied = mayPlan(context, before)
  if (denied) return denied
  const after = renameTask(before, values.title)
  if (isRefusal(after)) return after
  const change = await saveChange(context, { before: [before], after: [after] })
  const stored = kept(context, change)
  const ref = taskRef(before.id)
  const related = [...before.dependsOn, ...(await context.tx.tasks.followersOf([before.id])).map(({ id }) => id)]
  return {
    ...stored,
    changed: [...(stored.changed ?? []), ...related.map(taskRef)],
    answer: { kind: 'text', markdown: context.speech.t.plan.renamed(ref, plain(after.title)) },
    notices:
      before.assigneeId === undefined
        ? []
        : [
            tell(before.assigneeId, before, ({ t }) =>
              t.plan.renamedBy(context.person.name, ref, plain(before.title), plain(after.title)),
            ),
          ],
  }
}
