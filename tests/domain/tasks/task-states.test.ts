import { describe, expect, test } from 'vitest'
import { refuse } from '../../../src/domain/shared/refusal.ts'
import type { Task, TaskState } from '../../../src/domain/tasks/task.ts'
import { accept, assign, cancel, complete, raiseProblem, reopen } from '../../../src/domain/tasks/task-states.ts'
import { codeOf, now, ok, task } from './sample.ts'

const states: TaskState[] = ['unassigned', 'assigned', 'accepted', 'blocked', 'done', 'cancelled']
const mine = (state: TaskState): Task => {
  if (state === 'unassigned') return task(1)
  const problem = state === 'blocked' ? { problem: '缺素材' } : {}
  const done = state === 'done' ? { completedAt: now } : {}
  return task(1, { state, assigneeId: 'zhao', ...problem, ...done })
}
const zhou = { id: 'zhou', active: true }
const zhao = { id: 'zhao', active: true }
const asMember = { personId: 'zhao', managesPlan: false }
const asManager = { personId: 'li', managesPlan: true }

const steps: [string, (one: Task) => unknown, string[]][] = [
  // What becomes of: unassigned, assigned, accepted, blocked, done, cancelled
  [
    'assign',
    (one) => assign(one, zhou, 'li'),
    ['assigned', 'assigned', 'assigned', 'assigned', 'TASK.DONE_ALREADY', 'TASK.WRONG_STATE'],
  ],
  [
    'assign to oneself',
    (one) => assign(one, zhou, 'zhou'),
    ['accepted', 'accepted', 'accepted', 'accepted', 'TASK.DONE_ALREADY', 'TASK.WRONG_STATE'],
  ],
  [
    'accept',
    (one) => accept(one, 'zhao'),
    ['TASK.NOT_YOURS', 'accepted', 'TASK.NO_CHANGE', 'accepted', 'TASK.DONE_ALREADY', 'TASK.WRONG_STATE'],
  ],
  [
    'raise a problem',
    (one) => raiseProblem(one, 'zhao', '打印机坏了'),
    ['TASK.NOT_YOURS', 'blocked', 'blocked', 'blocked', 'TASK.DONE_ALREADY', 'TASK.WRONG_STATE'],
  ],
  [
    'complete as assignee',
    (one) => complete(one, asMember, [], now),
    ['TASK.NOT_YOURS', 'done', 'done', 'done', 'TASK.DONE_ALREADY', 'TASK.WRONG_STATE'],
  ],
  [
    'complete as manager',
    (one) => complete(one, asManager, [], now),
    ['done', 'done', 'done', 'done', 'TASK.DONE_ALREADY', 'TASK.WRONG_STATE'],
  ],
  [
    'reopen',
    (one) => reopen(one, { state: 'accepted' }, []),
    ['TASK.WRONG_STATE', 'TASK.WRONG_STATE', 'TASK.WRONG_STATE', 'TASK.WRONG_STATE', 'accepted', 'TASK.WRONG_STATE'],
  ],
  [
    'cancel',
    (one) => cancel(one),
    ['cancelled', 'cancelled', 'cancelled', 'cancelled', 'TASK.DONE_ALREADY', 'TASK.NO_CHANGE'],
  ],
]

describe.each(steps)('%s', (_name, step, outcomes) => {
  test.each(states.map((state, index) => [state, outcomes[index]]))('%s → %s', (state, outcome) => {
    const result = step(mine(state as TaskState))
    expect(codeOf(result) ?? (result as Task).state).toBe(outcome)
  })
})

describe('somebody else', () => {
  const refusal = refuse('TASK.NOT_YOURS', { ref: 'T-1', assigneeId: 'zhao' })
  test.each<[string, unknown]>([
    ['accept', accept(mine('assigned'), 'zhou')],
    ['problem', raiseProblem(mine('assigned'), 'zhou', '不是我的')],
    ['complete', complete(mine('accepted'), { personId: 'zhou', managesPlan: false }, [], now)],
  ])('cannot %s', (_name, result) => {
    expect(result).toEqual(refusal)
  })
})

describe('assign', () => {
  test('keeps the rest and drops the former problem', () => {
    expect(ok(assign(mine('blocked'), zhou, 'li'))).toEqual(task(1, { state: 'assigned', assigneeId: 'zhou' }))
  })
  test.each<[string, unknown, string]>([
    ['to the same person', assign(mine('accepted'), zhao, 'li'), 'TASK.NO_CHANGE'],
    ['to somebody inactive', assign(mine('assigned'), { id: 'gone', active: false }, 'li'), 'PERSON.INACTIVE'],
    ['a milestone', assign(task(1, { kind: 'milestone' }), zhou, 'li'), 'TASK.IS_MILESTONE'],
  ])('%s is refused', (_name, result, code) => {
    expect(codeOf(result)).toBe(code)
  })
})

describe('problems', () => {
  test('the reason is kept, and goes when work goes on', () => {
    const blocked = ok(raiseProblem(mine('accepted'), 'zhao', '  缺  素材 '))
    expect(blocked).toMatchObject({ state: 'blocked', problem: '缺 素材' })
    expect(ok(accept(blocked, 'zhao'))).toEqual(mine('accepted'))
  })
  test.each([
    ['', 'TEXT.EMPTY'],
    ['坏'.repeat(201), 'TEXT.TOO_LONG'],
    ['缺素材', 'TASK.NO_CHANGE'],
  ])('reason %j: %s', (reason, code) => {
    expect(codeOf(raiseProblem(mine('blocked'), 'zhao', reason))).toBe(code)
  })
})

describe('complete', () => {
  const waiting: Task = { ...mine('accepted'), dependsOn: [2, 3, 4] }
  test('waits for open predecessors, names them, and ignores other tasks', () => {
    const others = [
      task(2, { state: 'accepted' }),
      task(3, { state: 'done' }),
      task(4, { state: 'blocked' }),
      task(5, { state: 'unassigned' }),
    ]
    expect(complete(waiting, asMember, others, now)).toEqual(
      refuse('TASK.PREDECESSOR_OPEN', { ref: 'T-1', refs: ['T-2', 'T-4'] }),
    )
  })
  test('does not wait for what is done or cancelled', () => {
    const others = [task(2, { state: 'done' }), task(3, { state: 'cancelled' })]
    expect(ok(complete(waiting, asMember, others, now))).toMatchObject({ state: 'done', completedAt: now })
  })
  test('a milestone is a manager’s', () => {
    const milestone = task(1, { kind: 'milestone' })
    expect(codeOf(complete(milestone, asMember, [], now))).toBe('TASK.NOT_YOURS')
    expect(ok(complete(milestone, asManager, [], now)).state).toBe('done')
  })
})

describe('reopen', () => {
  test('undoes complete', () => {
    const blocked = mine('blocked')
    expect(ok(reopen(ok(complete(blocked, asMember, [], now)), blocked, []))).toEqual(blocked)
  })
  test('too late once a follower is done', () => {
    const followers = [task(2, { state: 'done', dependsOn: [1] }), task(3, { state: 'done' })]
    expect(reopen(mine('done'), { state: 'accepted' }, followers)).toEqual(
      refuse('UNDO.CHANGED_SINCE', { objectRef: 'T-2' }),
    )
    expect(ok(reopen(mine('done'), { state: 'accepted' }, followers.slice(1))).state).toBe('accepted')
  })
})
