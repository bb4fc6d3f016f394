import type { GanttChart } from '../../../domain/ports/chart-renderer.ts'
import { firstFit } from '../text/fit.ts'
import { type Header, type HeaderCell, makeHeader } from './header.ts'
import { type RestRun, restRuns } from './rest-days.ts'
import { endX, middleX, onAxis, type Scale, startX } from './scale.ts'
import { type Shape, type Typesetter, text } from './scene.ts'
import { FAINT, FONTS, GRID, HOLIDAY, INK, PAPER, REST, SOFT, TODAY } from './theme.ts'

interface Range {
  left: number
  right: number
}

/** Vertical places of the axis, in pixels. */
interface Places {
  top: number
  rowsTop: number
  rowsBottom: number
}

export interface Axis {
  header: Header
  runs: RestRun[]
  rowsTop: number
  /** Shading and lines below everything else, for rows that end at `rowsBottom`. */
  background(rowsBottom: number): Shape[]
  /** Months, days, names of holidays, the word at the today line. */
  captions: Shape[]
}

const TOP_LINE = 52
const UNIT_LINE = 50
const BAND_LINE = 50
const CHIP_PADDING = 14

function shading(runs: readonly RestRun[], scale: Scale, places: Places): Shape[] {
  const y = places.top + TOP_LINE
  return runs.map((run) => ({
    kind: 'rect',
    x: startX(scale, run.start),
    y,
    w: endX(scale, run.end) - startX(scale, run.start),
    h: places.rowsBottom - y,
    fill: run.name === undefined ? REST : HOLIDAY,
  }))
}

const vertical = (x: number, from: number, to: number, color: string, width: number): Shape => ({
  kind: 'line',
  points: [
    { x, y: from },
    { x, y: to },
  ],
  color,
  width,
})

function gridLines({ top, units }: Header, places: Places): Shape[] {
  const fromTop = new Set(top.map((cell) => cell.left))
  const unitTop = places.top + TOP_LINE
  return [
    ...units.map((cell) => vertical(cell.left, unitTop, places.rowsBottom, GRID, 2)),
    ...[...fromTop].map((x) => vertical(x, places.top + 8, places.rowsBottom, '#c9d2dc', 2)),
  ]
}

function todayLine(chart: GanttChart, scale: Scale, places: Places): Shape[] {
  if (!onAxis(scale, chart.today)) return []
  return [vertical(middleX(scale, chart.today), places.rowsTop - 10, places.rowsBottom, TODAY, 4)]
}

function todayChip(
  chart: GanttChart,
  scale: Scale,
  y: number,
  type: Typesetter,
): { shapes: Shape[]; left: number; right: number } {
  const words = type.clean(chart.labels.today)
  const half = type.width(words, FONTS.tag) / 2 + CHIP_PADDING
  const x = Math.min(scale.right - half, Math.max(scale.left + half, middleX(scale, chart.today)))
  const chip: Shape = { kind: 'rect', x: x - half, y: y - 21, w: half * 2, h: 42, radius: 8, fill: TODAY }
  return {
    shapes: [chip, text(words, { x, y }, FONTS.tag, PAPER, { align: 'center' })],
    left: x - half,
    right: x + half,
  }
}

/** What is left of a range beside the chip, the wider part. */
function freePart(range: Range, taken: Range | undefined): Range {
  if (taken === undefined || taken.left >= range.right || taken.right <= range.left) return range
  const before = { left: range.left, right: taken.left }
  const after = { left: taken.right, right: range.right }
  return before.right - before.left > after.right - after.left ? before : after
}

function holidayNames(
  runs: readonly RestRun[],
  scale: Scale,
  y: number,
  taken: Range | undefined,
  type: Typesetter,
): Shape[] {
  return runs.flatMap((run) => {
    const { left, right } = freePart({ left: startX(scale, run.start), right: endX(scale, run.end) }, taken)
    const name = run.name === undefined ? '' : firstFit(type, [run.name], right - left - 4, FONTS.small)
    return name === '' ? [] : [text(name, { x: (left + right) / 2, y }, FONTS.small, '#7a5200', { align: 'center' })]
  })
}

/** The line between header and rows: the today chip, and holiday names where it is not in their way. */
function band(chart: GanttChart, scale: Scale, runs: readonly RestRun[], y: number, type: Typesetter): Shape[] {
  const chip = onAxis(scale, chart.today) ? todayChip(chart, scale, y, type) : undefined
  return [...holidayNames(runs, scale, y, chip, type), ...(chip?.shapes ?? [])]
}

const isRest = (runs: readonly RestRun[], cell: HeaderCell): boolean =>
  runs.some((run) => run.start <= cell.start && run.end >= cell.end)

function cellLabels(header: Header, runs: readonly RestRun[], top: number): Shape[] {
  const unitY = top + TOP_LINE + UNIT_LINE / 2
  const months = header.top.map((cell) =>
    text(cell.label, { x: cell.left + 12, y: top + TOP_LINE / 2 }, FONTS.axis, INK),
  )
  const units = header.units.map((cell) => {
    const color = header.mode === 'day' && isRest(runs, cell) ? FAINT : SOFT
    if (header.mode === 'week') return text(cell.label, { x: cell.left + 8, y: unitY }, FONTS.axis, color)
    return text(cell.label, { x: (cell.left + cell.right) / 2, y: unitY }, FONTS.axis, color, { align: 'center' })
  })
  return [...months, ...units].filter((shape) => shape.text !== '')
}

/** The time axis of a Gantt chart whose header starts at `top`. */
export function makeAxis(chart: GanttChart, scale: Scale, top: number, type: Typesetter): Axis {
  const header = makeHeader(scale, chart.labels, type)
  const runs = restRuns(scale, chart.restDays)
  const bandTop = top + TOP_LINE + UNIT_LINE
  const inBand = band(chart, scale, runs, bandTop + BAND_LINE / 2, type)
  const rowsTop = bandTop + (inBand.length > 0 ? BAND_LINE + 4 : 0)
  return {
    header,
    runs,
    rowsTop,
    captions: [...cellLabels(header, runs, top), ...inBand],
    background: (rowsBottom) => {
      const places = { top, rowsTop, rowsBottom }
      return [...shading(runs, scale, places), ...gridLines(header, places), ...todayLine(chart, scale, places)]
    },
  }
}
