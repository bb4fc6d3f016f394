const ZONE = 'Asia/Shanghai'

const day = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit' })
const weekday = new Intl.DateTimeFormat('zh-CN', { timeZone: ZONE, weekday: 'short' })
const minutes = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' })
const seconds = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/** `2026-11-23` in Asia/Shanghai for an instant in milliseconds. */
export const dayOf = (instant: number) => day.format(instant)

/** `10:05` */
export const timeOf = (instant: number) => minutes.format(instant)

/** `2026-11-23 周一 10:05:09` */
export const clockText = (instant: number) => `${dayOf(instant)} ${weekday.format(instant)} ${seconds.format(instant)}`

/** `11-23（周一）`, with the year when it is not the clock's. */
export function dayHeading(instant: number, now: number): string {
  const [date, today] = [dayOf(instant), dayOf(now)]
  if (date === today) return '今天'
  const shown = date.slice(0, 4) === today.slice(0, 4) ? date.slice(5) : date
  return `${shown}（${weekday.format(instant)}）`
}

/** `2026年12月1日 周二`, with the time if there is one, for a field's value; nothing while the field is incomplete. */
export function fieldWords(value: string): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}))?/.exec(value)
  if (!found) return ''
  const [whole, year, month, date, time] = found
  const instant = Date.parse(`${whole.slice(0, 10)}T00:00:00+08:00`)
  const words = `${year}年${Number(month)}月${Number(date)}日 ${weekday.format(instant)}`
  return time ? `${words} ${time}` : words
}

/** The value for a `datetime-local` field. */
export const fieldValue = (instant: number) => `${dayOf(instant)}T${timeOf(instant)}`

/** A `datetime-local` value as an instant of Asia/Shanghai, or undefined if the field is incomplete. */
export const fieldInstant = (value: string) =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(value) ? `${value.slice(0, 16)}:00+08:00` : undefined
