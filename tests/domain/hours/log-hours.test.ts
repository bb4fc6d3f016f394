import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type HourEntry, loggingRef, parseLoggingRef } from '../../../src/domain/hours/hour-entry.ts'
import {
  logHours,
  logSeveral,
  minutesOf,
  type NewHours,
  removeHours,
  reviseHours,
} from '../../../src/domain/hours/log-hours.ts'
import { weekendCalendar } from '../../../src/domain/shared/calendar.ts'
import { addDays, localDate as d } from '../../../src/domain/shared/local-date.ts'
import { isRefusal, refuse } from '../../../src/domain/shared/refusal.ts'

const now = new Date('2026-11-23T10:30:00Z')
const base = { entriesOfDay: [], calendar: weekendCalendar, today: d('2026-11-23'), now }
const copywriting: NewHours = {
  person: { id: 'han', active: true },
  task: { id: 3, projectId: 101, kind: 'task', state: 'accepted' },
  workDate: d('2026-11-23'),
  minutes: 150,
}
const entry = (change: Partial<HourEntry> = {}): HourEntry => ({
  id: 'h1',
  projectId: 101,
  taskId: 3,
  personId: 'han',
  workDate: d('2026-11-23'),
  minutes: 150,
  overtime: false,
  loggedAt: now,
  removed: false,
  ...change,
})
const codeOf = (result: unknown): string | undefined => (isRefusal(result) ? result.code : undefined)

describe('D4', () => {
  test('today, and yesterday, which was a Sunday', () => {
    expect(logHours(copywriting, { ...base, id: 'h1' })).toEqual(entry())
    expect(logHours({ ...copywriting, workDate: d('2026-11-22'), minutes: 180 }, { ...base, id: 'h2' })).toEqual(
      entry({ id: 'h2', workDate: d('2026-11-22'), minutes: 180, overtime: true }),
    )
  })

  test('yesterday becomes 2 hours, and what was is kept', () => {
    const sunday = entry({ workDate: d('2026-11-22'), minutes: 180, overtime: true })
    expect(reviseHours(sunday, { personId: 'han', minutes: 120 }, { ...base, entriesOfDay: [sunday] })).toEqual({
      entry: { ...sunday, minutes: 120 },
      revision: {
        entryId: 'h1',
        at: now,
        by: 'han',
        before: { workDate: '2026-11-22', minutes: 180, removed: false },
        after: { workDate: '2026-11-22', minutes: 120, removed: false },
      },
    })
  })

  test('23 hours more would be 25.5; 2.3 was meant', () => {
    expect(logHours({ ...copywriting, minutes: 1380 }, { ...base, entriesOfDay: [entry()], id: 'h3' })).toEqual(
      refuse('HOURS.DAY_FULL', { date: d('2026-11-23'), wouldBeMinutes: 1530, suggestionMinutes: 138 }),
    )
  })
})

describe('minutes', () => {
  test.each<[string, number, number, unknown]>([
    ['a minute', 1, 0, undefined],
    ['a whole day', 1440, 0, undefined],
    ['the rest of a day', 1290, 150, undefined],
    ['a minute too many', 1291, 150, { wouldBeMinutes: 1441 }],
    ['more than a day, a tenth of it fits', 2400, 150, { wouldBeMinutes: 2550, suggestionMinutes: 240 }],
    ['long, but ten hours are where doubt begins', 599, 900, { wouldBeMinutes: 1499 }],
    ['ten hours', 600, 900, { wouldBeMinutes: 1500, suggestionMinutes: 60 }],
    ['a tenth does not fit either', 600, 1400, { wouldBeMinutes: 2000 }],
    ['a tenth is no whole minute', 1383, 150, { wouldBeMinutes: 1533 }],
  ])('%s', (_name, minutes, logged, params) => {
    const entriesOfDay = logged === 0 ? [] : [entry({ minutes: logged })]
    const result = logHours({ ...copywriting, minutes }, { ...base, entriesOfDay, id: 'h2' })
    expect(isRefusal(result) ? result.params : undefined).toEqual(params && { date: '2026-11-23', ...params })
  })

  test('entries taken back leave room', () => {
    const entriesOfDay = [entry({ minutes: 1400, removed: true })]
    expect(codeOf(logHours({ ...copywriting, minutes: 600 }, { ...base, entriesOfDay, id: 'h2' }))).toBeUndefined()
  })

  test('part of a minute is a bug of the caller', () => {
    expect(() => logHours({ ...copywriting, minutes: 1.5 }, { ...base, id: 'h' })).toThrow(RangeError)
  })
})

