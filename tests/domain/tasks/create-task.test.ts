import { describe, expect, test } from 'vitest'
import { refuse } from '../../../src/domain/shared/refusal.ts'
import {
  type CreateTaskContext,
  createMilestone,
  createTask,
  type NewTask,
} from '../../../src/domain/tasks/create-task.ts'
import type { Task } from '../../../src/domain/tasks/task.ts'
import { calendar, codeOf, day, now, ok, project, task, today } from './sample.ts'

const zhao = { id: 'zhao', active: true }
const zhou = { id: 'zhou', active: true }
const design = task(1, { title: '主视觉设计', start: day('11-24'), due: day('11-27') })

const context = (tasks: readonly Task[] = [design], change: Partial<CreateTaskContext> = {}): CreateTaskContext => ({
  id: 2,
  project,
  tree: { projectIds: [101, 102], tasks },
  calendar,
  today,
  now,
  ...change,
})
const page: NewTask = { title: '主会场页面', assignee: zhou, workingDays: 3, dependsOn: [1], createdBy: 'li' }

test('D2: three working days after the design', () => {
  expect(ok(createTask(page, context()))).toEqual({
    task: {
      id: 2,
      projectId: 101,
      kind: 'task',
      title: '主会场页面',
      assigneeId: 'zhou',
      state: 'assigned',
      start: '2026-11-30',
      due: '2026-12-02',
      baselineStart: '2026-11-30',
      baselineDue: '2026-12-02',
      dependsOn: [1],
      createdBy: 'li',
      createdAt: now,
    },
    warnings: [],
  })
})

describe('dates', () => {
  const late = task(3, { start: day('12-01'), due: day('12-05') })
  const past = task(4, { state: 'done', due: day('11-10') })
  const undated = task(5)
  const milestone = task(6, { kind: 'milestone', due: day('12-03') })
  const all = [design, late, past, undated, milestone]
  test.each<[string, Partial<NewTask>, (string | undefined)[]]>([
    ['as said', { start: day('11-24'), due: day('11-27') }, ['11-24', '11-27']],
    ['only due', { due: day('11-27') }, [undefined, '11-27']],
    ['only start', { start: day('11-24') }, ['11-24', undefined]],
    ['none', {}, [undefined, undefined]],
    ['start and duration', { start: day('11-26'), workingDays: 3 }, ['11-26', '11-30']],
    ['a start on a rest day and duration', { start: day('11-28'), workingDays: 1 }, ['11-30', '11-30']],
    ['due and duration', { due: day('12-01'), workingDays: 3 }, ['11-27', '12-01']],
    ['due on a rest day and duration', { due: day('11-29'), workingDays: 2 }, ['11-26', '11-29']],
    ['duration alone begins today', { workingDays: 2 }, ['11-23', '11-24']],
    ['all three, consistent', { start: day('11-27'), due: day('11-30'), workingDays: 2 }, ['11-27', '11-30']],
    ['after the latest predecessor', { dependsOn: [1, 3, 5], workingDays: 1 }, ['12-07', '12-07']],
    ['after a milestone', { dependsOn: [6], workingDays: 1 }, ['12-04', '12-04']],
    ['not in the past', { dependsOn: [4], workingDays: 1 }, ['11-23', '11-23']],
    ['after a task without dates', { dependsOn: [5], workingDays: 1 }, ['11-23', '11-23']],
    ['dependent without a duration', { dependsOn: [1], due: day('12-04') }, [undefined, '12-04']],
  ])('%s', (_name, dates, [start, due]) => {
    const { task: made } = ok(createTask({ title: '任务', createdBy: 'li', ...dates }, context(all)))
    const [wantedStart, wantedDue] = [start && day(start), due && day(due)]
    expect([made.start, made.due]).toEqual([wantedStart, wantedDue])
    expect([made.baselineStart, made.baselineDue]).toEqual([wantedStart, wantedDue])
  })
})

test.each<[string, Partial<NewTask>, string, string?]>([
  ['nobody', {}, 'unassigned'],
  ['somebody else', { assignee: zhao }, 'assigned', 'zhao'],
  ['the author', { assignee: { id: 'li', active: true } }, 'accepted', 'li'],
])('assigned to %s', (_name, change, state, assigneeId) => {
  const { task: made } = ok(createTask({ title: '任务', createdBy: 'li', ...change }, context()))
  expect([made.state, made.assigneeId]).toEqual([state, assigneeId])
})

