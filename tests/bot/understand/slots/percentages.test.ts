import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findPercentages } from '../../../../src/bot/understand/slots/percentages.ts'

test.each<[string, number[]]>([
  ['涨了3%', [300]],
  ['3.5 %', [350]],
  ['百分之三', [300]],
  ['百分之三点五', [350]],
  ['百分之百', [10_000]],
  ['百分之20', [2000]],
  ['3个点', [300]],
  ['三个百分点', [300]],
  ['千分之五', [50]],
  ['5‰', [50]],
  ['万分之八', [8]],
  ['up 3 percent', [300]],
  ['100%', [10_000]],
  ['3%和5%', [300, 500]],
])('%s', (text, found) => {
  expect(findPercentages(text).map(({ value }) => value)).toEqual(found)
})

test.each(['3点', '3个点击', '3个点位', '3-5%', '-3%', '负3%', '3.333%', '「3%」', '3', '12345678901%'])(
  'none in %s',
  (text) => {
    expect(findPercentages(text)).toEqual([])
  },
)

test('what is written is read back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.constantFrom('%', ' percent', '个点'), (value, unit) => {
      const text = `转化率${value / 100}${unit}, 达标`
      const [span, ...more] = findPercentages(text)
      expect([span?.value, span?.text, more.length]).toEqual([value, `${value / 100}${unit}`, 0])
    }),
  )
})
