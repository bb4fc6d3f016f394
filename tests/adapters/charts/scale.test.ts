import { describe, expect, test } from 'vitest'
import { headerMode, makeHeader } from '../../../src/adapters/charts/layout/header.ts'
import { restRuns } from '../../../src/adapters/charts/layout/rest-days.ts'
import { clip, endX, makeScale, startX } from '../../../src/adapters/charts/layout/scale.ts'
import { localDate } from '../../../src/domain/shared/local-date.ts'
import { fakeType } from './support/fake-type.ts'
import { labels, restDaysOf } from './support/samples.ts'

const scale = (from: string, to: string, width = 1100) => makeScale(localDate(from), localDate(to), 500, 500 + width)
const span = (start: string, end: string) => ({ start: localDate(start), end: localDate(end) })

describe('time axis', () => {
  test('whole days: the last day ends at the right edge', () => {
    const week = scale('2026-11-16', '2026-11-25', 1000)
    expect(startX(week, localDate('2026-11-16'))).toBe(500)
    expect(startX(week, localDate('2026-11-18'))).toBe(700)
    expect(endX(week, localDate('2026-11-25'))).toBe(1500)
    expect(startX(week, localDate('2026-11-15'))).toBe(400)
  })

  test('one day is an axis too', () => {
    expect(scale('2026-11-16', '2026-11-16', 1000).day).toBe(1000)
  })

  test.each([
    ['2026-11-10', '2026-11-12', undefined],
    ['2026-11-10', '2026-11-16', ['2026-11-16', '2026-11-16']],
    ['2026-11-18', '2026-12-30', ['2026-11-18', '2026-11-25']],
    ['2026-11-26', '2026-11-27', undefined],
  ])('the shown part of %s to %s', (start, end, expected) => {
    const shown = clip(scale('2026-11-16', '2026-11-25'), span(start, end))
    expect(shown && [shown.start, shown.end]).toEqual(expected)
  })
})

describe('header', () => {
  test.each([
    ['2026-11-16', '2026-11-22', 'day', '16 一', 7],
    ['2026-11-16', '2026-11-29', 'day', '16', 14],
    ['2026-11-16', '2026-12-13', 'week', '16', 4],
    ['2026-11-16', '2027-02-15', 'week', '16', 14],
    ['2026-01-01', '2026-12-31', 'month', '1月', 12],
    ['2026-01-01', '2027-06-30', 'month', '1', 18],
  ])('%s to %s: by %s, first %s', (from, to, mode, first, count) => {
    const axis = scale(from, to)
    const header = makeHeader(axis, labels, fakeType)
    expect(headerMode(axis)).toBe(mode)
    expect(header.units[0]?.label).toBe(first)
    expect(header.units).toHaveLength(count)
    for (const cell of [...header.units, ...header.top])
      expect(fakeType.width(cell.label, { size: 36, weight: 500 })).toBeLessThanOrEqual(cell.right - cell.left)
  })

  test('units of one width are named alike, months and years stand above them', () => {
    const { units, top } = makeHeader(scale('2026-01-01', '2027-06-30'), labels, fakeType)
    expect(units.map((cell) => cell.label).join(' ')).toBe('1 2 3 4 5 6 7 8 9 10 11 12 1 2 3 4 5 6')
    expect(top.map((cell) => cell.label)).toEqual(['2026年', '2027年'])
  })

  test('a week that began before the axis has no number', () => {
    const { units, top } = makeHeader(scale('2026-11-18', '2026-12-31'), labels, fakeType)
    expect(units.map((cell) => cell.label)).toEqual(['', '23', '30', '7', '14', '21', '28'])
    expect(top.map((cell) => cell.label)).toEqual(['2026年11月', '2026年12月'])
  })
})

describe('rest days', () => {
  const days = restDaysOf(localDate('2026-09-25'), localDate('2026-10-11'), {
    '2026-10-01': '国庆节',
    '2026-10-02': '国庆节',
    '2026-10-03': '国庆节',
  })
  const shown = (from: string, to: string) =>
    restRuns(scale(from, to), days).map((run) => `${run.start}/${run.end} ${run.name ?? ''}`.trim())

  test('neighbours of one name are one run; what is off the axis is left out', () => {
    expect(shown('2026-09-27', '2026-10-09')).toEqual([
      '2026-09-27/2026-09-27',
      '2026-10-01/2026-10-03 国庆节',
      '2026-10-04/2026-10-04',
    ])
  })

  test('a day given twice is one day', () => {
    const date = localDate('2026-10-10')
    expect(restRuns(scale('2026-10-09', '2026-10-11'), [{ date }, { date }])).toEqual([{ start: date, end: date }])
  })

  test('over more than a year weekends would be stripes: holidays only', () => {
    expect(shown('2026-01-01', '2027-06-30')).toEqual(['2026-10-01/2026-10-03 国庆节'])
  })
})
