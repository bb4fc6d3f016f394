import { addDays, diffDays, type LocalDate, max, min } from '../../../domain/shared/local-date.ts'

/** The time axis: whole days from `left` to `right`, both in pixels. */
export interface Scale {
  from: LocalDate
  to: LocalDate
  left: number
  right: number
  /** Pixels per day. */
  day: number
}

export function makeScale(from: LocalDate, to: LocalDate, left: number, right: number): Scale {
  return { from, to, left, right, day: (right - left) / (diffDays(from, to) + 1) }
}

/** The left edge of a day; outside the axis it is a position outside. */
export const startX = (scale: Scale, date: LocalDate): number => scale.left + diffDays(scale.from, date) * scale.day

/** The right edge of a day. */
export const endX = (scale: Scale, date: LocalDate): number => startX(scale, date) + scale.day

export const middleX = (scale: Scale, date: LocalDate): number => startX(scale, date) + scale.day / 2

export const onAxis = (scale: Scale, date: LocalDate): boolean => date >= scale.from && date <= scale.to

export interface Span {
  start: LocalDate
  end: LocalDate
}

/** The part of a span that the axis shows, or undefined if it shows none. */
export function clip(scale: Scale, span: Span): Span | undefined {
  if (span.end < scale.from || span.start > scale.to) return undefined
  return { start: max(span.start, scale.from), end: min(span.end, scale.to) }
}

/** The axis cut into spans at every date that `begins` names. */
export function sections(scale: Scale, begins: (date: LocalDate) => boolean): Span[] {
  const result: Span[] = []
  for (let date = scale.from; date <= scale.to; date = addDays(date, 1)) {
    const last = result.at(-1)
    if (last === undefined || begins(date)) result.push({ start: date, end: date })
    else last.end = date
  }
  return result
}