test.each<[string, Partial<NewHours>, string | undefined]>([
  ['nothing', { minutes: 0 }, 'HOURS.NOT_POSITIVE'],
  ['less than nothing', { minutes: -60 }, 'HOURS.NOT_POSITIVE'],
  ['tomorrow', { workDate: d('2026-11-24') }, 'HOURS.FUTURE'],
  ['31 days ago', { workDate: d('2026-10-23') }, undefined],
  ['32 days ago', { workDate: d('2026-10-22') }, 'HOURS.TOO_OLD'],
  ['a milestone', { task: { ...copywriting.task, kind: 'milestone' } }, 'TASK.IS_MILESTONE'],
  ['a cancelled task', { task: { ...copywriting.task, state: 'cancelled' } }, 'TASK.WRONG_STATE'],
  ['a finished task', { task: { ...copywriting.task, state: 'done' } }, undefined],
  ['somebody who left', { person: { id: 'han', active: false } }, 'PERSON.INACTIVE'],
])('%s', (_name, change, code) => {
  expect(codeOf(logHours({ ...copywriting, ...change }, { ...base, id: 'h1' }))).toBe(code)
})

describe('several days at once', () => {
  const { person, task } = copywriting
  const both = [
    { workDate: d('2026-11-22'), minutes: 180 },
    { workDate: d('2026-11-23'), minutes: 150 },
  ]
  const several = { ...base, entries: [], ids: ['h1', 'h2'] }

  test('one entry for each, in their order', () => {
    expect(logSeveral({ person, task, days: both }, several)).toEqual([
      entry({ workDate: d('2026-11-22'), minutes: 180, overtime: true }),
      entry({ id: 'h2' }),
    ])
  })

  test.each<[string, readonly { workDate: string; minutes: number }[], HourEntry[]]>([
    ['with what is there already', both, [entry({ id: 'h0', minutes: 1300 })]],
    ['with each other', [{ workDate: '2026-11-23', minutes: 1300 }, ...both], []],
  ])('no day above 24 h: %s', (_name, days, entries) => {
    const typed = days.map(({ workDate, minutes }) => ({ workDate: d(workDate), minutes }))
    const context = { ...several, entries, ids: ['h1', 'h2', 'h3'] }
    expect(logSeveral({ person, task, days: typed }, context)).toEqual(
      refuse('HOURS.DAY_FULL', { date: d('2026-11-23'), wouldBeMinutes: 1450 }),
    )
  })

  test('the first refusal is the answer', () => {
    const days = [...both, { workDate: d('2026-11-24'), minutes: 60 }]
    expect(codeOf(logSeveral({ person, task, days }, { ...several, ids: ['h1', 'h2', 'h3'] }))).toBe('HOURS.FUTURE')
  })

  test('a day without an id is a bug of the caller', () => {
    expect(() => logSeveral({ person, task, days: both }, { ...several, ids: ['h1'] })).toThrow(RangeError)
  })
})

describe('a logging has a name', () => {
  test.each(['han', 'a/b', '1/2'])('which names its task, person %s and time', (personId) => {
    const logging = { taskId: 3, personId, loggedAt: now }
    expect(parseLoggingRef(loggingRef(entry({ personId })))).toEqual(logging)
  })

  test.each(['T-3', 'hours:3', 'hours:x/han/1', 'hours:3/han/', 'prompt:1'])('%s is none', (ref) => {
    expect(parseLoggingRef(ref)).toBeUndefined()
  })
})

