/** Our days and ranges beside those of chrono-node (zh, and en for English) over sentences of the language corpus. */
import * as chrono from 'chrono-node'
import { findDates, findRanges, normalise, simplify } from '../../../../src/bot/understand/slots/index.ts'
import type { SlotContext } from '../../../../src/bot/understand/slots/types.ts'
import { context } from './context.ts'

export interface DateScore {
  /** The expected day or range is among what was found. */
  right: number
  /** Only other days were found. */
  wrong: number
  /** Nothing was found: the bot would ask. */
  abstained: number
}

export interface DateComparison {
  lines: number
  ours: DateScore
  peer: DateScore
  /** Sentences that were not read right: by whom, and what was read instead. */
  misses: { sentence: string; expected: string; ours?: string; peer?: string }[]
}

interface Case {
  sentence: string
  english: boolean
  intent: SlotContext['intent']
  /** `YYYY-MM-DD` or `YYYY-MM-DD/YYYY-MM-DD`; each is right. */
  expected: ReadonlySet<string>
  /** Hours of today, where whoever says no day means it, and lines after another: the day need not stand in the sentence. */
  mayBeUnsaid: boolean
}

const MARKS = /^(?:\[[^\]]*\]\s*)+/
const DAY = String.raw`\d{4}-\d{2}-\d{2}`
const SLOT = new RegExp(
  `\\s(?:due|date|start|toDate|period|worked)=((?:${DAY})(?:/${DAY})?)(?::[\\d.]+[hmd](,\\S*)?)?(?=\\s|$)`,
  'g',
)
const TODAY = '2026-11-23'

/** The one day or range that a reading names; undefined for none or several. */
function onlyDay(reading: string): string | undefined {
  const found = [...` ${reading}`.matchAll(SLOT)]
  const [only] = found
  return found.length === 1 && only?.[2] === undefined ? only?.[1] : undefined
}

/** Corpus lines whose every acting reading has exactly one day or range. */
function caseOf(line: string): Case[] {
  const cut = line.lastIndexOf(' => ')
  if (line.startsWith('#') || cut < 0 || line.includes(' ; ')) return []
  const marks = MARKS.exec(line)?.[0] ?? ''
  const readings = line
    .slice(cut + 4)
    .split(' | ')
    .map((one) => one.trim())
    .filter((one) => !/^(?:ask|ignore)/.test(one))
  const days = readings.map(onlyDay)
  const expected = new Set(days.filter((day) => day !== undefined))
  if (days.length === 0 || days.includes(undefined)) return []
  const intent = readings[0]?.startsWith('hours.') ? 'log' : 'plan'
  return [
    {
      sentence: simplify(normalise(line.slice(marks.length, cut).replaceAll('\\n', '\n'))),
      english: marks.includes('[en]'),
      intent,
      expected,
      mayBeUnsaid: (intent === 'log' && expected.has(TODAY)) || marks.includes('[after '),
    },
  ]
}

const asRange = ({ start, end }: { start: string; end: string }): string => (start === end ? start : `${start}/${end}`)

function ours({ sentence, intent }: Case): string[] {
  const ctx = context({ intent })
  return [
    ...findDates(sentence, ctx).map(({ value }) => value.date),
    ...findRanges(sentence, ctx).map(({ value }) => asRange(value)),
  ]
}

function dayOf(components: chrono.ParsedComponents): string {
  const [year, month, day] = (['year', 'month', 'day'] as const).map((part) => components.get(part) ?? 0)
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** Plans look ahead, which chrono calls forwardDate; it has nothing for looking back. */
function peer({ sentence, english, intent }: Case): string[] {
  const reference = { instant: context().now, timezone: 480 }
  const option = { forwardDate: intent === 'plan' }
  const chinese = english ? [] : chrono.zh.hans.casual.parse(sentence, reference, option)
  // A mixed sentence gets a second chance.
  const results = chinese.length > 0 ? chinese : chrono.casual.parse(sentence, reference, option)
  return results.map(({ start, end }) => asRange({ start: dayOf(start), end: dayOf(end ?? start) }))
}

/** `12月30号开始, 做到1月2号`: both ends of a range, apart, name it too; of a day that was not said, nothing is to be found. */
function isRight(found: readonly string[], { expected, mayBeUnsaid }: Case): boolean {
  if (found.length === 0) return mayBeUnsaid
  return [...expected].some(
    (one) => found.includes(one) || (one.includes('/') && one.split('/').every((end) => found.includes(end))),
  )
}

function count(score: DateScore, found: readonly string[], one: Case): boolean {
  const right = isRight(found, one)
  score[right ? 'right' : found.length > 0 ? 'wrong' : 'abstained'] += 1
  return right
}

/** Reads every corpus line (`sentence => reading`) that has one expected day or range with both. */
export function compareDates(lines: readonly string[]): DateComparison {
  const result: DateComparison = {
    lines: 0,
    ours: { right: 0, wrong: 0, abstained: 0 },
    peer: { right: 0, wrong: 0, abstained: 0 },
    misses: [],
  }
  for (const one of lines.flatMap(caseOf)) {
    const [mine, theirs] = [ours(one), peer(one)]
    if (one.mayBeUnsaid && mine.length + theirs.length === 0) continue
    result.lines += 1
    const good = [count(result.ours, mine, one), count(result.peer, theirs, one)]
    if (!good.includes(false)) continue
    result.misses.push({
      sentence: one.sentence,
      expected: [...one.expected].join(' or '),
      ...(good[0] ? {} : { ours: mine.join(' ') }),
      ...(good[1] ? {} : { peer: theirs.join(' ') }),
    })
  }
  return result
}
