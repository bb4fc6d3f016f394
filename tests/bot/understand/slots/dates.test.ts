import { getSolarDateFromLunar, getSolarTermDate } from 'chinese-days'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holidayDay } from '../../../../src/bot/understand/slots/date-holidays.ts'
import { findDates, findProblems, findRanges, spellDate } from '../../../../src/bot/understand/slots/index.ts'
import { addDays, formatDate, localDate, parseLocalDate, weekday } from '../../../../src/domain/shared/local-date.ts'
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
  ['今儿', '2026-11-23'],
  ['明儿个', '2026-11-24'],
  ['昨儿', '2026-11-22'],
  ['前儿个', '2026-11-21'],
  ['大前儿', '2026-11-20'],
  ['前日', '2026-11-21'],
  ['后日', '2026-11-25'],
  ['this morning', '2026-11-23'],
  ['last night', '2026-11-22'],
  ['下周三', '2026-12-02'],
  ['下周五', '2026-12-04'],
  ['下个星期天', '2026-12-06'],
  ['下下周一', '2026-12-07'],
  ['上周五', '2026-11-20'],
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
  ['20261201', '2026-12-01'],
  ['一个月后', '2026-12-23'],
  ['3个工作日后', '2026-11-26'],
  ['两周内', '2026-12-07'],
  ['下周前', '2026-11-27'],
  ['下个月第一个工作日', '2026-12-01'],
  ['上个月最后一个工作日', '2026-10-30'],
  ['today', '2026-11-23'],
  ['tomorrow', '2026-11-24'],
  ['day after tomorrow', '2026-11-25'],
  ['yesterday', '2026-11-22'],
  ['next Monday', '2026-11-30'],
  ['by next Friday', '2026-12-04'],
  ['last Friday', '2026-11-20'],
  ['Dec 3, 2026', '2026-12-03'],
  ['3rd of December 2026', '2026-12-03'],
  ['in 3 days', '2026-11-26'],
  ['in two weeks', '2026-12-07'],
  ['within 3 working days', '2026-11-26'],
  ['end of next month', '2026-12-31'],
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
  ['by Friday', '2026-11-27', '2026-11-20'],
  ['周五下班前', '2026-11-27', '2026-11-20'],
  ['周末前', '2026-11-27', '2026-11-20'],
  ['周五为止', '2026-11-27', '2026-11-20'],
  ['十五号', '2026-12-15', '2026-11-15'],
  ['end of month', '2026-11-30', '2026-10-31'],
  ['March 1', '2027-03-01', '2026-03-01'],
  ['国庆前', '2027-09-30', '2026-09-30'],
  ['五一前', '2027-04-30', '2026-04-30'],
  ['春节前', '2027-02-04', '2026-02-14'],
  ['中秋节前', '2027-09-14', '2026-09-24'],
  ['节前', '2026-12-31', '2026-09-30'],
  ['元旦', '2027-01-01', '2026-01-01'],
  ['8.5', '2027-08-05', '2026-08-05'],
  ['1月5日', '2027-01-05', '2026-01-05'],
  ['二月底', '2027-02-28', '2026-02-28'],
])('%s is %s in a plan and %s in a log', (text, plan, log) => {
  expect(read(text)).toEqual([`${text} ${plan}`])
  expect(read(text, 'log')).toEqual([`${text} ${log}`])
})

test.each([
  ['本周五', '2026-11-27'],
  ['这周日', '2026-11-29'],
  ['this Friday', '2026-11-27'],
  ['12月1日', '2026-12-01'],
  ['12月1号', '2026-12-01'],
  ['十二月三号', '2026-12-03'],
  ['12.1', '2026-12-01'],
  ['12/1', '2026-12-01'],
  ['12-01', '2026-12-01'],
  ['Dec 3', '2026-12-03'],
  ['3 Dec', '2026-12-03'],
  ['December 3rd', '2026-12-03'],
  ['本月最后一个工作日', '2026-11-30'],
])('%s is still to come: %s in a plan, and no day for hours yet', (text, date) => {
  expect(read(text)).toEqual([`${text} ${date}`])
  expect(read(text, 'log')).toEqual([])
  expect(findProblems(text, context({ intent: 'log' })).map(({ value }) => value.code)).toEqual(['DATE.NOT_YET'])
})

