import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addWorkingDays,
  nextWorkingDay,
  sameOrNextWorkingDay,
  spanEnd,
  type WorkCalendar,
  weekendCalendar,
  workingDaysBetween,
} from '../../../src/domain/shared/calendar.ts'
import { addDays, localDate as d, diffDays, weekday } from '../../../src/domain/shared/local-date.ts'

/** Weekends, a week off from 10-01, and 10-10 (a Saturday) worked instead. */
const goldenWeek: WorkCalendar = {
  isWorkingDay: (date) =>
    date === '2026-10-10' || (weekday(date) <= 5 && !(date >= '2026-10-01' && date <= '2026-10-07')),
  holidayName: (date) => (date >= '2026-10-01' && date <= '2026-10-07' ? '国庆节' : undefined),
  covers: (year) => year === 2026,
}

const calendars = fc.constantFrom(weekendCalendar, goldenWeek)
const days = fc.integer({ min: 0, max: 364 }).map((n) => addDays(d('2026-03-01'), n))

test('examples', () => {
  expect(nextWorkingDay(weekendCalendar, d('2026-11-27'))).toBe('2026-11-30')
  expect(nextWorkingDay(goldenWeek, d('2026-09-30'))).toBe('2026-10-08')
  expect(nextWorkingDay(goldenWeek, d('2026-10-09'))).toBe('2026-10-10')
  expect(sameOrNextWorkingDay(weekendCalendar, d('2026-11-27'))).toBe('2026-11-27')
  expect(sameOrNextWorkingDay(weekendCalendar, d('2026-11-28'))).toBe('2026-11-30')
  expect(spanEnd(weekendCalendar, d('2026-11-30'), 3)).toBe('2026-12-02')
  expect(spanEnd(weekendCalendar, d('2026-11-28'), 1)).toBe('2026-11-30')
  expect(spanEnd(goldenWeek, d('2026-09-29'), 4)).toBe('2026-10-09')
  expect(workingDaysBetween(weekendCalendar, d('2026-11-23'), d('2026-11-29'))).toBe(5)
  expect(workingDaysBetween(weekendCalendar, d('2026-11-29'), d('2026-11-23'))).toBe(0)
})

describe('laws', () => {
  test('adding n working days lands n working days later', () => {
    fc.assert(
      fc.property(calendars, days, fc.integer({ min: 1, max: 90 }), (calendar, date, n) => {
        const to = addWorkingDays(calendar, date, n)
        expect(calendar.isWorkingDay(to)).toBe(true)
        expect(workingDaysBetween(calendar, addDays(date, 1), to)).toBe(n)
        expect(workingDaysBetween(calendar, addWorkingDays(calendar, date, -n), addDays(date, -1))).toBe(n)
      }),
    )
  })

  test('steps of one sign add up, and forward then back returns a working day', () => {
    fc.assert(
      fc.property(calendars, days, fc.nat(60), fc.nat(60), (calendar, date, a, b) => {
        expect(addWorkingDays(calendar, addWorkingDays(calendar, date, a), b)).toBe(
          addWorkingDays(calendar, date, a + b),
        )
        const working = sameOrNextWorkingDay(calendar, date)
        expect(addWorkingDays(calendar, addWorkingDays(calendar, working, a), -a)).toBe(working)
      }),
    )
  })

  test('a span of n working days contains n working days and ends on the last of them', () => {
    fc.assert(
      fc.property(calendars, days, fc.integer({ min: 1, max: 60 }), (calendar, start, n) => {
        const end = spanEnd(calendar, start, n)
        expect(calendar.isWorkingDay(end)).toBe(true)
        expect(workingDaysBetween(calendar, start, end)).toBe(n)
      }),
    )
  })

  test('the next working day is the nearest one', () => {
    fc.assert(
      fc.property(calendars, days, (calendar, date) => {
        const next = nextWorkingDay(calendar, date)
        expect(diffDays(date, next)).toBeGreaterThan(0)
        expect(workingDaysBetween(calendar, addDays(date, 1), next)).toBe(1)
        expect(sameOrNextWorkingDay(calendar, next)).toBe(next)
      }),
    )
  })
})

test('impossible requests are refused instead of looping', () => {
  const never: WorkCalendar = { isWorkingDay: () => false, holidayName: () => undefined, covers: () => true }
  expect(() => nextWorkingDay(never, d('2026-01-01'))).toThrow(RangeError)
  expect(() => addWorkingDays(weekendCalendar, d('2026-01-01'), 1.5)).toThrow(RangeError)
  expect(() => spanEnd(weekendCalendar, d('2026-01-01'), 0)).toThrow(RangeError)
})
