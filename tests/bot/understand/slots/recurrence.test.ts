import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  findDates,
  findRecurrences,
  nextOccurrences,
  type Recurrence,
} from '../../../../src/bot/understand/slots/index.ts'
import { addDays, localDate, partsOf, weekday } from '../../../../src/domain/shared/local-date.ts'
import { context } from './context.ts'

const { calendar, today } = context()
const read = (text: string): [string, Recurrence][] =>
  findRecurrences(text).map(({ text: written, value }) => [written, value])
const weekly = (weekdays: number[], more: { interval?: number; time?: number } = {}): Recurrence => ({
  every: 'week',
  interval: 1,
  weekdays,
  ...more,
})
const monthly = (...days: (number | 'last' | 'firstWorkingDay' | 'lastWorkingDay')[]): Recurrence => ({
  every: 'month',
  interval: 1,
  days,
})

test.each<[string, Recurrence]>([
  ['每周五', weekly([5])],
  ['每个星期天', weekly([7])],
  ['每逢周三', weekly([3])],
  ['每周一三五', weekly([1, 3, 5])],
  ['每周一、三和五', weekly([1, 3, 5])],
  ['每周二和周四', weekly([2, 4])],
  ['每周一到周五', weekly([1, 2, 3, 4, 5])],
  ['每周末', weekly([6, 7])],
  ['每周一次', weekly([])],
  ['每周', weekly([])],
  ['每周五下午三点', weekly([5], { time: 900 })],
  ['每两周', weekly([], { interval: 2 })],
  ['每隔一周', weekly([], { interval: 2 })],
  ['每两周的周五', weekly([5], { interval: 2 })],
  ['两周一次', weekly([], { interval: 2 })],
  ['隔周周三', weekly([3], { interval: 2 })],
  ['每天', { every: 'day', interval: 1 }],
  ['每3天', { every: 'day', interval: 3 }],
  ['隔天', { every: 'day', interval: 2 }],
  ['每天早上9点半', { every: 'day', interval: 1, time: 570 }],
  ['每个工作日早上9点', { every: 'workingDay', time: 540 }],
  ['每月最后一个工作日', monthly('lastWorkingDay')],
  ['每个月第一个工作日', monthly('firstWorkingDay')],
  ['每月15号', monthly(15)],
  ['每月十五号', monthly(15)],
  ['每月1号和15号', monthly(1, 15)],
  ['每月底', monthly('last')],
  ['每月月初', monthly(1)],
  ['every Friday', weekly([5])],
  ['every Monday and Thursday', weekly([1, 4])],
  ['every other week', weekly([], { interval: 2 })],
  ['every Friday at 9am', weekly([5], { time: 540 })],
  ['every weekday', { every: 'workingDay' }],
  ['daily', { every: 'day', interval: 1 }],
  ['every month on the 15th', monthly(15)],
  ['every last working day of the month', monthly('lastWorkingDay')],
])('%s', (text, rule) => {
  expect(read(`提醒我 ${text} 交周报`)).toEqual([[text, rule]])
  expect(findDates(text, context())).toEqual([])
})

test.each(['周五', '每日优鲜', '每个人', '每篇', '第一周', '工作日', '「每周五」', 'everything', '下个月', '每年'])(
  'nothing comes again in %s',
  (text) => {
    expect(read(text)).toEqual([])
  },
)

test.each<[Recurrence, string, string[]]>([
  [weekly([5]), '2026-11-27', ['2026-11-27', '2026-12-04', '2026-12-11']],
  [weekly([1, 3, 5]), '2026-11-24', ['2026-11-25', '2026-11-27', '2026-11-30']],
  [weekly([], { interval: 2 }), '2026-11-23', ['2026-11-23', '2026-12-07', '2026-12-21']],
  [{ every: 'day', interval: 3 }, '2026-11-23', ['2026-11-23', '2026-11-26', '2026-11-29']],
  // 1 to 7 October are free, and 10 October, a Saturday, is worked instead.
  [{ every: 'workingDay' }, '2026-09-30', ['2026-09-30', '2026-10-08', '2026-10-09', '2026-10-10']],
  [monthly('lastWorkingDay'), '2026-11-23', ['2026-11-30', '2026-12-31', '2027-01-29']],
  [monthly('firstWorkingDay'), '2026-09-30', ['2026-10-08', '2026-11-02']],
  [monthly(31), '2027-01-31', ['2027-01-31', '2027-02-28', '2027-03-31']],
  [monthly(1, 15), '2026-11-23', ['2026-12-01', '2026-12-15', '2027-01-01']],
  [monthly(30, 31), '2027-02-01', ['2027-02-28', '2027-03-30', '2027-03-31']],
])('%j from %s', (rule, from, dates) => {
  expect(nextOccurrences(rule, localDate(from), dates.length, calendar)).toEqual(dates)
})

test('what is written is read back, and its days fit it, in order, from the first on', () => {
  const names = ['一', '二', '三', '四', '五', '六', '日']
  const days = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }).map((some) => some.sort())
  const offset = fc.integer({ min: 0, max: 3000 })
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 31 }), offset, (weekdays, day, later) => {
      const from = addDays(today, later)
      const week = read(`每周${weekdays.map((one) => names[one - 1]).join('')}`)[0]?.[1]
      const month = read(`每月${day}号`)[0]?.[1]
      expect([week, month]).toEqual([weekly(weekdays), monthly(day)])
      const inWeek = week ? nextOccurrences(week, from, 9, calendar) : []
      const inMonth = month ? nextOccurrences(month, from, 9, calendar) : []
      expect(inWeek.every((date) => date >= from && weekdays.includes(weekday(date)))).toBe(true)
      expect(inMonth.every((date) => partsOf(date).day <= day)).toBe(true)
      for (const dates of [inWeek, inMonth]) expect(dates).toEqual([...new Set(dates)].sort())
      expect([inWeek.length, inMonth.length]).toEqual([9, 9])
    }),
    { numRuns: 300 },
  )
})

test.each(['每', '每周', '每周一', '每周一、', '每月1号和', '隔', '一周', 'every ', 'every monday and ', '工作日'])(
  'a line of 40,000 characters of %j takes time in proportion to its length',
  (unit) => {
    const took = (length: number): number => {
      const text = unit.repeat(Math.ceil(length / unit.length))
      const from = process.cpuUsage()
      findRecurrences(text)
      findDates(text, context())
      const { user, system } = process.cpuUsage(from)
      return (user + system) / 1000
    }
    took(5_000)
    const quarter = took(10_000)
    expect(took(40_000)).toBeLessThan(8 * quarter + 400)
  },
)