test.each([
  ['11月20日', '2026-11-20'],
  ['11.20', '2026-11-20'],
  ['11/22', '2026-11-22'],
  ['11.11', '2026-11-11'],
  ['Nov 20', '2026-11-20'],
  ['本月15号', '2026-11-15'],
])('%s has just passed: asked in a plan, %s in a log', (text, date) => {
  expect(read(text)).toEqual([])
  expect(findProblems(text, context()).map(({ value }) => value.code)).toEqual(['DATE.PASSED'])
  expect(read(text, 'log')).toEqual([`${text} ${date}`])
})

test('本周一 said on a Wednesday is asked in a plan, and last Monday for hours', () => {
  const wednesday = { today: localDate('2026-11-25') }
  const codes = (text: string, intent: 'plan' | 'log') =>
    findProblems(text, context({ ...wednesday, intent })).map(({ value }) => value.code)
  expect(codes('本周一', 'plan')).toEqual(['DATE.PASSED'])
  expect(codes('本周一', 'log')).toEqual([])
  expect(codes('last Monday', 'log')).toEqual(['DATE.AMBIGUOUS'])
  expect(findDates('周一', context(wednesday))[0]?.value.date).toBe('2026-11-30')
})

test('after a holiday: known where the days off are announced, asked where they are not', () => {
  const after = (text: string, today: string) => {
    const ctx = context({ today: localDate(today) })
    return findDates(text, ctx)[0]?.value.date ?? findProblems(text, ctx)[0]?.value.code
  }
  expect(after('节后第一个工作日', '2026-09-28')).toBe('2026-10-08')
  expect(after('国庆后上班第一天', '2026-09-28')).toBe('2026-10-08')
  expect(after('国庆节后第二个工作日', '2026-09-28')).toBe('2026-10-09')
  expect(after('春节后首个工作日', '2026-02-10')).toBe('2026-02-24')
  expect(after('五一前', '2026-04-20')).toBe('2026-04-30')
  expect(after('节后第一个工作日', '2026-11-23')).toBe('DATE.HOLIDAY_UNKNOWN')
})

test('lunar holidays and Tomb-sweeping Day are those of an independent lunar calendar', () => {
  for (let year = 2024; year <= 2035; year += 1) {
    const lunar = (day: string) => getSolarDateFromLunar(`${year}-${day}`).date
    expect(holidayDay('春节', year)).toBe(lunar('01-01'))
    expect(holidayDay('端午', year)).toBe(lunar('05-05'))
    expect(holidayDay('中秋', year)).toBe(lunar('08-15'))
    expect(holidayDay('清明', year)).toBe(getSolarTermDate(year, 4, 'pure_brightness'))
  }
  expect(holidayDay('春节', 2036)).toBeUndefined()
})

const clock = (minutes: number | undefined): string =>
  minutes === undefined ? '-' : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
test.each([
  ['明天下午三点', '2026-11-24 15:00'],
  ['明天下午3点半', '2026-11-24 15:30'],
  ['周五15:30', '2026-11-27 15:30'],
  ['周五 15:30-16:30', '2026-11-27 15:30'],
  ['下周三早上9点', '2026-12-02 9:00'],
  ['今晚八点半前', '2026-11-23 20:30'],
  ['明早9点', '2026-11-24 9:00'],
  ['周五3点', '2026-11-27 15:00'],
  ['明天中午前', '2026-11-24 -'],
  ['明天下午', '2026-11-24 -'],
  ['tomorrow at 3pm', '2026-11-24 15:00'],
  ['by Friday 5:30 pm', '2026-11-27 17:30'],
])('a time belongs to its day: %s is %s', (text, wanted) => {
  const spans = findDates(`海报 ${text} 交`, context())
  expect(spans.map(({ text: written, value }) => [written, `${value.date} ${clock(value.time)}`])).toEqual([
    [text, wanted],
  ])
})

