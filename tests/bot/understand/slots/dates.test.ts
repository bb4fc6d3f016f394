import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findDates, findRanges, spellDate } from '../../../../src/bot/understand/slots/index.ts'
import { addDays, formatDate, localDate, weekday } from '../../../../src/domain/shared/local-date.ts'
import { context } from './context.ts'

const read = (text: string, intent: 'plan' | 'log' = 'plan'): string[] =>
  findDates(text, context({ intent })).map((span) => `${span.text} ${span.value.date}`)

test.each([
  ['今天', '2026-11-23'],
  ['明天', '2026-11-24'],
  ['后天', '2026-11-25'],
  ['大后天', '2026-11-26'],
  ['昨天', '2026-11-22'],
  ['前天', '2026-11-21'],
  ['大前天', '2026-11-20'],
  ['本周五', '2026-11-27'],
  ['这周日', '2026-11-29'],
  ['下周三', '2026-12-02'],
  ['下周五', '2026-12-04'],
  ['下个星期天', '2026-12-06'],
  ['下下周一', '2026-12-07'],
  ['上周五', '2026-11-20'],
  ['本月15号', '2026-11-15'],
  ['下月3号', '2026-12-03'],
  ['下个月底', '2026-12-31'],
  ['2026-12-01', '2026-12-01'],
  ['2026/12/1', '2026-12-01'],
  ['2026.12.1', '2026-12-01'],
  ['2026年12月1日', '2026-12-01'],
  ['26年12月1日', '2026-12-01'],
  ['明年3月1日', '2027-03-01'],
  ['3天后', '2026-11-26'],
  ['三天内', '2026-11-26'],
  ['5个工作日后', '2026-11-30'],
  ['2周后', '2026-12-07'],
  ['两个月后', '2027-01-23'],
  ['今年底', '2026-12-31'],
  ['下季度末', '2027-03-31'],
])('%s is %s whatever it is for', (text, date) => {
  expect(read(text)).toEqual([`${text} ${date}`])
  expect(read(text, 'log')).toEqual([`${text} ${date}`])
})

test.each([
  ['周五', '2026-11-27', '2026-11-20'],
  ['星期五', '2026-11-27', '2026-11-20'],
  ['礼拜五', '2026-11-27', '2026-11-20'],
  ['周一', '2026-11-23', '2026-11-23'],
  ['周日', '2026-11-29', '2026-11-22'],
  ['周五前', '2026-11-27', '2026-11-20'],
  ['周五之前', '2026-11-27', '2026-11-20'],
  ['周五截止', '2026-11-27', '2026-11-20'],
  ['月底', '2026-11-30', '2026-10-31'],
  ['月初', '2026-12-01', '2026-11-01'],
  ['15号', '2026-12-15', '2026-11-15'],
  ['31号', '2026-12-31', '2026-10-31'],
  ['季度末', '2026-12-31', '2026-09-30'],
  ['年底', '2026-12-31', '2025-12-31'],
  ['12月1日', '2026-12-01', '2025-12-01'],
  ['12月1号', '2026-12-01', '2025-12-01'],
  ['十二月一日', '2026-12-01', '2025-12-01'],
  ['12.1', '2026-12-01', '2025-12-01'],
  ['12/1', '2026-12-01', '2025-12-01'],
  ['12-01', '2026-12-01', '2025-12-01'],
  ['8.5', '2027-08-05', '2026-08-05'],
  ['11月22日', '2027-11-22', '2026-11-22'],
  ['1月5日', '2027-01-05', '2026-01-05'],
  ['二月底', '2027-02-28', '2026-02-28'],
])('%s is %s in a plan and %s in a log', (text, plan, log) => {
  expect(read(text)).toEqual([`${text} ${plan}`])
  expect(read(text, 'log')).toEqual([`${text} ${log}`])
})

