import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Duration, findDurations } from '../../../../src/bot/understand/slots/durations.ts'
import { spellDuration } from '../../../../src/bot/understand/slots/spell.ts'

const read = (text: string): Duration[] => findDurations(text).map(({ value }) => value)
const minutes = (n: number): Duration[] => [{ minutes: n }]

test.each<[string, Duration[]]>([
  ['3h', minutes(180)],
  ['2.5小时', minutes(150)],
  ['半天', minutes(240)],
  ['一天半', minutes(720)],
  ['1.5天', minutes(720)],
  ['90分钟', minutes(90)],
  ['1小时30分', minutes(90)],
  ['2小时 30分钟', minutes(150)],
  ['1h30m', minutes(90)],
  ['1h30', minutes(90)],
  ['半小时', minutes(30)],
  ['半个小时', minutes(30)],
  ['两个半小时', minutes(150)],
  ['两小时半', minutes(150)],
  ['8 小时', minutes(480)],
  ['2 hours', minutes(120)],
  ['3个工作日', [{ workingDays: 3 }]],
  ['两天', [{ days: 2 }]],
  ['一周', [{ workingDays: 5 }]],
  ['两周', [{ workingDays: 10 }]],
  ['四个星期', [{ workingDays: 20 }]],
  ['一周半', minutes(3600)],
  ['两个半天', minutes(480)],
  ['三个小时', minutes(180)],
  ['四个小时', minutes(240)],
  ['一个半小时', minutes(90)],
  ['一刻钟', minutes(15)],
  ['三刻钟', minutes(45)],
  ['俩小时', minutes(120)],
  ['仨钟头', minutes(180)],
  ['俩小时半', minutes(150)],
  ['三个钟', minutes(180)],
  ['两个半钟', minutes(150)],
  ['45 min', minutes(45)],
  ['1h 30m', minutes(90)],
  ['an hour and a half', minutes(90)],
  ['2 hours and 15 minutes', minutes(135)],
  ['他俩小时候', []],
  ['我俩天天见', []],
  ['2小时一刻钟', minutes(135)],
  ['3H', minutes(180)],
  ['海报搞了一整天', [{ days: 1 }]],
  ['3天', [{ days: 3 }]],
  ['2.5个工作日', minutes(1200)],
  ['3 hours', minutes(180)],
  ['two hours', minutes(120)],
  ['an hour', minutes(60)],
  ['half an hour', minutes(30)],
  ['half a day', minutes(240)],
  ['two and a half hours', minutes(150)],
  ['2 days', [{ days: 2 }]],
  ['2d', [{ days: 2 }]],
  ['push back two days', [{ days: 2 }]],
  ['a week', [{ workingDays: 5 }]],
  ['3 working days', [{ workingDays: 3 }]],
  ['30 min', minutes(30)],
  ['1小时3个海报', minutes(60)],
  ['3天后端开发', [{ days: 3 }]],
  ['昨天详情页文案3小时,今天2.5h', [{ minutes: 180 }, { minutes: 150 }]],
])('%s', (text, durations) => {
  expect(read(text)).toEqual(durations)
})

test.each([
  '3天后',
  '3个工作日后',
  '两周内',
  '第3天',
  '双12',
  '12月3日',
  '3点30分',
  '10:30',
  '3hp',
  '3D海报',
  '周五',
  '周一到周五',
  '下周',
  '2-3天',
  'T-3天',
  '999999999h',
  '5000字',
  '8万',
  '「3小时」',
  '四周五天后',
  '2到3天',
  'in 3 days',
  '3 days later',
  '2~3小时',
  '2 to 3 days',
  '3d动画',
  'someone hours',
  '两三天',
  '3天猫旗舰店',
])('no duration in %s', (text) => {
  expect(read(text)).toEqual([])
})

test('the length of a day is the organisation’s', () => {
  expect(findDurations('半天', { minutesPerDay: 450 })[0]?.value).toEqual({ minutes: 225 })
})

describe('what is written is read back', () => {
  const durations = fc.oneof(
    fc.integer({ min: 0, max: 100_000 }).map((n): Duration => ({ minutes: n })),
    fc.integer({ min: 1, max: 3650 }).map((n): Duration => ({ days: n })),
    fc.integer({ min: 1, max: 3650 }).map((n): Duration => ({ workingDays: n })),
  )
  test('in a sentence', () => {
    fc.assert(
      fc.property(durations, (duration) => {
        const spans = findDurations(`海报用了${spellDuration(duration)},完成`)
        expect(spans.map(({ value }) => value)).toEqual([duration])
        expect(spans[0]?.text).toBe(spellDuration(duration))
      }),
      { numRuns: 2000 },
    )
  })
})
