import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findAmounts } from '../../../../src/bot/understand/slots/amounts.ts'
import { findCounts } from '../../../../src/bot/understand/slots/counts.ts'

const read = (text: string): string[] => findCounts(text).map(({ value }) => `${value.count} ${value.unit}`)

test.each([
  ['300万曝光', ['3000000 曝光']],
  ['曝光量300万', ['3000000 曝光']],
  ['目标1000万+次播放', ['10000000 播放']],
  ['1000万次播放', ['10000000 播放']],
  ['5000人', ['5000 人']],
  ['拉新2万人', ['20000 人']],
  ['两千份', ['2000 份']],
  ['3个海报', ['3 个']],
  ['50k views', ['50000 views']],
  ['UV 8万', ['80000 UV']],
  ['5w人次', ['50000 人次']],
])('%s: %j', (text, found) => {
  expect(read(text)).toEqual(found)
})

test.each([
  '8万',
  '3天',
  '2.5个',
  '第3个',
  '3个工作日',
  '3个小时',
  '5000人民币',
  '1.5个亿',
  '几十人',
  '3%',
  '「5000人」',
])('none in %s', (text) => {
  expect(read(text)).toEqual([])
})

test('what is written is read back, and is no amount', () => {
  const units = fc.constantFrom('人', '份', '曝光', '次', '粉丝')
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 ** 9 }), units, (count, unit) => {
      expect(read(`带来${count}${unit},达标`)).toEqual([`${count} ${unit}`])
      expect(findAmounts(`带来${count}${unit}`)).toEqual([])
    }),
  )
})
