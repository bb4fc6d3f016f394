import { describe, expect, test } from 'vitest'
import { checkChart } from '../../../src/adapters/charts/check.ts'
import { type Chart, ChartError } from '../../../src/domain/ports/chart-renderer.ts'
import type { LocalDate } from '../../../src/domain/shared/local-date.ts'
import { campaign, gantt, group, progress, task } from './support/samples.ts'

const refusal = (chart: Chart): string => {
  try {
    checkChart(chart)
  } catch (error) {
    if (error instanceof ChartError && error.code === 'CHART.INVALID') return error.message
    throw error
  }
  return 'accepted'
}
const date = (text: string) => text as LocalDate
const withRow = (row: Chart['rows'][number]) => ({ ...campaign(), rows: [row] }) as Chart
const withShare = (percent: number) => withRow(task('T-1', '甲', '2026-11-20', '2026-11-20', { percent }))
const withCount = (done: number): Chart => ({
  ...progress(),
  rows: [{ label: '甲', done, total: 1, late: 0, percent: 0 }],
})

describe('charts that cannot be drawn truthfully are refused, naming the field', () => {
  test.each<[string, Chart]>([
    ['accepted', campaign()],
    ['accepted', progress()],
    ['accepted', gantt('2026-11-16', '2026-11-16', '2020-01-01', [])],
    ['from: 2026-11-17 is after to, 2026-11-16', gantt('2026-11-17', '2026-11-16', '2026-11-16', [])],
    ['to: the axis is longer than ten years', gantt('2026-11-17', '2037-11-16', '2026-11-16', [])],
    ['today: not a date (YYYY-MM-DD)', { ...campaign(), today: date('2026-02-30') }],
    ['restDays[0]: not a date (YYYY-MM-DD)', { ...campaign(), restDays: [{ date: date('') }] }],
    [
      'rows[0] (T-1): ends on 2026-11-19, before its start 2026-11-20',
      withRow(task('T-1', '甲', '2026-11-20', '2026-11-19')),
    ],
    ['rows[0]: ends on 2026-11-19, before its start 2026-11-20', withRow(group('甲', '2026-11-20', '2026-11-19', 0))],
    ['rows[0]: has only one of start and end', withRow({ kind: 'group', label: '甲', start: date('2026-11-20') })],
    ['rows[0].percent: 101 is not between 0 and 100', withShare(101)],
    ['rows[0].percent: NaN is not between 0 and 100', withShare(Number.NaN)],
    ['overall.percent: -1 is not between 0 and 100', { ...progress(), overall: { percent: -1, rule: '' } }],
    ['rows[0].done: -1 is not a count', withCount(-1)],
    ['rows[0].done: 0.5 is not a count', withCount(0.5)],
  ])('%s', (expected, chart) => {
    expect(refusal(chart)).toBe(expected)
  })
})
