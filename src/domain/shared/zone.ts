import { type LocalDate, localDate, partsOf } from './local-date.ts'

/** Periods, due dates and working days are Chinese unless the organisation says otherwise. */
export const DEFAULT_ZONE = 'Asia/Shanghai'

const DAY_MS = 86_400_000
const formatters = new Map<string, Intl.DateTimeFormat>()

/** One formatter per zone: building one costs far more than using it. Throws RangeError for an unknown zone. */
function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone)
  if (known) return known
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  formatters.set(zone, formatter)
  return formatter
}

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second'

function wallClock(instant: Date, zone: string): Record<Part, string> {
  const shown = { year: '', month: '', day: '', hour: '', minute: '', second: '' }
  for (const { type, value } of formatterOf(zone).formatToParts(instant)) {
    if (type in shown) shown[type as Part] = value
  }
  return shown
}

/** The day that people in `zone` have at this instant. Throws RangeError for an unknown zone or a year outside 1970–2999. */
export function localDateOf(instant: Date, zone: string): LocalDate {
  const { year, month, day } = wallClock(instant, zone)
  return localDate(`${year.padStart(4, '0')}-${month}-${day}`)
}

/** `HH:mm` on the wall clock of `zone`, 24 hours. */
export function localTimeOf(instant: Date, zone: string): string {
  const { hour, minute } = wallClock(instant, zone)
  return `${hour}:${minute}`
}

/** What the wall clock of `zone` shows at an instant, read as if it were UTC (milliseconds). */
function wallMs(ms: number, zone: string): number {
  const { year, month, day, hour, minute, second } = wallClock(new Date(ms), zone)
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second))
}

/**
 * The instant of a wall-clock time. A time that occurs twice (clocks set back) is its first occurrence; one that is
 * skipped (clocks set forward) moves later by the gap, as Temporal's "compatible" disambiguation does.
 * Throws RangeError for a malformed time or an unknown zone.
 */
export function instantOf(date: LocalDate, time: string, zone: string): Date {
  if (!/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time)) throw new RangeError('not a time (HH:mm)')
  const { year, month, day } = partsOf(date)
  const wall = Date.UTC(year, month - 1, day, Number(time.slice(0, 2)), Number(time.slice(3)))
  // No zone changes its offset twice within two days, so the two offsets around the time are all there are.
  const offsets = [wall - DAY_MS, wall + DAY_MS].map((ms) => wallMs(ms, zone) - ms)
  const candidates = offsets.map((offset) => wall - offset)
  const real = candidates.filter((ms) => wallMs(ms, zone) === wall)
  const fallback = candidates[0] ?? wall
  return new Date(real.length > 0 ? Math.min(...real) : fallback)
}
