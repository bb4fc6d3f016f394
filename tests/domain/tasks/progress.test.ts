import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isLate, progress } from '../../../src/domain/tasks/progress.ts'
import type { TaskState } from '../../../src/domain/tasks/task.ts'
import { day, task, today } from './sample.ts'

test.each<[TaskState, string | undefined, boolean]>([
  ['accepted', '11-22', true],
  ['unassigned', '11-22', true],
  ['accepted', '11-23', false],
  ['accepted', undefined, false],
  ['done', '11-22', false],
  ['cancelled', '11-22', false],
])('%s and due %s: late %s', (state, due, late) => {
  expect(isLate(task(1, { state, ...(due ? { due: day(due) } : {}) }), today)).toBe(late)
})

describe('progress', () => {
  test('counts tasks only', () => {
    const tasks = [
      task(1, { state: 'done', due: day('11-01') }),
      task(2, { state: 'accepted', due: day('11-20') }),
      task(3),
      task(4, { state: 'cancelled', due: day('11-01') }),
      task(5, { kind: 'milestone', due: day('11-01') }),
    ]
    expect(progress(tasks, today)).toEqual({ done: 1, total: 3, late: 1, percent: 33 })
  })

  test('nothing planned is nothing done', () => {
    expect(progress([], today)).toEqual({ done: 0, total: 0, late: 0, percent: 0 })
  })

  test('100 % if and only if everything is done', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(3), (done, open) => {
        const tasks = [
          ...Array.from({ length: done }, (_, id) => task(id, { state: 'done' as const })),
          ...Array.from({ length: open }, (_, id) => task(1000 + id)),
        ]
        expect(progress(tasks, today).percent === 100).toBe(done > 0 && open === 0)
      }),
    )
  })
})
