const BEIJING_MS = 8 * 3_600_000
const DAY_MS = 86_400_000
const DURATION = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/
const UNITS = [7 * DAY_MS, DAY_MS, 3_600_000, 60_000, 1_000]
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/

/** ISO 8601 with the offset +08:00, the zone that the platform's users live in. */
export function toIso(ms: number): string {
  return `${new Date(ms + BEIJING_MS).toISOString().slice(0, -1)}+08:00`
}

/** Calendar date in Asia/Shanghai, YYYY-MM-DD. */
export function dateOf(ms: number): string {
  return new Date(ms + BEIJING_MS).toISOString().slice(0, 10)
}

/** An instant with date, time and offset; undefined for anything else. */
export function parseInstant(text: string): Date | undefined {
  if (!INSTANT.test(text)) return undefined
  const date = new Date(text)
  return Number.isNaN(date.getTime()) ? undefined : date
}

/** Milliseconds of an ISO 8601 duration of weeks, days, hours, minutes and seconds; undefined if it is none or zero. */
export function parseDuration(text: string): number | undefined {
  const match = DURATION.exec(text)
  if (!match) return undefined
  const total = UNITS.reduce((sum, unit, index) => sum + Number(match[index + 1] ?? 0) * unit, 0)
  return total > 0 ? total : undefined
}

/** The next 09:30 in Asia/Shanghai on a working day, strictly after `now`: what a service sends at nine has come. */
export function nextWorkingMorning(now: number, isWorkingDay: (isoDate: string) => boolean): Date {
  const first = Date.parse(`${dateOf(now)}T09:30:00+08:00`)
  for (let days = 0; days < 400; days += 1) {
    const morning = first + days * DAY_MS
    if (morning > now && isWorkingDay(dateOf(morning))) return new Date(morning)
  }
  throw new RangeError('no working day within 400 days')
}

/** Monday to Friday. */
export function isWeekday(isoDate: string): boolean {
  const day = new Date(`${isoDate}T00:00:00Z`).getUTCDay()
  return day >= 1 && day <= 5
}
