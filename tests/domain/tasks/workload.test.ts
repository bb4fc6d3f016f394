import { describe, expect, test } from 'vitest'
import type { Task } from '../../../src/domain/tasks/task.ts'
import { capacity, weekOf, workload } from '../../../src/domain/tasks/workload.ts'
import { calendar, day, task, today } from './sample.ts'

const week = weekOf(today)
const load = (tasks: readonly Task[], people: readonly string[] = []) =>
  workload(tasks, people, { week, calendar, today })
const of = (change: Partial<Task>): Task => task(1, { assigneeId: 'zhao', state: 'accepted', ...change })

test('the week is Monday to Sunday, its capacity 8 h for each working day', () => {
  expect(week).toEqual({ start: day('11-23'), end: day('11-29') })
  expect(weekOf(day('11-29'))).toEqual(week)
  expect(weekOf(day('11-30')).start).toBe(day('11-30'))
  expect(capacity(week, calendar)).toBe(40 * 60)
  const short = {
    ...calendar,
    isWorkingDay: (date: string) => date !== '2026-11-25' && calendar.isWorkingDay(day(date)),
  }
  expect(capacity(week, short)).toBe(32 * 60)
})

describe('planned hours of one task', () => {
  test.each([
    ['within the week', { start: day('11-24'), due: day('11-26') }, 24],
    ['over its beginning', { start: day('11-18'), due: day('11-24') }, 16],
    ['over its end, rest days left out', { start: day('11-27'), due: day('12-04') }, 8],
    ['all of it', { start: day('11-01'), due: day('12-31') }, 40],
    ['a due date alone', { due: day('11-25') }, 8],
    ['a start alone', { start: day('11-25') }, 8],
    ['a due date on a rest day', { due: day('11-28') }, 0],
    ['no date', {}, 0],
    ['next week', { start: day('11-30'), due: day('12-02') }, 0],
    ['last week', { start: day('11-16'), due: day('11-20') }, 0],
  ])('%s', (_name, dates, hours) => {
    expect(load([of(dates)])[0]?.minutes).toBe(hours * 60)
  })

  test.each([
    ['done', { state: 'done' }],
    ['cancelled', { state: 'cancelled' }],
    ['a milestone', { kind: 'milestone' }],
    ['without anybody', { assigneeId: undefined }],
  ] as const)('%s counts for nobody', (_name, change) => {
    const { assigneeId, ...rest } = of({ due: day('11-25') })
    const changed = { ...rest, ...('assigneeId' in change ? {} : { assigneeId, ...change }) } as Task
    expect(load([changed])).toEqual([])
  })
})

test('parallel tasks add up; the busiest comes first; whoever is idle is there, too', () => {
  const whole = { start: day('11-23'), due: day('11-27') }
  const tasks = [
    task(1, { assigneeId: 'zhou', state: 'accepted', due: day('11-25') }),
    task(2, { assigneeId: 'zhao', state: 'assigned', ...whole }),
    task(3, { assigneeId: 'zhao', state: 'blocked', ...whole }),
    task(4, { assigneeId: 'zhao', state: 'accepted', due: day('11-20') }),
  ]
  expect(load(tasks, ['han', 'zhao'])).toEqual([
    { personId: 'zhao', openTasks: 3, lateTasks: 1, minutes: 80 * 60 },
    { personId: 'zhou', openTasks: 1, lateTasks: 0, minutes: 8 * 60 },
    { personId: 'han', openTasks: 0, lateTasks: 0, minutes: 0 },
  ])
})
