import { isRefusal, type Refusal } from '../../../domain/shared/refusal.ts'
import { addDependency } from '../../../domain/tasks/dependencies.ts'
import type { Task } from '../../../domain/tasks/task.ts'
import { taskRef } from '../../../domain/tasks/task.ts'
import { type ActionContext, declare, type Outcome, projectOf } from '../action.ts'
import { required } from '../slot.ts'
import { findTask, kept, mayPlan, planTree, revertChange, saveChange, warningLines } from './shared.ts'

const slots = {
  task: required('task', { label: 'task' }),
  dependsOn: required('tasks', {
    label: 'dependsOn',
    words: [
      '加个前置任务',
      '前面要先完成',
      '要在',
      '先完成',
      '先做',
      '前置任务设为',
      '前置任务是',
      '前置是',
      '前置任务',
      "can't start before",
      'cannot start before',
      'before',
      '依赖于',
      '依赖',
      '接在',
      '排在',
      '要等',
      '等',
      'depends on',
      'depend on',
      'wait for',
      'waits for',
      'after ',
      'on ',
    ],
  }),
}

export const dependTaskAction = declare({
  name: 'task.depend',
  area: 'tasks',
  about: {
    zh: '让一个任务等另一些任务完成后再开始。',
    en: 'Makes a task wait for others.',
  },
  words: { zh: ['加依赖', '设置依赖', '关联依赖'], en: ['depend', 'link'] },
  ways: [{ pieces: [], needs: ['task', 'dependsOn'] }],
  noise:
    /前置任务|前置|得|先完成|做完|完成|再开始|再做|才能开始|才能做|不能开工|之?后|后面|前面|要|加一?个?|给|\b(?:make|set|to|it|is|done|start)\b/,
  examples: { zh: ['加依赖 T-2 依赖 T-1'], en: ['link T-2 on T-1'] },
  slots,
  scope: 'subject',
  permission: 'plan.edit',
  confirm: 'none',
  undo: { revert: revertChange },
  run,
})

async function run(
  context: ActionContext,
  values: { task: number; dependsOn: readonly number[] },
): Promise<Outcome | Refusal> {
  const before = await findTask(context, values.task)
  if (isRefusal(before)) return before
  const denied = mayPlan(context, before)
  if (denied) return denied
  const tree = await planTree(context)
  let after: Task = before
  const warnings: string[] = []
  for (const id of values.dependsOn) {
    const linked = addDependency(after, id, tree, { project: projectOf(context), calendar: context.calendar })
    if (isRefusal(linked)) return linked
    after = linked.task
    warnings.push(warningLines(context, linked.warnings))
  }
  const change = { before: [before], after: [after] }
  await saveChange(context, change)
  const others = values.dependsOn.map(taskRef)
  const { t } = context.speech
  const sentence = t.linked(taskRef(after.id), t.list(others))
  const stored = kept(context, change)
  return {
    ...stored,
    changed: [...(stored.changed ?? []), ...others],
    answer: { kind: 'text', markdown: [sentence, ...warnings].filter((line) => line !== '').join('\n') },
  }
}
