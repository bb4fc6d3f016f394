import { expect, test } from 'vitest'
import { findAmounts, findDates, findProblems, findRanges } from '../../../../src/bot/understand/slots/index.ts'
import { context } from './context.ts'

test.each([
  ['2月30日', 'DATE.IMPOSSIBLE'],
  ['2月29日', 'DATE.IMPOSSIBLE'],
  ['12月32日', 'DATE.IMPOSSIBLE'],
  ['13月1日', 'DATE.IMPOSSIBLE'],
  ['2026-02-30', 'DATE.IMPOSSIBLE'],
  ['02-30', 'DATE.IMPOSSIBLE'],
  ['11.30-11.31', 'DATE.IMPOSSIBLE'],
  ['2月1日到30日', 'DATE.IMPOSSIBLE'],
  ['第54周', 'DATE.IMPOSSIBLE'],
  ['2025年第53周', 'DATE.IMPOSSIBLE'],
  ['12月20日到12月1日', 'DATE.RANGE_REVERSED'],
  ['12月20日到1日', 'DATE.RANGE_REVERSED'],
  ['下周五到明天', 'DATE.RANGE_REVERSED'],
  ['2026-12-20到2026-12-01', 'DATE.RANGE_REVERSED'],
  ['1.234元', 'AMOUNT.TOO_PRECISE'],
  ['¥0.001', 'AMOUNT.TOO_PRECISE'],
  ['1.00000000000000000000000001元', 'AMOUNT.TOO_PRECISE'],
  ['20万亿', 'AMOUNT.TOO_LARGE'],
  ['99999999999999999999999999元', 'AMOUNT.TOO_LARGE'],
])('%s: %s', (text, code) => {
  const found = findProblems(text, context())
  expect(found.map((span) => [span.text, span.value.code])).toEqual([[text, code]])
  expect(findDates(text, context())).toEqual([])
  expect(findRanges(text, context())).toEqual([])
  expect(findAmounts(text)).toEqual([])
})

test.each(['12月1日到12月20日 预算50万', '2.30', '1.500元', '10万亿', '13.5', 'V2.30', '「2月30日」'])(
  'nothing wrong in %s',
  (text) => {
    expect(findProblems(text, context())).toEqual([])
  },
)

test('several are listed in the order of the text', () => {
  const codes = findProblems('预算1.234元 2月30日 花20万亿', context()).map(({ value }) => value.code)
  expect(codes).toEqual(['AMOUNT.TOO_PRECISE', 'DATE.IMPOSSIBLE', 'AMOUNT.TOO_LARGE'])
})
