import { describe, expect, test } from 'vitest'
import { refuse } from '../../../src/domain/shared/refusal.ts'
import { addDependency, dependencyPath } from '../../../src/domain/tasks/dependencies.ts'
import { calendar, codeOf, day, ok, project, task } from './sample.ts'

const tasks = [
  task(1, { start: day('11-24'), due: day('11-27') }),
  task(2, { dependsOn: [1], start: day('11-30'), due: day('12-02') }),
  task(3, { dependsOn: [2] }),
  task(4, { projectId: 102, start: day('11-25') }),
  task(5, { projectId: 200 }),
  task(6, { state: 'cancelled' }),
  task(7, { state: 'done' }),
]
const link = (id: number, predecessorId: number) => {
  const found = tasks.find((one) => one.id === id)
  if (!found) throw new Error(`no task ${id}`)
  return addDependency(found, predecessorId, { projectIds: [101, 102], tasks }, { project, calendar })
}

describe('addDependency', () => {
  test('adds, across sub-projects, and warns of dates that contradict it', () => {
    const { task: linked, warnings } = ok(link(4, 1))
    expect(linked).toEqual({ ...tasks[3], dependsOn: [1] })
    expect(warnings).toEqual([
      { kind: 'before_predecessor', ref: 'T-4', predecessorRefs: ['T-1'], earliest: '2026-11-30' },
    ])
  })

  test('a finished predecessor contradicts nothing', () => {
    expect(ok(link(4, 7)).warnings).toEqual([])
  })

  test.each([
    [1, 3, refuse('TASK.CYCLE', { refs: ['T-1', 'T-3', 'T-2', 'T-1'] })],
    [1, 2, refuse('TASK.CYCLE', { refs: ['T-1', 'T-2', 'T-1'] })],
    [1, 1, refuse('TASK.CYCLE', { refs: ['T-1', 'T-1'] })],
  ])('T-%i on T-%i would be a circle', (id, predecessorId, refusal) => {
    expect(link(id, predecessorId)).toEqual(refusal)
  })

  test.each([
    [2, 1, 'TASK.NO_CHANGE'],
    [1, 5, 'TASK.OTHER_PROJECT'],
    [1, 6, 'TASK.WRONG_STATE'],
    [1, 9, 'TASK.NOT_FOUND'],
    [7, 1, 'TASK.DONE_ALREADY'],
  ])('T-%i on T-%i: %s', (id, predecessorId, code) => {
    expect(codeOf(link(id, predecessorId))).toBe(code)
  })
})

test.each([
  [3, 1, [3, 2, 1]],
  [1, 3, undefined],
  [2, 2, [2]],
  [4, 1, undefined],
])('the path from %i to %i is %j', (from, to, path) => {
  expect(dependencyPath(from, to, tasks)).toEqual(path)
})

test('a circle in the data ends the search', () => {
  expect(dependencyPath(1, 9, [task(1, { dependsOn: [2] }), task(2, { dependsOn: [1] })])).toBeUndefined()
})
