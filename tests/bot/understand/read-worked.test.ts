/** Time worked by day, as people tell it. Today is Monday, 2026-11-23. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readWorked } from '../../../src/bot/understand/read-worked.ts'
import { normalise } from '../../../src/bot/understand/slots/index.ts'
import { context } from './slots/context.ts'

const log = context({ intent: 'log' })
const read = (line: string): string[] | undefined =>
  readWorked(normalise(line), log)?.entries.map(({ date, minutes }) => `${date.slice(5)} ${minutes}`)

describe('each time belongs to its day', () => {
  test.each<[string, string[]]>([
    ['昨天详情页文案3小时,今天2.5h', ['11-22 180', '11-23 150']],
    ['详情页文案3小时', ['11-23 180']],
    ['今天 2.5h', ['11-23 150']],
    ['3小时,海报延展,昨天的', ['11-22 180']],
    ['前天2小时 昨天3小时 今天1小时', ['11-21 120', '11-22 180', '11-23 60']],
    ['周六4h 周日3h', ['11-21 240', '11-22 180']],
    ['双12预热视频，周三4小时，周四2小时', ['11-18 240', '11-19 120']],
    ['昨天 半天', ['11-22 240']],
    ['昨天搞了一天', ['11-22 480']],
    ['T-2: yesterday 3h, today 2h', ['11-22 180', '11-23 120']],
    ['log 2.5 hours to T-1 yesterday', ['11-22 150']],
    ['11月20号 4小时', ['11-20 240']],
    ['昨天一个半小时', ['11-22 90']],
    ['今天2小时30分钟', ['11-23 150']],
  ])('%s', (line, entries) => {
    expect(read(line)).toEqual(entries)
  })
})

describe('one time for each of several days', () => {
  test.each<[string, string[]]>([
    ['上周一到上周三每天8小时', ['11-16 480', '11-17 480', '11-18 480']],
    ['昨天和今天各3小时', ['11-22 180', '11-23 180']],
    ['昨天、今天都是 2h', ['11-22 120', '11-23 120']],
    ['yesterday and today 2h each', ['11-22 120', '11-23 120']],
    ['11月20日到11月23日每天4小时', ['11-20 240', '11-23 240']],
    ['11月21日到11月22日每天4小时', ['11-21 240', '11-22 240']],
  ])('%s', (line, entries) => {
    expect(read(line)).toEqual(entries)
  })
})

describe('nothing is guessed', () => {
  test.each([
    '详情页文案',
    '昨天',
    // Whose are they?
    '昨天今天3小时',
    '昨天3小时今天',
    '昨天3小时,昨天2小时',
    '周一到周三8小时',
    '11月16日到11月18日8小时',
    // A day would be forgotten, or the stretch is no week of work.
    '11月16日到11月18日和11月20日每天8小时',
    '10月1日到11月20日每天8小时',
    '记-2小时',
    '2',
  ])('%s', (line) => {
    expect(read(line)).toBeUndefined()
  })
})

test('what was read is what may be struck out, and never beyond the line', () => {
  const words = fc.constantFrom(
    '昨天',
    '今天',
    '3小时',
    '2.5h',
    '每天',
    '各',
    '周一到周三',
    ',',
    ' ',
    '文案',
    '半天',
    'T-3',
    '和',
  )
  fc.assert(
    fc.property(fc.array(words, { maxLength: 12 }), (parts) => {
      const line = normalise(parts.join(''))
      const found = readWorked(line, log)
      if (!found) return
      expect(found.entries.length).toBeGreaterThan(0)
      expect(new Set(found.entries.map(({ date }) => date)).size).toBe(found.entries.length)
      for (const { start, end } of found.pieces) {
        expect(start).toBeLessThan(end)
        expect(end).toBeLessThanOrEqual(line.length)
      }
    }),
  )
})

test('a line of ten thousand characters takes no time worth telling', () => {
  for (const piece of ['都 ', '昨天3小时,', '周一到周三', '每天8小时'])
    expect(() => read(piece.repeat(Math.ceil(10_000 / piece.length)))).not.toThrow()
})
