import { expect, test } from 'vitest'
import { renameTask } from '../../../src/domain/tasks/rename-task.ts'
import { codeOf, task } from './sample.ts'

test.each(['unassigned', 'assigned', 'accepted', 'blocked', 'done'] as const)('a task that is %s', (state) => {
  const before = task(1, { state, assigneeId: 'zhao' })
  expect(renameTask(before, '  双12   主视觉 ')).toEqual({ ...before, title: '双12 主视觉' })
})

test.each([
  ['任务1', 'assigned', 'TASK.NO_CHANGE'],
  [' ', 'assigned', 'TEXT.EMPTY'],
  ['长'.repeat(81), 'assigned', 'TEXT.TOO_LONG'],
  ['新名', 'cancelled', 'TASK.WRONG_STATE'],
] as const)('not to "%s" while %s', (title, state, code) => {
  expect(codeOf(renameTask(task(1, { state }), title))).toBe(code)
})