describe('revisions', () => {
  const old = entry({ workDate: d('2026-10-01') })
  test.each<[string, HourEntry, Parameters<typeof reviseHours>[1], string | undefined]>([
    ['somebody else’s', entry(), { personId: 'zhao', minutes: 60 }, 'HOURS.NOT_YOURS'],
    ['taken back', entry({ removed: true }), { personId: 'han', minutes: 60 }, 'HOURS.REMOVED'],
    ['too old to change', old, { personId: 'han', minutes: 60 }, 'HOURS.TOO_OLD'],
    ['too old to move', old, { personId: 'han', workDate: d('2026-11-20') }, 'HOURS.TOO_OLD'],
    ['into the future', entry(), { personId: 'han', workDate: d('2026-11-24') }, 'HOURS.FUTURE'],
    ['to nothing', entry(), { personId: 'han', minutes: 0 }, 'HOURS.NOT_POSITIVE'],
    ['to the same', entry(), { personId: 'han', minutes: 150 }, 'HOURS.NO_CHANGE'],
    ['to a full day', entry(), { personId: 'han', minutes: 1440 }, undefined],
    ['beyond a day', entry(), { personId: 'han', minutes: 1441 }, 'HOURS.DAY_FULL'],
  ])('%s', (_name, before, change, code) => {
    expect(codeOf(reviseHours(before, change, { ...base, entriesOfDay: [before] }))).toBe(code)
  })

  test('another day counts anew: its entries, and whether it is a rest day', () => {
    const change = { personId: 'han', workDate: d('2026-11-21') }
    expect(reviseHours(entry(), change, base)).toMatchObject({
      entry: { workDate: '2026-11-21', overtime: true, minutes: 150 },
    })
    const full = { ...base, entriesOfDay: [entry({ id: 'h9', workDate: d('2026-11-21'), minutes: 1400 })] }
    expect(reviseHours(entry(), change, full)).toEqual(
      refuse('HOURS.DAY_FULL', { date: d('2026-11-21'), wouldBeMinutes: 1550 }),
    )
  })

  test('taking back keeps the entry on record', () => {
    expect(removeHours(entry(), 'han', base)).toMatchObject({
      entry: { removed: true, minutes: 150 },
      revision: { before: { removed: false }, after: { removed: true, minutes: 150 } },
    })
  })

  test.each<[string, unknown, string]>([
    ['twice', removeHours(entry({ removed: true }), 'han', base), 'HOURS.REMOVED'],
    ['by somebody else', removeHours(entry(), 'zhao', base), 'HOURS.NOT_YOURS'],
    ['after a month', removeHours(old, 'han', base), 'HOURS.TOO_OLD'],
  ])('taking back %s is refused', (_name, result, code) => {
    expect(codeOf(result)).toBe(code)
  })
})

interface Step {
  what: 'log' | 'revise' | 'remove'
  which: number
  minutes: number
  back: number
}

const onDay = (entries: readonly HourEntry[], date: string) =>
  entries.filter(({ workDate, removed }) => workDate === date && !removed)

/** The entries after one more thing that somebody does. */
function after(entries: readonly HourEntry[], { what, which, minutes, back }: Step): readonly HourEntry[] {
  const workDate = addDays(base.today, -back)
  const context = { ...base, entriesOfDay: onDay(entries, workDate) }
  const found = entries[which % Math.max(1, entries.length)]
  if (what === 'log' || !found) {
    const made = logHours({ ...copywriting, workDate, minutes }, { ...context, id: `h${entries.length}` })
    return isRefusal(made) ? entries : [...entries, made]
  }
  const change = { personId: 'han', workDate, minutes }
  const result = what === 'revise' ? reviseHours(found, change, context) : removeHours(found, 'han', base)
  return isRefusal(result) ? entries : entries.map((one) => (one === found ? result.entry : one))
}

test('however people log and change, no day exceeds 24 h', () => {
  const step = fc.record<Step>({
    what: fc.constantFrom('log', 'revise', 'remove'),
    which: fc.nat(9),
    minutes: fc.integer({ min: 1, max: 1500 }),
    back: fc.nat(2),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const entries = steps.reduce(after, [])
      for (const back of [0, 1, 2]) {
        expect(minutesOf(onDay(entries, addDays(base.today, -back)))).toBeLessThanOrEqual(1440)
      }
    }),
  )
})