test('a predecessor named twice counts once', () => {
  expect(ok(createTask({ ...page, dependsOn: [1, 1] }, context())).task.dependsOn).toEqual([1])
})

describe('refusals', () => {
  const others = [design, task(7, { projectId: 200 }), task(8, { state: 'cancelled' })]
  test.each<[string, Partial<NewTask>, string]>([
    ['no title', { title: ' ' }, 'TEXT.EMPTY'],
    ['81 characters', { title: '长'.repeat(81) }, 'TEXT.TOO_LONG'],
    ['an inactive assignee', { assignee: { id: 'gone', active: false } }, 'PERSON.INACTIVE'],
    ['an unknown predecessor', { dependsOn: [99] }, 'TASK.NOT_FOUND'],
    ['another project’s task', { dependsOn: [7] }, 'TASK.OTHER_PROJECT'],
    ['a cancelled predecessor', { dependsOn: [8] }, 'TASK.WRONG_STATE'],
    ['due before start', { start: day('12-02'), due: day('12-01') }, 'DATE.REVERSED'],
    ['due yesterday', { due: day('11-22') }, 'DATE.PAST'],
    ['another century', { due: day('2100-01-01') }, 'DATE.TOO_FAR'],
    ['ends in another century', { start: day('2099-12-31'), workingDays: 2 }, 'DATE.TOO_FAR'],
    ['no days', { workingDays: 0 }, 'DATE.SPAN'],
    ['half a day', { workingDays: 0.5 }, 'DATE.SPAN'],
    ['751 days', { workingDays: 751 }, 'DATE.SPAN'],
    ['a contradiction', { start: day('11-24'), due: day('11-27'), workingDays: 3 }, 'TASK.SPAN_MISMATCH'],
  ])('%s', (_name, change, code) => {
    expect(codeOf(createTask({ title: '任务', createdBy: 'li', ...change }, context(others)))).toBe(code)
  })

  test.each(['closed', 'cancelled'] as const)('a %s project takes nothing new', (status) => {
    const over = context([], { project: { ...project, status } })
    const refusal = refuse('PROJECT.CLOSED', { ref: 'P-101', status })
    expect(createTask({ title: '任务', createdBy: 'li' }, over)).toEqual(refusal)
    expect(createMilestone({ title: '页面上线', due: day('12-03'), createdBy: 'li' }, over)).toEqual(refusal)
  })
})

test('oddities are warnings', () => {
  const odd = { title: '任务', createdBy: 'li', start: day('11-19'), due: day('12-21'), dependsOn: [1] }
  expect(ok(createTask(odd, context())).warnings).toEqual([
    { kind: 'after_project', ref: 'T-2', date: '2026-12-21', projectEnd: '2026-12-20' },
    { kind: 'before_predecessor', ref: 'T-2', predecessorRefs: ['T-1'], earliest: '2026-11-30' },
  ])
})

describe('milestones', () => {
  test('a date without work', () => {
    const { task: made, warnings } = ok(
      createMilestone({ title: '页面上线', due: day('12-03'), createdBy: 'li' }, context()),
    )
    expect(made).toMatchObject({ kind: 'milestone', state: 'unassigned', due: '2026-12-03', baselineDue: '2026-12-03' })
    expect(made.start).toBeUndefined()
    expect(warnings).toEqual([])
  })

  test.each([
    ['11-27', []],
    ['11-26', ['before_predecessor']],
  ])('one on %s after a task that ends on 11-27 warns %j', (due, kinds) => {
    const input = { title: '定稿', due: day(due), dependsOn: [1], createdBy: 'li' }
    expect(ok(createMilestone(input, context())).warnings.map(({ kind }) => kind)).toEqual(kinds)
  })

  test.each([
    [{ title: '' }, 'TEXT.EMPTY'],
    [{ due: day('11-01') }, 'DATE.PAST'],
    [{ dependsOn: [9] }, 'TASK.NOT_FOUND'],
  ])('%j is refused with %s', (change, code) => {
    expect(codeOf(createMilestone({ title: '上线', due: day('12-03'), createdBy: 'li', ...change }, context()))).toBe(
      code,
    )
  })
})
