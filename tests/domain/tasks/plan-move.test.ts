import { describe, expect, test } from 'vitest'
import { refuse } from '../../../src/domain/shared/refusal.ts'
import { type MoveChange, moveTask, type Plan, planMove } from '../../../src/domain/tasks/plan-move.ts'
import type { Task } from '../../../src/domain/tasks/task.ts'
import { calendar, codeOf, day, ok, project, task, today } from './sample.ts'

const plan = (tasks: readonly Task[]): Plan => ({ tasks, calendar, project, today })
const design = task(1, { start: day('11-24'), due: day('11-27') })
const page = task(2, { start: day('11-30'), due: day('12-02'), dependsOn: [1] })
const launch = task(3, { kind: 'milestone', due: day('12-03') })
const world = [design, page, launch]

describe('D2: the design is late', () => {
  const own = {
    taskId: 1,
    before: { start: '2026-11-24', due: '2026-11-27' },
    after: { start: '2026-11-24', due: '2026-12-01' },
  }
  const follower = {
    taskId: 2,
    before: { start: '2026-11-30', due: '2026-12-02' },
    after: { start: '2026-12-02', due: '2026-12-04' },
  }

  test('its follower moves along, and the launch is a day late', () => {
    expect(ok(planMove(design, { due: day('12-01') }, plan(world), true))).toEqual({
      moves: [own, follower],
      followers: [follower],
      milestonesLate: [{ taskId: 3, days: 1 }],
      warnings: [],
    })
  })

  test('alone, it is said who is left behind, and no milestone is late', () => {
    expect(ok(planMove(design, { due: day('12-01') }, plan(world), false))).toEqual({
      moves: [own],
      followers: [follower],
      milestonesLate: [],
      warnings: [{ kind: 'followers_unmoved', ref: 'T-1', followerRefs: ['T-2'] }],
    })
  })
})

describe('the task itself', () => {
  const onlyDue = task(1, { due: day('11-27') })
  const onlyStart = task(1, { start: day('11-27') })
  const weekend = task(1, { start: day('11-28'), due: day('11-29') })
  test.each<[string, Task, MoveChange, (string | undefined)[]]>([
    ['a new due date keeps the start', design, { due: day('11-30') }, ['11-24', '11-30']],
    ['a new start keeps the duration', design, { start: day('11-26') }, ['11-26', '12-01']],
    ['both', design, { start: day('12-01'), due: day('12-02') }, ['12-01', '12-02']],
    ['later by working days', design, { shiftWorkingDays: 2 }, ['11-26', '12-01']],
    ['earlier by working days', page, { shiftWorkingDays: -2 }, ['11-26', '11-30']],
    ['work on a rest day moves to working days', weekend, { shiftWorkingDays: 1 }, ['12-01', '12-01']],
    ['a start on a rest day stays as said', weekend, { start: day('12-05') }, ['12-05', '12-07']],
    ['only a due date shifts', onlyDue, { shiftWorkingDays: 1 }, [undefined, '11-30']],
    ['a start is added', onlyDue, { start: day('11-25') }, ['11-25', '11-27']],
    ['only a start shifts', onlyStart, { shiftWorkingDays: 1 }, ['11-30', undefined]],
    ['the first date', task(1), { due: day('11-27') }, [undefined, '11-27']],
    ['a milestone', launch, { shiftWorkingDays: 2 }, [undefined, '12-07']],
  ])('%s', (_name, one, change, [start, due]) => {
    const after = ok(planMove(one, change, plan([one]), true)).moves[0]?.after
    expect([after?.start, after?.due]).toEqual([start && day(start), due && day(due)])
  })
})

describe('refusals', () => {
  test.each<[string, Task, MoveChange, string]>([
    ['nothing said', design, {}, 'TASK.NO_CHANGE'],
    ['the same date', design, { due: day('11-27') }, 'TASK.NO_CHANGE'],
    ['a shift by nothing', design, { shiftWorkingDays: 0 }, 'DATE.SPAN'],
    ['a shift by years', design, { shiftWorkingDays: -751 }, 'DATE.SPAN'],
    ['a shift of nothing', task(1), { shiftWorkingDays: 1 }, 'TASK.NO_DATES'],
    ['due before start', page, { start: day('11-30'), due: day('11-27') }, 'DATE.REVERSED'],
    ['due in the past', design, { start: day('11-18'), due: day('11-20') }, 'DATE.PAST'],
    ['shifted into the past', design, { shiftWorkingDays: -20 }, 'DATE.PAST'],
    ['another century', design, { due: day('2100-01-01') }, 'DATE.TOO_FAR'],
    ['a milestone’s start', launch, { start: day('12-01') }, 'TASK.IS_MILESTONE'],
    ['a finished task', { ...design, state: 'done' }, { shiftWorkingDays: 1 }, 'TASK.DONE_ALREADY'],
    ['a cancelled task', { ...design, state: 'cancelled' }, { shiftWorkingDays: 1 }, 'TASK.WRONG_STATE'],
  ])('%s', (_name, one, change, code) => {
    expect(codeOf(planMove(one, change, plan([one]), true))).toBe(code)
  })

  test('a reversal names both dates', () => {
    expect(planMove(page, { start: day('11-30'), due: day('11-27') }, plan(world), true)).toEqual(
      refuse('DATE.REVERSED', { start: day('11-30'), end: day('11-27') }),
    )
  })
})

test('a due date before the start moves the whole task earlier, its duration kept', () => {
  const planned = planMove(page, { due: day('11-27') }, plan(world), true)
  expect(planned).toMatchObject({ moves: [{ after: { start: '2026-11-25', due: '2026-11-27' } }] })
})

