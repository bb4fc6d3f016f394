import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  nextWorkingDay,
  type WorkCalendar,
  weekendCalendar,
  workingDaysBetween,
} from '../../../src/domain/shared/calendar.ts'
import { addDays, type LocalDate, max, weekday } from '../../../src/domain/shared/local-date.ts'
import { isRefusal } from '../../../src/domain/shared/refusal.ts'
import { followerMoves } from '../../../src/domain/tasks/follower-moves.ts'
import { moveTask, type PlannedMove, planMove } from '../../../src/domain/tasks/plan-move.ts'
import type { Task } from '../../../src/domain/tasks/task.ts'
import { day, project, task, today } from './sample.ts'

/** A week off from 12-07, and Saturday 12-05 worked instead. */
const holidayCalendar: WorkCalendar = {
  isWorkingDay: (date) =>
    date === '2026-12-05' || (weekday(date) <= 5 && !(date >= '2026-12-07' && date <= '2026-12-11')),
  holidayName: () => undefined,
  covers: () => true,
}

interface Sketch {
  kind: 'task' | 'milestone' | 'undated' | 'only_due' | 'only_start'
  state: Task['state']
  /** Calendar days after the earliest possible one, and calendar days of length. */
  gap: number
  length: number
  /** Bit n: waits for the n-th task before it. */
  waits: number
}

const sketches = fc.array(
  fc.record<Sketch>({
    kind: fc.oneof(
      { weight: 5, arbitrary: fc.constant('task' as const) },
      fc.constantFrom('milestone' as const, 'undated' as const, 'only_due' as const, 'only_start' as const),
    ),
    state: fc.oneof(
      { weight: 6, arbitrary: fc.constant('accepted' as const) },
      fc.constantFrom('done' as const, 'cancelled' as const, 'unassigned' as const),
    ),
    gap: fc.nat(5),
    length: fc.nat(12),
    waits: fc.nat(255),
  }),
  { minLength: 2, maxLength: 9 },
)

const isOpen = ({ state }: Task): boolean => state !== 'done' && state !== 'cancelled'

/** When a task ends, in the oracle's words: a late milestone when it is met, a task without dates with its predecessors. */
function ending(id: number, tasks: readonly Task[]): LocalDate | undefined {
  const one = tasks.find((other) => other.id === id)
  if (!one || !isOpen(one)) return undefined
  const own = one.due ?? one.start
  if (one.kind === 'task' && own !== undefined) return own
  const before = endsBefore(one, tasks)
  return own === undefined ? before : max(own, before ?? own)
}

function endsBefore({ dependsOn }: Task, tasks: readonly Task[]): LocalDate | undefined {
  const ends = dependsOn.flatMap((id) => ending(id, tasks) ?? [])
  return ends.length === 0 ? undefined : ends.reduce(max)
}

/** A plan without a contradiction: nothing starts before what it waits for ends. */
function build(list: readonly Sketch[], calendar: WorkCalendar): Task[] {
  const tasks: Task[] = []
  for (const [index, { kind, state, gap, length, waits }] of list.entries()) {
    // Ids descend, so that no rule can lean on their order.
    const dependsOn = tasks.filter((_, at) => (waits >> at) % 2 === 1).map(({ id }) => id)
    const one = task(100 - index, { kind: kind === 'milestone' ? 'milestone' : 'task', state, dependsOn })
    const before = endsBefore(one, tasks)
    const first = addDays(before === undefined ? today : nextWorkingDay(calendar, before), gap)
    if (kind !== 'undated' && kind !== 'only_due' && kind !== 'milestone') one.start = first
    if (kind !== 'undated' && kind !== 'only_start') one.due = addDays(first, kind === 'task' ? length : 0)
    tasks.push(one)
  }
  return tasks
}

interface Case {
  tasks: Task[]
  root: Task
  calendar: WorkCalendar
  planned: PlannedMove
  after: Task[]
}