test.each([
  ['把海报延展改到月底', ['月底 2026-11-30']],
  ['新建任务 海报延展 明天', ['明天 2026-11-24']],
  ['12月1日前端页面', ['12月1日 2026-12-01']],
  ['11.24预算8.5万', ['11.24 2026-11-24']],
  ['2026-12-01(周二)', ['2026-12-01(周二) 2026-12-01']],
  ['12月1日周三', ['12月1日 2026-12-01', '周三 2026-11-25']],
  ['11.11数据复盘 周五', ['周五 2026-11-27']],
  ['每周五例会 明天', ['明天 2026-11-24']],
  ['国庆海报 周五', ['周五 2026-11-27']],
  ['元旦跨年直播 元旦', ['元旦 2027-01-01']],
  ['T-15原定周五,改成下周二', ['周五 2026-11-27', '下周二 2026-12-01']],
  ['move it to Friday', ['Friday 2026-11-27']],
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
  '每周一三五',
  '每个工作日早上9点',
  'every Friday',
  '双十一',
  '明后天',
  '环节前',
  '情人节前',
  '国庆前夕',
  'Sun protection',
  'May the force',
  'march on',
  '订单20261201001',
  '20261201元',
  '下周后',
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
  test('an open date is never past in a plan nor to come in a log: it is a day or it is asked', () => {
    fc.assert(
      fc.property(open, days, (text, today) => {
        for (const intent of ['plan', 'log'] as const) {
          const ctx = context({ today, intent })
          const date = findDates(text, ctx)[0]?.value.date
          const code = findProblems(text, ctx)[0]?.value.code
          if (date === undefined) expect(code).toBe(intent === 'plan' ? 'DATE.PASSED' : 'DATE.NOT_YET')
          else expect(intent === 'plan' ? date >= today : date <= today).toBe(true)
        }
      }),
      { numRuns: 2000 },
    )
  })

  const pieces =
    '国庆 春节 中秋 元旦 节 前 后 第一个工作日 最后一个工作日 本月 下个 12月 上班 周末 周五 每 每周 下午 三点 15:30 半 到 开始 结束 20261201 11.11'
      .split(' ')
      .concat(
        'by ,on ,next ,last ,Friday,Dec ,3rd, of ,in 3 ,days,end of ,month,week 49,tomorrow,at 3pm, to ,every , ,0,9999'.split(
          ',',
        ),
      )
  test('10,000 lines of such pieces in any year: nothing throws, every day is real, every time in its day', () => {
    const years = fc.constantFrom('1970-01-01', '2026-11-23', '2035-12-31', '2036-02-29', '2999-12-31').map(localDate)
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), years, intents, (some, today, intent) => {
        const ctx = context({ today, intent })
        const text = some.join('')
        for (const { value } of findDates(text, ctx)) {
          expect(parseLocalDate(value.date)).toBe(value.date)
          expect((value.time ?? 0) >= 0 && (value.time ?? 0) <= 1440).toBe(true)
        }
        for (const { value } of findRanges(text, ctx)) expect(value.start <= value.end).toBe(true)
        findProblems(text, ctx)
      }),
      { numRuns: 10_000 },
    )
  })

  test.each(pieces)('a line of 40,000 characters of %j takes time in proportion to its length', (unit) => {
    const took = (length: number): number => {
      const text = unit.repeat(Math.ceil(length / unit.length))
      const from = process.cpuUsage()
      findDates(text, context())
      const { user, system } = process.cpuUsage(from)
      return (user + system) / 1000
    }
    took(5_000)
    const quarter = took(10_000)
    expect(took(40_000)).toBeLessThan(8 * quarter + 400)
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

test.each([
  ['双12当天', 'plan', '2026-12-12'],
  ['双十二那天', 'plan', '2026-12-12'],
  ['双11当天', 'plan', '2027-11-11'],
  ['双11当天', 'log', '2026-11-11'],
  ['618当天', 'log', '2026-06-18'],
] as const)('%s for a %s is the day of the shopping festival', (text, intent, date) => {
  expect(read(text, intent)).toEqual([`${text} ${date}`])
})

test.each(['双12大促', '双12预热视频', '目前日期', '提前日', '前日志', '今日头条', '后日常'])(
  '%s names no day',
  (text) => {
    expect(read(text)).toEqual([])
  },
)

test('the number of an object before a weekday counts no weeks', () => {
  expect(read('T-2周五', 'log')).toEqual(['周五 2026-11-20'])
  expect(read('2周五天')).toEqual([])
})
