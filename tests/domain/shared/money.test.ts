import fc from 'fast-check'
import Nzh from 'nzh'
import { describe, expect, test } from 'vitest'
import { formatShort, formatYuan, inCapitals, inWords, splitEvenly, yuan } from '../../../src/domain/shared/money.ts'

const anyFen = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n })

test('yuan takes whole yuan only', () => {
  expect(yuan(80_000)).toBe(8_000_000n)
  expect(yuan(-3n)).toBe(-300n)
  expect(() => yuan(0.5)).toThrow(RangeError)
  expect(() => yuan(2 ** 60)).toThrow(RangeError)
})

test.each([
  [8_000_000n, '¥80,000.00'],
  [-100n, '-¥1.00'],
  [0n, '¥0.00'],
  [5n, '¥0.05'],
  [99_999n, '¥999.99'],
  [123_456_789_012n, '¥1,234,567,890.12'],
])('formatYuan(%s) is %s', (fen, shown) => {
  expect(formatYuan(fen)).toBe(shown)
})

test('formatYuan loses nothing', () => {
  fc.assert(fc.property(anyFen, (fen) => BigInt(formatYuan(fen).replace(/[¥,.]/g, '')) === fen))
})

test.each([
  [50_000_000n, '五十万元整'],
  [8_000_000n, '八万元整'],
  [0n, '零元整'],
  [1000n, '十元整'],
  [11_000n, '一百一十元整'],
  [1_500n, '十五元整'],
  [100_500n, '一千零五元整'],
  [101_000n, '一千零一十元整'],
  [1_000_500n, '一万零五元整'],
  [10_500_000n, '十万五千元整'],
  [12_300_000n, '十二万三千元整'],
  [10_001_000n, '十万零一十元整'],
  [1_000_000_000_000n, '一百亿元整'],
  [10_000_500_000n, '一亿零五千元整'],
  [11_000_000_000n, '一亿一千万元整'],
  [10_500_000_000n, '一亿零五百万元整'],
  [1_000_000_000_000_000n, '十万亿元整'],
  [1205n, '十二元零五分'],
  [120_050n, '一千二百元五角'],
  [1234n, '十二元三角四分'],
  [5n, '五分'],
  [50n, '五角'],
  [-350n, '负三元五角'],
])('inWords(%s) is %s', (fen, words) => {
  expect(inWords(fen)).toBe(words)
})

test.each([
  [12_300_000n, '壹拾贰万叁仟元整'],
  [1_000n, '壹拾元整'],
  [0n, '零元整'],
  [1205n, '壹拾贰元零伍分'],
  [350n, '叁元伍角整'],
  [-1_500n, '负壹拾伍元整'],
  [50n, '伍角整'],
])('inCapitals(%s) is %s', (fen, words) => {
  expect(inCapitals(fen)).toBe(words)
})

test('capitals are those of nzh, for whole yuan below 万亿', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 12n - 1n }), (whole) => {
      expect(inCapitals(whole * 100n)).toBe(Nzh.cn.toMoney(whole.toString(), { outSymbol: false }))
    }),
    { numRuns: 2000 },
  )
})

test('different amounts have different words', () => {
  fc.assert(fc.property(anyFen, anyFen, (a, b) => a === b || inWords(a) !== inWords(b)))
})

test.each([
  [8_000_000n, '8万'],
  [8_500_000n, '8.5万'],
  [12_000_000_000n, '1.2亿'],
  [80_000n, '800元'],
  [80_050n, '800.5元'],
  [-8_000_000n, '-8万'],
  [8_345_600n, '8.35万'],
  [9_999_999_999n, '1亿'],
  [999_999n, '9999.99元'],
  [0n, '0元'],
])('formatShort(%s) is %s', (fen, shown) => {
  expect(formatShort(fen)).toBe(shown)
})

describe('splitEvenly', () => {
  const weights = fc
    .array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 40 })
    .filter((list) => list.some((weight) => weight > 0n))

  test.each([
    [100n, [1, 1, 1], [34n, 33n, 33n]],
    [-100n, [1, 1, 1], [-34n, -33n, -33n]],
    [10n, [0, 1, 3], [0n, 3n, 7n]],
    [1n, [5], [1n]],
  ])('%s by %s', (fen, by, parts) => {
    expect(splitEvenly(fen, by)).toEqual(parts)
  })

  test('the parts sum to the whole and each is within one 分 of its share', () => {
    fc.assert(
      fc.property(anyFen, weights, (fen, by) => {
        const parts = splitEvenly(fen, by)
        const total = by.reduce((sum, weight) => sum + weight, 0n)
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(fen)
        parts.forEach((part, index) => {
          const off = part * total - fen * (by[index] ?? 0n)
          expect(off < total && off > -total).toBe(true)
        })
      }),
    )
  })

  test('nothing goes to a weight of zero', () => {
    fc.assert(fc.property(anyFen, weights, (fen, by) => splitEvenly(fen, [0n, ...by])[0] === 0n))
  })

  test('weights that cannot be split by are refused', () => {
    expect(() => splitEvenly(1n, [])).toThrow(RangeError)
    expect(() => splitEvenly(1n, [0, 0])).toThrow(RangeError)
    expect(() => splitEvenly(1n, [1, -1])).toThrow(RangeError)
    expect(() => splitEvenly(1n, [0.5])).toThrow(RangeError)
  })
})