const cases = fc
  .record({
    list: sketches,
    calendar: fc.constantFrom(weekendCalendar, holidayCalendar),
    which: fc.nat(8),
    shift: fc.integer({ min: -10, max: 30 }),
  })
  .map(({ list, calendar, which, shift }): Case | undefined => {
    const tasks = build(list, calendar)
    const root = tasks[which % tasks.length]
    if (!root) return undefined
    const plan = { tasks, calendar, project, today: day('2026-10-01') }
    const planned = planMove(root, { shiftWorkingDays: shift }, plan, true)
    if (isRefusal(planned)) return undefined
    return { tasks, root, calendar, planned, after: apply(tasks, planned) }
  })
  .filter((one) => one !== undefined)

function apply(tasks: readonly Task[], { moves }: PlannedMove): Task[] {
  const dates = new Map(moves.map((move) => [move.taskId, move.after]))
  return tasks.map((one) => moveTask(one, dates.get(one.id) ?? one))
}

const check = (law: (one: Case) => void): void => fc.assert(fc.property(cases, law), { numRuns: 400 })
const firstDay = ({ start, due }: Pick<Task, 'start' | 'due'>): LocalDate | undefined => start ?? due

test('the cases move followers often enough to mean something', () => {
  const sample = fc.sample(cases, { numRuns: 300, seed: 1 })
  expect(sample.filter(({ planned }) => planned.followers.length > 0).length).toBeGreaterThan(60)
})

test('no follower starts before its predecessors end', () => {
  check(({ root, after }) => {
    for (const one of after) {
      const [first, ended] = [firstDay(one), endsBefore(one, after)]
      if (one.id === root.id || one.kind === 'milestone' || !isOpen(one) || !first || !ended) continue
      expect(first > ended).toBe(true)
    }
  })
})

test('durations in working days are kept (at least one day), and nothing moves earlier', () => {
  check(({ planned, calendar }) => {
    for (const { before, after } of planned.followers) {
      expect([after.start !== undefined, after.due !== undefined]).toEqual([
        before.start !== undefined,
        before.due !== undefined,
      ])
      if (before.due && after.due) expect(after.due >= before.due).toBe(true)
      if (!before.start || !after.start) continue
      expect(after.start > before.start).toBe(true)
      if (!before.due || !after.due) continue
      const days = workingDaysBetween(calendar, before.start, before.due)
      expect(workingDaysBetween(calendar, after.start, after.due)).toBe(Math.max(1, days))
    }
  })
})

test('a follower moves only if it must, and only as far as it must', () => {
  check(({ planned, calendar, after, tasks }) => {
    for (const { taskId, after: dates } of planned.followers) {
      const one = after.find(({ id }) => id === taskId)
      const until = one && endsBefore(one, after)
      expect(until && firstDay(dates)).toBe(until && nextWorkingDay(calendar, until))
      const before = tasks.find(({ id }) => id === taskId)
      expect(before && until && (firstDay(before) ?? '') <= until).toBe(true)
    }
  })
})

test('milestones, finished and cancelled tasks and those that do not wait for it stay', () => {
  check(({ planned, tasks, root }) => {
    const waiting = new Set([root.id])
    for (const one of tasks) if (one.dependsOn.some((id) => waiting.has(id))) waiting.add(one.id)
    for (const { taskId } of planned.followers) {
      const one = tasks.find(({ id }) => id === taskId)
      expect(one && isOpen(one) && one.kind === 'task' && one.id !== root.id && waiting.has(one.id)).toBe(true)
    }
  })
})

test('once moved, nothing is left to move', () => {
  check(({ after, root, calendar }) => {
    const moved = after.find(({ id }) => id === root.id)
    expect(moved && followerMoves(moved, after, calendar)).toEqual([])
  })
})

test('the order of the tasks does not matter, and moving alone finds the same followers', () => {
  check(({ tasks, root, calendar, planned }) => {
    const own = planned.moves[0]
    const change = own?.after ?? {}
    const plan = { tasks: tasks.toReversed(), calendar, project, today: day('2026-10-01') }
    expect(planMove(root, change, plan, true)).toEqual(planned)
    expect(planMove(root, change, plan, false)).toMatchObject({ moves: [own], followers: planned.followers })
  })
})
