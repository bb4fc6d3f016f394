import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findDates, findRanges, spellRange } from '../../../../src/bot/understand/slots/index.ts'
import { addDays, formatRange, localDate } from '../../../../src/domain/shared/local-date.ts'
import { context } from './context.ts'

const read = (text: string, intent: 'plan' | 'log' = 'plan', today = '2026-11-23'): string[] =>
  findRanges(text, context({ intent, today: localDate(today) })).map(
    ({ text: written, value }) => `${written} ${value.start}..${value.end}`,
  )

test.each([
  ['12月1日到12月20日', '2026-12-01..2026-12-20'],
  ['从12月1日到12月20日', '2026-12-01..2026-12-20'],
  ['12月1日至20日', '2026-12-01..2026-12-20'],
  ['12月1-20日', '2026-12-01..2026-12-20'],
  ['11.24-11.27', '2026-11-24..2026-11-27'],
  ['11.24-27', '2026-11-24..2026-11-27'],
  ['11.20-11.27', '2026-11-20..2026-11-27'],
  ['12-01~12-20', '2026-12-01..2026-12-20'],
  ['12/1 - 12/20', '2026-12-01..2026-12-20'],
  ['12月20日到1月5日', '2026-12-20..2027-01-05'],
  ['12月1日到2027年1月5日', '2026-12-01..2027-01-05'],
  ['12月1日到月底', '2026-12-01..2026-12-31'],
  ['2026年12月1日到20日', '2026-12-01..2026-12-20'],
  ['3-5号', '2026-12-03..2026-12-05'],
  ['28号到3号', '2026-11-28..2026-12-03'],
  ['周一到周五', '2026-11-23..2026-11-27'],
  ['下周一到周五', '2026-11-30..2026-12-04'],
  ['周五到周一', '2026-11-27..2026-11-30'],
  ['明天到周五', '2026-11-24..2026-11-27'],
  ['本周', '2026-11-23..2026-11-29'],
  ['下周', '2026-11-30..2026-12-06'],
  ['下下周', '2026-12-07..2026-12-13'],
  ['上周', '2026-11-16..2026-11-22'],
  ['周末', '2026-11-28..2026-11-29'],
  ['周六日', '2026-11-28..2026-11-29'],
  ['下周末', '2026-12-05..2026-12-06'],
  ['本月', '2026-11-01..2026-11-30'],
  ['下个月', '2026-12-01..2026-12-31'],
  ['第49周', '2026-11-30..2026-12-06'],
  ['第2周', '2027-01-11..2027-01-17'],
  ['2026年第2周', '2026-01-05..2026-01-11'],
  ['2026-12-01(周二)—12-20(周日)', '2026-12-01..2026-12-20'],
])('%s: %s', (text, range) => {
  expect(read(text)).toEqual([`${text} ${range}`])
  expect(findDates(text, context())).toEqual([])
})

test.each([
  ['周一到周五', '2026-11-16..2026-11-20'],
  ['11.20-11.22', '2026-11-20..2026-11-22'],
  ['第49周', '2025-12-01..2025-12-07'],
  ['第48周', '2026-11-23..2026-11-29'],
])('in a log %s: %s', (text, range) => {
  expect(read(text, 'log')).toEqual([`${text} ${range}`])
})

test('a range that is under way across New Year is not moved by a year', () => {
  expect(read('12月20日到1月5日', 'plan', '2027-01-02')).toEqual(['12月20日到1月5日 2026-12-20..2027-01-05'])
  expect(read('周一到周五', 'plan', '2026-11-25')).toEqual(['周一到周五 2026-11-23..2026-11-27'])
})

test.each([
  '下周期',
  '第一周周报',
  '四周五天',
  '5万-8万',
  'T-1到T-5',
  '3-5天',
  '今天',
  '12月1日',
  '「本周」',
  '从上海到北京',
  '每月',
])('no range in %s', (text) => {
  expect(read(text)).toEqual([])
})

describe('what is written is read back', () => {
  const starts = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays(localDate('2000-01-01'), n))
  test('whatever today is', () => {
    fc.assert(
      fc.property(starts, fc.integer({ min: 1, max: 500 }), starts, (start, length, today) => {
        const range = { start, end: addDays(start, length) }
        for (const written of [spellRange(range), formatRange(range.start, range.end)]) {
          const spans = findRanges(`新建项目 大促 ${written} 预算50万`, context({ today }))
          expect(spans.map((span) => [span.text, span.value])).toEqual([[written, range]])
        }
      }),
      { numRuns: 1000 },
    )
  })
})
