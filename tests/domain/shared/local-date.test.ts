import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as dates from '../../../src/domain/shared/local-date.ts'
import { localDate as d } from '../../../src/domain/shared/local-date.ts'

const anyDate = fc
  .date({ min: new Date('1975-01-01T00:00:00Z'), max: new Date('2990-12-31T00:00:00Z'), noInvalidDate: true })
  .map((at) => d(at.toISOString().slice(0, 10)))

test.each([
  '2026-02-30',
  '2026-13-01',
  '2025-02-29',
  '2026-1-1',
  '1969-12-31',
  '3000-01-01',
  '2026-12-01 ',
  '',
  '2026-00-10',
])('%s is not a date', (text) => {
  expect(dates.parseLocalDate(text)).toBeUndefined()
  expect(() => d(text)).toThrow(RangeError)
})

test.each(['2024-02-29', '2000-02-29', '1970-01-01', '2999-12-31'])('%s is a date', (text) => {
  expect(dates.parseLocalDate(text)).toBe(text)
})

describe('arithmetic', () => {
  test('addDays and diffDays are inverse, and agree with the platform calendar', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -1500, max: 1500 }), (date, n) => {
        const moved = dates.addDays(date, n)
        expect(dates.diffDays(date, moved)).toBe(n)
        expect(dates.addDays(moved, -n)).toBe(date)
        const at = new Date(`${date}T00:00:00Z`)
        at.setUTCDate(at.getUTCDate() + n)
        expect(at.toISOString().slice(0, 10)).toBe(moved)
      }),
    )
  })

  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -13, '2024-12-15'],
  ])('%s + %s months = %s', (from, months, to) => {
    expect(dates.addMonths(d(from), months)).toBe(to)
  })

  test('leaving 1970–2999 is an error, not a wrong date', () => {
    expect(() => dates.addDays(d('2999-12-31'), 1)).toThrow(RangeError)
    expect(() => dates.addDays(d('1970-01-01'), -1)).toThrow(RangeError)
    expect(() => dates.addDays(d('2026-01-01'), Number.NaN)).toThrow(RangeError)
    expect(() => dates.addMonths(d('2999-12-31'), 1)).toThrow(RangeError)
  })

  test('ends of periods', () => {
    expect(dates.startOfMonth(d('2026-11-23'))).toBe('2026-11-01')
    expect(dates.endOfMonth(d('2024-02-10'))).toBe('2024-02-29')
    expect(dates.endOfQuarter(d('2026-11-23'))).toBe('2026-12-31')
    expect(dates.endOfQuarter(d('2026-04-01'))).toBe('2026-06-30')
  })

  test('compare, min and max', () => {
    expect(['2026-12-01', '2026-02-01'].map(d).sort(dates.compare)).toEqual(['2026-02-01', '2026-12-01'])
    expect(dates.compare(d('2026-01-01'), d('2026-01-01'))).toBe(0)
    expect(dates.min(d('2026-12-01'), d('2026-02-01'))).toBe('2026-02-01')
    expect(dates.max(d('2026-12-01'), d('2026-02-01'))).toBe('2026-12-01')
  })
})

describe('weeks', () => {
  test.each([
    ['2026-11-23', 1, 2026, 48],
    ['2026-11-30', 1, 2026, 49],
    ['2026-12-31', 4, 2026, 53],
    ['2027-01-03', 7, 2026, 53],
    ['2027-01-04', 1, 2027, 1],
    ['2024-12-30', 1, 2025, 1],
    ['2021-01-01', 5, 2020, 53],
  ])('%s is day %s of ISO week %s-W%s', (date, day, year, week) => {
    expect(dates.weekday(d(date))).toBe(day)
    expect(dates.isoWeek(d(date))).toEqual({ year, week })
  })

  test('the week that a date is in starts where isoWeekStart says', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const { year, week } = dates.isoWeek(date)
        const monday = dates.isoWeekStart(year, week)
        expect(monday).toBe(dates.startOfIsoWeek(date))
        expect(dates.weekday(monday)).toBe(1)
        expect(dates.diffDays(monday, date)).toBe(dates.weekday(date) - 1)
        expect(dates.weekday(date) % 7).toBe(new Date(`${date}T00:00:00Z`).getUTCDay())
      }),
    )
  })

  test.each([
    [2025, 53],
    [2026, 54],
    [2026, 0],
    [2026, 1.5],
  ])('%s has no week %s', (year, week) => {
    expect(() => dates.isoWeekStart(year, week)).toThrow(RangeError)
  })
})

describe('writing', () => {
  test('Chinese', () => {
    expect(dates.formatDate(d('2026-12-01'))).toBe('2026-12-01(周二)')
    expect(dates.formatDay(d('2026-12-01'))).toBe('12-01(周二)')
    expect(dates.formatDay(d('2026-12-01'), d('2026-01-01'))).toBe('12-01(周二)')
    expect(dates.formatDay(d('2027-01-01'), d('2026-12-01'))).toBe('2027-01-01(周五)')
    expect(dates.formatRange(d('2026-12-01'), d('2026-12-20'))).toBe('2026-12-01(周二)—12-20(周日)')
    expect(dates.formatRange(d('2026-12-20'), d('2027-01-05'))).toBe('2026-12-20(周日)—2027-01-05(周二)')
    expect(dates.formatRange(d('2026-12-20'), d('2026-12-20'))).toBe('2026-12-20(周日)')
  })

  test('English', () => {
    expect(dates.formatDate(d('2026-12-01'), 'en')).toBe('2026-12-01 (Tue)')
    expect(dates.formatDay(d('2026-12-01'), d('2025-12-01'), 'en')).toBe('2026-12-01 (Tue)')
    expect(dates.formatRange(d('2026-12-01'), d('2026-12-20'), 'en')).toBe('2026-12-01 (Tue) – 12-20 (Sun)')
  })
})
