import { describe, expect, test } from 'vitest'
import { chineseCalendar } from '../../../src/adapters/system/holidays.ts'
import { addWorkingDays, nextWorkingDay, workingDaysBetween } from '../../../src/domain/shared/calendar.ts'
import { localDate } from '../../../src/domain/shared/local-date.ts'

const calendar = chineseCalendar()

describe('the Chinese calendar of 2026', () => {
  test.each([
    ['2026-01-01', false, '元旦'],
    ['2026-01-04', true, undefined], // Sunday, worked for 元旦
    ['2026-02-14', true, undefined], // Saturday, worked for 春节
    ['2026-02-17', false, '春节'],
    ['2026-02-24', true, undefined],
    ['2026-05-01', false, '劳动节'],
    ['2026-10-01', false, '国庆节'],
    ['2026-10-07', false, '国庆节'],
    ['2026-10-08', true, undefined],
    ['2026-10-10', true, undefined], // Saturday, worked for 国庆节
    ['2026-11-22', false, undefined],
    ['2026-11-23', true, undefined],
  ])('%s works: %s, holiday: %s', (date, working, holiday) => {
    expect(calendar.isWorkingDay(localDate(date))).toBe(working)
    expect(calendar.holidayName(localDate(date))).toBe(holiday)
  })

  test('working days jump the National Day week and count the worked Saturday', () => {
    expect(nextWorkingDay(calendar, localDate('2026-09-30'))).toBe('2026-10-08')
    expect(addWorkingDays(calendar, localDate('2026-10-08'), 2)).toBe('2026-10-10')
    expect(addWorkingDays(calendar, localDate('2026-10-08'), -1)).toBe('2026-09-30')
    expect(workingDaysBetween(calendar, localDate('2026-10-01'), localDate('2026-10-31'))).toBe(18)
  })
})

test('a year without an official list falls back to weekends and says so', () => {
  expect(calendar.covers(2026)).toBe(true)
  expect(calendar.covers(2024)).toBe(true)
  expect(calendar.covers(2040)).toBe(false)
  expect(calendar.isWorkingDay(localDate('2040-10-01'))).toBe(true) // a Monday
  expect(calendar.isWorkingDay(localDate('2040-10-06'))).toBe(false) // a Saturday
})
