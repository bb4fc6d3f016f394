import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findTimes } from '../../../../src/bot/understand/slots/index.ts'

const read = (text: string): [string, number][] => findTimes(text).map(({ text: written, value }) => [written, value])

test.each([
  ['下午三点半', 15.5],
  ['早上9点', 9],
  ['晚上8点', 20],
  ['中午12点', 12],
  ['中午1点', 13],
  ['晚上12点', 24],
  ['凌晨12点', 0],
  ['凌晨两点', 2],
  ['上午十点一刻', 10.25],
  ['傍晚6点', 18],
  ['下午3点45分', 15.75],
  ['15点整', 15],
  ['3点半', 15.5],
  ['9点半', 9.5],
  ['15:30', 15.5],
  ['下午3:30', 15.5],
  ['09:05', 9 + 5 / 60],
  ['24:00', 24],
  ['3pm', 15],
  ['at 3:30 pm', 15.5],
  ['12am', 0],
  ['noon', 12],
])('%s is %d o’clock', (text, hours) => {
  expect(read(`海报 ${text} 前`)).toEqual([[text, Math.round(hours * 60)]])
})

test('a time follows a day, and two times a dash', () => {
  expect(read('周五下午三点')).toEqual([['下午三点', 900]])
  expect(read('明晚8点')).toEqual([['晚8点', 1200]])
  expect(read('9:00-10:30')).toEqual([
    ['9:00', 540],
    ['10:30', 630],
  ])
  expect(read('三点开会')).toEqual([['三点', 900]])
  expect(read('两点开会')).toEqual([['两点', 840]])
})

test.each([
  '16:9',
  '3点建议',
  '两点说明',
  '上午15点',
  '25点',
  '9:75',
  '下午茶',
  '三点五万',
  '1:2:3',
  'http://a/10:30',
  '192.168.1.1:80',
  '第3点',
  '往后挪一点',
  '快一点开始',
  '这两点',
  '13pm',
  '「下午三点」',
])('no time in %s', (text) => {
  expect(read(text)).toEqual([])
})

test('every time of the day is read back in its usual spellings', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1439 }), (minutes) => {
      const [hour, minute] = [Math.floor(minutes / 60), minutes % 60]
      const two = String(minute).padStart(2, '0')
      const part = hour < 6 ? '凌晨' : hour < 12 ? '上午' : hour < 18 ? '下午' : '晚上'
      const half = `${hour % 12 === 0 ? 12 : hour % 12}:${two} ${hour < 12 ? 'am' : 'pm'}`
      for (const written of [`${hour}:${two}`, `${part}${hour}点${two}分`, half])
        expect(read(`会议 ${written} 开`)).toEqual([[written, minutes]])
    }),
    { numRuns: 500 },
  )
})

test('long lines take time in proportion to their length, and every minute lies in the day', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...'晚上下午早中凌晨0123456789一二十点半分钟:apm ', '下午', '今晚', 'at '), {
        maxLength: 60,
      }),
      (pieces) => {
        for (const { value } of findTimes(pieces.join(''))) expect(value >= 0 && value <= 1440).toBe(true)
      },
    ),
    { numRuns: 3000 },
  )
})
