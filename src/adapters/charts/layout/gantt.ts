import type { GanttChart, GanttRow } from '../../../domain/ports/chart-renderer.ts'
import { ganttAlt } from '../alt.ts'
import { fill } from '../text/fit.ts'
import { type Anchor, routeArrow, type Surroundings } from './arrows.ts'
import { type Axis, makeAxis } from './axis.ts'
import { type Bar, makeBar } from './bars.ts'
import { type Columns, makeColumns, rowLabel } from './columns.ts'
import { CONTENT_TOP, emptyLine, pictureHeight, rowsThatFit, titleBlock } from './frame.ts'
import { makeLegend } from './legend.ts'
import { makeScale, type Scale } from './scale.ts'
import { type LineShape, type Rect, type Scene, type Shape, type Typesetter, text } from './scene.ts'
import { ARROW, BAND, FONTS, GRID, MARGIN, MAX_HEIGHT, SOFT, WIDTH } from './theme.ts'

const PITCH = 70
/** Kept for the legend, which takes one line or two. */
const LEGEND_ROOM = 150
const EMPTY_HEIGHT = 150
const LANES = [0, -6, 6]

interface Plan {
  chart: GanttChart
  type: Typesetter
  columns: Columns
  scale: Scale
  axis: Axis
  rows: readonly GanttRow[]
  hidden: number
  bars: Bar[]
}

/** Rows that are drawn; a group whose rows all fell off goes with them. */
function visibleRows(rows: readonly GanttRow[], room: number): GanttRow[] {
  const visible = rows.slice(0, Math.max(0, rowsThatFit(rows.length, room, PITCH)))
  while (visible.length < rows.length && visible.at(-1)?.kind === 'group') visible.pop()
  return visible
}

const isItem = (row: GanttRow): boolean => row.kind !== 'group'

function makePlan(chart: GanttChart, type: Typesetter): Plan {
  const columns = makeColumns(chart.rows, type)
  const scale = makeScale(chart.from, chart.to, columns.right + 28, WIDTH - MARGIN)
  const axis = makeAxis(chart, scale, CONTENT_TOP, type)
  const rows = visibleRows(chart.rows, MAX_HEIGHT - axis.rowsTop - LEGEND_ROOM - MARGIN)
  const context = { scale, today: chart.today, labels: chart.labels, type }
  const bars = rows.map((row, index) => makeBar(context, row, rowMiddle(axis, index)))
  const hidden = chart.rows.slice(rows.length).filter(isItem).length
  return { chart, type, columns, scale, axis, rows, hidden, bars }
}

const rowTop = (axis: Axis, index: number): number => axis.rowsTop + index * PITCH
const rowMiddle = (axis: Axis, index: number): number => rowTop(axis, index) + PITCH / 2

function anchors({ rows, bars }: Plan): Map<string, Anchor> {
  const result = new Map<string, Anchor>()
  rows.forEach((row, index) => {
    const box = bars[index]?.box
    if (row.kind !== 'group' && box !== undefined) result.set(row.ref, { row: index, box })
  })
  return result
}

const present = <T>(value: T | undefined): value is T => value !== undefined

function surroundings({ axis, rows, bars }: Plan): Surroundings {
  const bodies = (kind: GanttRow['kind']) =>
    bars.map((bar, index) => (rows[index]?.kind === kind ? bar.body : undefined))
  return {
    corridor: (row) => rowTop(axis, row),
    labels: bars.map((bar) => bar.tag.box).filter(present),
    bars: bodies('task'),
    diamonds: bodies('milestone'),
  }
}

function arrows(plan: Plan): LineShape[] {
  const known = anchors(plan)
  const around = surroundings(plan)
  const lines: LineShape[] = []
  for (const row of plan.rows) {
    if (row.kind === 'group') continue
    const to = known.get(row.ref)
    for (const from of row.dependsOn.map((ref) => known.get(ref)).filter(present)) {
      if (to === undefined || from.row === to.row) continue
      const lane = LANES[lines.length % LANES.length] ?? 0
      const points = routeArrow(from, to, { ...around, corridor: (index) => around.corridor(index) + lane })
      lines.push({ kind: 'line', points, color: ARROW, width: 4, arrow: true })
    }
  }
  return lines
}

/** Light bands behind groups and hairlines between rows, across labels and axis. */
function rowLines({ rows, axis }: Plan): Shape[] {
  return rows.flatMap((row, index): Shape[] => {
    const y = rowTop(axis, index)
    const band: Rect = { x: MARGIN - 16, y, w: WIDTH - 2 * MARGIN + 32, h: PITCH }
    const line: Shape = { kind: 'rect', x: band.x, y: y - 1, w: band.w, h: 2, fill: GRID }
    return row.kind === 'group' ? [{ kind: 'rect', ...band, fill: BAND }, line] : [line]
  })
}

function footer({ chart, type, rows, hidden, axis }: Plan, rowsBottom: number): Shape[] {
  if (chart.rows.length === 0)
    return emptyLine(chart.labels.empty, { x: WIDTH / 2, y: axis.rowsTop + EMPTY_HEIGHT / 2 }, type)
  if (hidden === 0) return []
  const words = type.clean(fill(chart.labels.moreRows, { n: hidden }))
  const y = rowsBottom + PITCH / 2
  return rows.length === 0 ? [] : [text(words, { x: MARGIN, y }, FONTS.small, SOFT)]
}

/** The colour of rest days in the legend: weekends if there are any, else holidays. */
function restSign({ runs }: Axis): { rest?: 'weekend' | 'holiday' } {
  if (runs.length === 0) return {}
  return { rest: runs.some((run) => run.name === undefined) ? 'weekend' : 'holiday' }
}

/** Where everything of a Gantt chart stands. Pure; the chart must have passed `checkChart`. */
export function layoutGantt(chart: GanttChart, type: Typesetter): Scene {
  const plan = makePlan(chart, type)
  const { axis, rows, bars, columns } = plan
  const rowsBottom = rows.length === 0 ? axis.rowsTop + EMPTY_HEIGHT : rowTop(axis, rows.length)
  const lines = arrows(plan)
  const legendTop = rowsBottom + (plan.hidden > 0 ? PITCH : 14)
  const shows = { arrows: lines.length > 0, ...restSign(axis) }
  const legend = makeLegend(chart, rows, shows, legendTop, type)
  const bottomLine: Shape = {
    kind: 'rect',
    x: MARGIN - 16,
    y: rowsBottom - 1,
    w: WIDTH - 2 * MARGIN + 32,
    h: 2,
    fill: GRID,
  }
  const shapes = [
    ...rowLines(plan),
    ...axis.background(rowsBottom),
    bottomLine,
    ...lines,
    ...bars.flatMap((bar) => bar.shapes),
    ...bars.flatMap((bar) => bar.tag.shapes),
    ...axis.captions,
    ...rows.flatMap((row, index) => rowLabel(row, rowMiddle(axis, index), columns, type)),
    ...footer(plan, rowsBottom),
    ...titleBlock(chart, type),
    ...legend.shapes,
  ]
  return { width: WIDTH, height: pictureHeight(legend.bottom), shapes, alt: ganttAlt(chart) }
}
