/** A goal as people say it: `GMV300万`, `曝光量500万`, `转化率3%`. */
import type { Goal } from '../../../domain/projects/create-project.ts'
import type { Kpi } from '../../../domain/projects/project.ts'
import { findAmounts } from '../../understand/slots/index.ts'

const METRICS: readonly (readonly [Kpi['metric'], RegExp])[] = [
  ['gmv', /gmv|销售额|成交额|营收/i],
  ['impressions', /曝光/],
  ['click_rate', /点击率|ctr/i],
  ['conversion_rate', /转化率/],
  ['average_order_value', /客单价/],
  ['visitors', /到场|访客|客流/],
  ['leads', /线索|留资/],
  ['reads', /阅读/],
  ['interactions', /互动/],
]

const RATES: ReadonlySet<Kpi['metric']> = new Set(['click_rate', 'conversion_rate'])
const MONEY: ReadonlySet<Kpi['metric']> = new Set(['gmv', 'average_order_value'])
const PERCENT = /(\d{1,3})(?:\.(\d{1,2}))?\s*%/

/** The measurable part is read if there is one; the words are kept in any case. */
export function readGoal(text: string): Goal {
  const metric = METRICS.find(([, pattern]) => pattern.test(text))?.[0]
  if (!metric) return { text }
  const target = RATES.has(metric) ? basisPoints(text) : quantity(text, MONEY.has(metric))
  return target === undefined ? { text, metric } : { text, metric, target }
}

function basisPoints(text: string): bigint | undefined {
  const [, whole, decimals = ''] = PERCENT.exec(text) ?? []
  return whole === undefined ? undefined : BigInt(whole) * 100n + BigInt(decimals.padEnd(2, '0'))
}

/** Counts are written like amounts (300万); an amount in 分 is a hundred times the count. */
function quantity(text: string, money: boolean): bigint | undefined {
  const digits = text.replace(/[^\d.,万亿千百wkW零一二两三四五六七八九十]+/g, ' ').trim()
  const amount = findAmounts(digits, { bare: true })[0]?.value
  if (amount === undefined) return undefined
  return money ? amount : amount / 100n
}
