import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  findAmountRanges,
  findAmounts,
  findCounts,
  findDates,
  findDurations,
  findPeople,
  findPercentages,
  findProblems,
  findRanges,
  findReferences,
  normalise,
  protectedSpans,
  type Span,
  simplify,
} from '../../../../src/bot/understand/slots/index.ts'
import { parseLocalDate } from '../../../../src/domain/shared/local-date.ts'
import { context } from './context.ts'

const plan = context()
const log = context({ intent: 'log', mentions: [{ name: '张三' }] })

function readAll(text: string): Span<unknown>[][] {
  return [plan, log].flatMap((ctx) => [
    findAmounts(text, { bare: ctx === log }),
    findDurations(text),
    findAmountRanges(text),
    findCounts(text),
    findPercentages(text),
    findDates(text, ctx),
    findRanges(text, ctx),
    findPeople(text, ctx, { allowSkill: ctx === log }),
    findReferences(text),
    findProblems(text, ctx),
    protectedSpans(text),
  ])
}

/** In order, inside the text, not overlapping, and quoting it. */
function wellFormed(text: string, spans: readonly Span<unknown>[]): boolean {
  return spans.every(
    (span, index) =>
      span.start >= (spans[index - 1]?.end ?? 0) &&
      span.end > span.start &&
      span.text === text.slice(span.start, span.end),
  )
}

const PIECES = [
  ...'0123456789一二两三四五六七八九十百千万亿零半周月日号年天后前今明昨大上下本这第个到至-—~./:,%¥元块角分wkhT@「」“”"《》我小老韩梅王 \n',
  '小时',
  '工作日',
  '星期',
  '12月1日',
  '11.24',
  '8万5',
  '季度末',
  '@韩梅',
  'T-12',
  '2月30日',
  '😀',
  '👨‍👩‍👧',
  '\u0000',
  '\ud800',
  '\u200d',
]
const noise = fc.oneof(
  { weight: 3, arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
)

test('20,000 random strings: nothing throws, every span is well formed, every date is real', {
  timeout: 120_000,
}, () => {
  fc.assert(
    fc.property(noise, fc.boolean(), (raw, clean) => {
      const text = clean ? normalise(raw) : raw
      for (const spans of readAll(text)) expect(wellFormed(text, spans)).toBe(true)
      for (const ctx of [plan, log]) {
        for (const { value } of findDates(text, ctx)) expect(parseLocalDate(value.date)).toBe(value.date)
        for (const { value } of findRanges(text, ctx)) {
          expect([parseLocalDate(value.start), parseLocalDate(value.end)]).toEqual([value.start, value.end])
          expect(value.start <= value.end).toBe(true)
        }
      }
    }),
    { numRuns: 20_000 },
  )
})

describe('lines of 40,000 characters take time in proportion to their length', () => {
  const units = [
    '9',
    '1,234',
    '1.',
    '12.1-',
    '八万',
    '一千零',
    '8万5',
    '一',
    '从',
    '周',
    '上',
    '明天到',
    '12月1',
    '「',
    '"「',
    '@',
    '@a',
    'a.',
    'a@',
    '人民币',
    '小',
    '我',
    '3h',
    '5-',
    '5-8万',
    '百分之',
    '3个点',
    'a ',
    'an hour and ',
    '王总',
    'han mei',
    '專案',
    '预算',
    '1小时',
    ' ',
    '\n',
    '-',
    '0571-',
    'http://',
    'T-1',
    '😀',
    '\u200d',
  ]
  /** Time of this process on the processor, which a busy machine does not stretch as it does the clock's. */
  const milliseconds = (text: string): number => {
    const from = process.cpuUsage()
    readAll(simplify(normalise(text)))
    const { user, system } = process.cpuUsage(from)
    return (user + system) / 1000
  }
  test.each(units)('%j', { timeout: 120_000 }, (unit) => {
    const line = (length: number): string => unit.repeat(Math.ceil(length / unit.length)).slice(0, length)
    milliseconds(line(5_000))
    const quarter = milliseconds(line(10_000))
    const whole = milliseconds(line(40_000))
    // Four times the text: linear reading takes four times as long, quadratic sixteen times. The rest is for the collector.
    expect(whole).toBeLessThan(8 * quarter + 400)
    expect(whole).toBeLessThan(5_000)
  })
})
