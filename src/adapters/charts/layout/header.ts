import type { ChartLabels } from '../../../domain/ports/chart-renderer.ts'
import { type LocalDate, partsOf, weekday } from '../../../domain/shared/local-date.ts'
import { fill, firstFit } from '../text/fit.ts'
import { endX, type Scale, type Span, sections, startX } from './scale.ts'
import type { Typesetter } from './scene.ts'
import { FONTS } from './theme.ts'

export type HeaderMode = 'day' | 'week' | 'month'

export interface HeaderCell extends Span {
  left: number
  right: number
  /** Fits between left and right; empty if nothing does. */
  label: string
}

export interface Header {
  mode: HeaderMode
  /** Months over days and weeks, years over months. */
  top: HeaderCell[]
  units: HeaderCell[]
}

const DAY_WIDTH = 46
const WEEK_WIDTH = 58
/** Two digits must fit into the narrowest day. */
const PADDING = 4

/** The finest unit whose numbers fit: days to about three weeks, weeks to about four months, then months. */
export function headerMode(scale: Scale): HeaderMode {
  if (scale.day >= DAY_WIDTH) return 'day'
  return scale.day * 7 >= WEEK_WIDTH ? 'week' : 'month'
}

const isMonthStart = (date: LocalDate): boolean => partsOf(date).day === 1
const isYearStart = (date: LocalDate): boolean => date.endsWith('-01-01')
const isMonday = (date: LocalDate): boolean => weekday(date) === 1

const UNIT_STARTS: Record<HeaderMode, (date: LocalDate) => boolean> = {
  day: () => true,
  week: isMonday,
  month: isMonthStart,
}

function unitNames(mode: HeaderMode, date: LocalDate, labels: ChartLabels): string[] {
  const { month, day } = partsOf(date)
  if (mode === 'month') return [fill(labels.month, { m: month }), String(month)]
  const name = labels.weekdays[weekday(date) - 1] ?? ''
  return mode === 'day' ? [`${day} ${name}`, String(day)] : [String(day), String(day)]
}

function topNames(mode: HeaderMode, date: LocalDate, labels: ChartLabels): string[] {
  const { year, month } = partsOf(date)
  if (mode === 'month') return [fill(labels.year, { y: year }), String(year)]
  return [fill(labels.yearMonth, { y: year, m: month }), fill(labels.month, { m: month }), String(month)]
}

/** A week that the axis cuts on the left has no Monday to name. */
const hasName = (mode: HeaderMode, span: Span): boolean => mode !== 'week' || isMonday(span.start)

/** The shortness that lets every whole unit be named the same way: `10月` beside `11` would look like an accident. */
function commonLevel(cells: readonly { names: string[]; room: number }[], type: Typesetter): number {
  const widest = Math.max(...cells.map((cell) => cell.room))
  const whole = cells.filter((cell) => cell.room > widest * 0.85)
  const fits = (level: number) =>
    whole.every(({ names, room }) => type.width(type.clean(names[level] ?? ''), FONTS.axis) <= room)
  return fits(0) ? 0 : 1
}

function makeCells(
  scale: Scale,
  spans: readonly Span[],
  namesOf: (span: Span) => string[],
  type: Typesetter,
): HeaderCell[] {
  const cells = spans.map((span) => {
    const left = startX(scale, span.start)
    const right = endX(scale, span.end)
    return { ...span, left, right, names: namesOf(span), room: right - left - PADDING }
  })
  const level = commonLevel(cells, type)
  return cells.map(({ names, room, ...cell }) => ({
    ...cell,
    label: firstFit(type, names.slice(level), room, FONTS.axis),
  }))
}

/** The two lines above the rows. */
export function makeHeader(scale: Scale, labels: ChartLabels, type: Typesetter): Header {
  const mode = headerMode(scale)
  const units = sections(scale, UNIT_STARTS[mode])
  const top = sections(scale, mode === 'month' ? isYearStart : isMonthStart)
  return {
    mode,
    top: makeCells(scale, top, (span) => topNames(mode, span.start, labels), type),
    units: makeCells(scale, units, (span) => (hasName(mode, span) ? unitNames(mode, span.start, labels) : []), type),
  }
}
