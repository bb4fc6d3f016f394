import { describe, expect, it } from 'vitest'
import { atLeast, atMost, figure, lineOf, percentile } from '../../bench/lib/figure.ts'

describe('figures of a benchmark', () => {
  it('takes percentiles by nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => i + 1)
    expect([0, 0.5, 0.95, 0.99, 1].map((share) => percentile(hundred, share))).toEqual([1, 50, 95, 99, 100])
    expect(percentile([7], 0.99)).toBe(7)
    expect(percentile([], 0.5)).toBeNaN()
  })

  it('judges the median, and says when the worst repetition misses', () => {
    expect(figure('1/s', [300, 240, 260], atLeast(250))).toMatchObject({
      values: [300, 240, 260],
      min: 240,
      median: 260,
      max: 300,
      met: true,
      metEveryTime: false,
    })
    expect(figure('ms', [101, 99, 120], atMost(100))).toMatchObject({ median: 101, met: false, metEveryTime: false })
    expect(figure('ms', [100], atMost(100))).toMatchObject({ met: true, metEveryTime: true })
  })

  it('judges nothing without a target', () => {
    expect(figure('MB', [1])).not.toHaveProperty('met')
    expect(lineOf('rss', figure('MB', [1]))).not.toContain('target')
  })

  it('never calls a figure met that could not be measured', () => {
    expect(figure('ms', [Number.NaN], atMost(100)).met).toBe(false)
  })
})