describe('followers', () => {
  const moved = (others: readonly Task[], due = '12-01') =>
    ok(planMove(design, { due: day(due) }, plan([design, ...others]), true)).followers.map(({ taskId, after }) => [
      taskId,
      after.start?.slice(5),
      after.due?.slice(5),
    ])
  test.each<[string, Task[], unknown]>([
    ['slack absorbs the delay', [task(2, { start: day('12-02'), due: day('12-03'), dependsOn: [1] })], []],
    ['only a due date', [task(2, { due: day('11-30'), dependsOn: [1] })], [[2, undefined, '12-02']]],
    ['only a start', [task(2, { start: day('11-30'), dependsOn: [1] })], [[2, '12-02', undefined]]],
    ['finished ones stay', [{ ...page, state: 'done' }], []],
    ['cancelled ones stay', [{ ...page, state: 'cancelled' }], []],
    [
      'a finished one shields what follows it',
      [{ ...page, state: 'done' }, task(4, { start: day('12-01'), due: day('12-01'), dependsOn: [2] })],
      [],
    ],
    [
      'through a task without dates',
      [task(2, { dependsOn: [1] }), task(4, { start: day('12-01'), due: day('12-01'), dependsOn: [2] })],
      [[4, '12-02', '12-02']],
    ],
    [
      'through a milestone, which itself stays',
      [
        task(3, { kind: 'milestone', due: day('11-30'), dependsOn: [1] }),
        task(4, { start: day('12-01'), due: day('12-01'), dependsOn: [3] }),
      ],
      [[4, '12-02', '12-02']],
    ],
    [
      'behind the later of two predecessors',
      [task(5, { due: day('12-04') }), task(2, { start: day('11-30'), due: day('11-30'), dependsOn: [1, 5] })],
      [[2, '12-07', '12-07']],
    ],
    [
      'a circle in the data stays where it is',
      [task(2, { ...page, dependsOn: [1, 4] }), task(4, { dependsOn: [2] })],
      [],
    ],
  ])('%s', (_name, others, result) => {
    expect(moved(others)).toEqual(result)
  })

  test('a due date on a rest day stays while the work still fits before it', () => {
    const roomy = task(2, { start: day('11-28'), due: day('12-06'), dependsOn: [1] })
    expect(moved([roomy], '11-28')).toEqual([[2, '11-30', '12-06']])
  })

  test('are never pulled earlier', () => {
    expect(moved([page], '11-25')).toEqual([])
  })
})

describe('milestones', () => {
  const late = (milestone: Task, due = '12-04', root: Task = design) =>
    ok(planMove(root, { due: day(due) }, plan([root, milestone]), true)).milestonesLate
  test.each<[string, Task, unknown]>([
    [
      'one that depends on the task',
      task(3, { kind: 'milestone', due: day('12-01'), dependsOn: [1] }),
      [{ taskId: 3, days: 3 }],
    ],
    ['one that depends on something else', task(3, { kind: 'milestone', due: day('12-01'), dependsOn: [9] }), []],
    ['one that was missed before', task(3, { kind: 'milestone', due: day('11-26') }), []],
    ['one that is still met', task(3, { kind: 'milestone', due: day('12-04') }), []],
    ['one that is reached', task(3, { kind: 'milestone', due: day('12-01'), state: 'done' }), []],
    ['one of another sub-project', task(3, { kind: 'milestone', due: day('12-01'), projectId: 102 }), []],
  ])('%s', (_name, milestone, result) => {
    expect(late(milestone)).toEqual(result)
  })

  test('a sub-project’s task endangers the whole project’s milestone', () => {
    const inPart = { ...design, projectId: 102 }
    expect(late(launch, '12-04', inPart)).toEqual([{ taskId: 3, days: 1 }])
  })

  test('the worst move counts, and a moved milestone is not late by itself', () => {
    const tasks = [design, { ...page, due: day('12-03') }, launch]
    expect(ok(planMove(design, { due: day('12-04') }, plan(tasks), true)).milestonesLate).toEqual([
      { taskId: 3, days: 7 },
    ])
    expect(ok(planMove(launch, { due: day('12-10') }, plan(world), true)).milestonesLate).toEqual([])
  })
})

test('warnings cover the task and its followers', () => {
  const { warnings } = ok(planMove(design, { due: day('12-18') }, plan(world), true))
  expect(warnings).toEqual([{ kind: 'after_project', ref: 'T-2', date: '2026-12-23', projectEnd: '2026-12-20' }])
  expect(ok(planMove(page, { start: day('11-25') }, plan(world), true)).warnings).toEqual([
    { kind: 'before_predecessor', ref: 'T-2', predecessorRefs: ['T-1'], earliest: '2026-11-30' },
  ])
})

describe('moveTask', () => {
  const agreed = { ...design, baselineStart: day('11-24'), baselineDue: day('11-27') }
  test('keeps the baseline', () => {
    expect(moveTask(agreed, { start: day('11-25'), due: day('12-01') })).toEqual({
      ...agreed,
      start: '2026-11-25',
      due: '2026-12-01',
    })
  })
  test('the first date agreed becomes the baseline, and undoing it leaves none', () => {
    const dated = moveTask(task(1), { due: day('11-27') })
    expect(dated).toEqual(task(1, { due: day('11-27'), baselineDue: day('11-27') }))
    expect(moveTask(dated, {})).toEqual(task(1))
  })
})