test.each([
  ['把海报延展改到月底', ['月底 2026-11-30']],
  ['新建任务 海报延展 明天', ['明天 2026-11-24']],
  ['12月1日前端页面', ['12月1日 2026-12-01']],
  ['11.24预算8.5万', ['11.24 2026-11-24']],
  ['2026-12-01(周二)', ['2026-12-01(周二) 2026-12-01']],
  ['12月1日周三', ['12月1日 2026-12-01', '周三 2026-11-25']],
  ['「周五海报」明天', ['明天 2026-11-24']],
  ['派给周一鸣 周二', ['周二 2026-11-24']],
])('%s: %j', (text, dates) => {
  expect(read(text)).toEqual(dates)
})

test('past days ago belong to logs only', () => {
  expect(read('3天前', 'log')).toEqual(['3天前 2026-11-20'])
  expect(read('3天前')).toEqual([])
})

test.each([
  '双12大促',
  '双11',
  '618',
  'V2.0',
  'v1.2',
  '100%',
  '13812345678',
  '0571-12-01',
  '3个海报',
  'T-12',
  '8.5万',
  '8.5w',
  '8.5h',
  '8.5 小时',
  '1.5倍',
  'CPC 1.20',
  'ROI3.2',
  '评分4.8',
  '完成1/3',
  '3-5天',
  '4-6月',
  '10-20万',
  '13.5',
  '2.30',
  '今日头条',
  '三周一次',
  '每周五',
  '每月15号',
  '3天后端开发',
  '周五后',
  '以后天天',
  '30日留存',
  '7日ROI',
  '3号线',
  '1号店',
  '10:30',
  '192.168.1.1',
  '12.1.2',
  '周期',
  '周涛',
])('no date in %s', (text) => {
  expect(read(text)).toEqual([])
  expect(findRanges(text, context())).toEqual([])
})

test('rest days are named', () => {
  const day = (text: string) => findDates(text, context({ intent: 'log' }))[0]?.value
  expect(day('昨天')).toEqual({ date: '2026-11-22', restDay: '周日' })
  expect(day('2026-10-01')).toEqual({ date: '2026-10-01', restDay: '国庆节' })
  expect(day('2026-10-10')).toEqual({ date: '2026-10-10' }) // a Saturday worked instead
  expect(day('今天')).toEqual({ date: '2026-11-23' })
})

describe('properties', () => {
  const days = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays(localDate('2000-01-01'), n))
  const intents = fc.constantFrom('plan' as const, 'log' as const)

  test('a date is read back, spelled or as shown on a card', () => {
    fc.assert(
      fc.property(days, days, intents, (date, today, intent) => {
        for (const written of [
          spellDate(date),
          formatDate(date),
          `${date.slice(0, 4)}年${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`,
        ]) {
          const spans = findDates(`海报 ${written} 交`, context({ today, intent }))
          expect(spans.map((span) => [span.text, span.value.date])).toEqual([[written, date]])
        }
      }),
      { numRuns: 1000 },
    )
  })

  const open = fc.oneof(
    fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 })).map(([m, d]) => `${m}月${d}日`),
    fc.integer({ min: 1, max: 31 }).map((d) => `${d}号`),
    fc.constantFrom('周一', '周二', '周三', '周四', '周五', '周六', '周日', '月底', '月初', '季度末', '年底'),
  )
  test('an open date is never past in a plan nor to come in a log', () => {
    fc.assert(
      fc.property(open, days, (text, today) => {
        const plan = findDates(text, context({ today, intent: 'plan' }))[0]?.value.date
        const log = findDates(text, context({ today, intent: 'log' }))[0]?.value.date
        expect(plan !== undefined && plan >= today).toBe(true)
        expect(log !== undefined && log <= today).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  test('a bare weekday is the nearest one, 下周X lies in the next ISO week', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 7 }), (today, n) => {
        const name = '一二三四五六日'.charAt(n - 1)
        const bare = findDates(`周${name}`, context({ today }))[0]?.value.date
        const next = findDates(`下周${name}`, context({ today }))[0]?.value.date
        const nearest = [0, 1, 2, 3, 4, 5, 6].map((ahead) => addDays(today, ahead)).find((date) => weekday(date) === n)
        expect(bare).toBe(nearest)
        expect(next).toBe(addDays(today, 7 - weekday(today) + n))
      }),
    )
  })
})
