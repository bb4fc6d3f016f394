import type { LocalDate } from '../../../domain/shared/local-date.ts'
import { type Fen, formatShort, formatYuan } from '../../../domain/shared/money.ts'
import type { DateRange } from './date-readings.ts'
import type { Duration } from './durations.ts'

const HUNDRED_YUAN = 10_000n
const WAN_YUAN = 1_000_000n
const YI_YUAN = 10_000_000_000n

/** A text that findAmounts reads as exactly this amount: 8.5万 where short is exact, else 80,000.01元. Not for negatives. */
export function spellAmount(fen: Fen): string {
  if (fen < 0n) throw new RangeError('negative amounts are not spoken of')
  // Two decimals of 万 are exact for whole hundreds of yuan below 1亿, and of 亿 for whole millions.
  if (fen >= WAN_YUAN && fen < YI_YUAN && fen % HUNDRED_YUAN === 0n) return formatShort(fen)
  if (fen >= YI_YUAN && fen % (YI_YUAN / 100n) === 0n) return formatShort(fen)
  return `${formatYuan(fen).slice(1)}元`
}

/** A text that findDates reads as this day whatever today is. */
export const spellDate = (date: LocalDate): string => date

/** A text that findRanges reads as these days whatever today is. */
export const spellRange = ({ start, end }: DateRange): string => `${spellDate(start)}到${spellDate(end)}`

function spellMinutes(minutes: number): string {
  if (minutes < 60 && minutes !== 30) return `${minutes}分钟`
  if (minutes % 30 === 0) return `${minutes / 60}小时`
  return `${Math.floor(minutes / 60)}小时${minutes % 60}分钟`
}

/** A text that findDurations reads as this duration: 2.5小时, 45分钟, 3个工作日, 2天. */
export function spellDuration(duration: Duration): string {
  if ('minutes' in duration) return spellMinutes(duration.minutes)
  return 'days' in duration ? `${duration.days}天` : `${duration.workingDays}个工作日`
}
