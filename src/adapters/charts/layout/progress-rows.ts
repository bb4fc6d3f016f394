import type { ProgressChart } from '../../../domain/ports/chart-renderer.ts'
import { fill, fitText } from '../text/fit.ts'
import { checkMark, type Shape, type Typesetter, text } from './scene.ts'
import { FONTS, INK, LATE, MARGIN, PAPER, SOFT, STATES, WIDTH } from './theme.ts'

type Row = ProgressChart['rows'][number]

/** Columns of the table of bars, in pixels: names and owners on the left, figures right-aligned on the right. */
export interface RowColumns {
  nameRoom: number
  ownerRight: number
  barLeft: number
  barRight: number
  percentRight: number
  countRight: number
  lateLeft: number
}

export const ROW_PITCH = 76
const BAR_HEIGHT = 34
const GAP = 28
const MAX_NAME = 430
const MAX_OWNER = 150
const WARNING = 15

const widest = (widths: number[]): number => widths.reduce((a, b) => Math.max(a, b), 0)
const lateWords = (row: Row, chart: ProgressChart): string =>
  row.late > 0 ? fill(chart.labels.lateCount, { n: row.late }) : ''

/** Every column as wide as its widest entry, names and owners up to a limit; the bars get the rest. */
export function rowColumns(chart: ProgressChart, type: Typesetter): RowColumns {
  const column = (values: string[], font: (typeof FONTS)[keyof typeof FONTS]) =>
    widest(values.map((value) => type.width(type.clean(value), font)))
  const { rows } = chart
  const nameRoom = Math.min(
    MAX_NAME,
    Math.max(
      160,
      column(
        rows.map((row) => row.label),
        FONTS.label,
      ),
    ),
  )
  const owner = Math.min(
    MAX_OWNER,
    column(
      rows.map((row) => row.owner ?? ''),
      FONTS.small,
    ),
  )
  const late = column(
    rows.map((row) => lateWords(row, chart)),
    FONTS.tag,
  )
  const counts = column(
    rows.map((row) => `${row.done}/${row.total}`),
    FONTS.small,
  )
  const percents = column(['100%'], FONTS.strong)
  const ownerRight = MARGIN + nameRoom + (owner > 0 ? 20 + owner : 0)
  const lateLeft = WIDTH - MARGIN - late
  const countRight = late > 0 ? lateLeft - GAP - 2 * WARNING - 10 : WIDTH - MARGIN
  const percentRight = countRight - counts - GAP
  return {
    nameRoom,
    ownerRight,
    barLeft: ownerRight + GAP,
    barRight: percentRight - percents - GAP,
    percentRight,
    countRight,
    lateLeft,
  }
}

/** A triangle with a stroke in it: lateness must not be told by colour alone. */
function warning(x: number, y: number): Shape[] {
  const points = [
    { x, y: y - WARNING },
    { x: x + WARNING, y: y + WARNING },
    { x: x - WARNING, y: y + WARNING },
  ]
  return [
    { kind: 'polygon', points, fill: LATE },
    { kind: 'rect', x: x - 2, y: y - 6, w: 4, h: 11, fill: PAPER },
    { kind: 'rect', x: x - 2, y: y + 7, w: 4, h: 4, fill: PAPER },
  ]
}

function bar(row: Row, y: number, columns: RowColumns): Shape[] {
  const full = row.percent >= 100
  const w = columns.barRight - columns.barLeft
  const style = full ? STATES.done : STATES.doing
  const body: Shape = {
    kind: 'rect',
    x: columns.barLeft,
    y: y - BAR_HEIGHT / 2,
    w,
    h: BAR_HEIGHT,
    radius: 10,
    fill: '#e3eaf2',
  }
  if (row.percent > 0) body.part = { w: (w * row.percent) / 100, fill: style.fill }
  return full ? [body, checkMark({ x: columns.barRight - 30, y }, 22, PAPER)] : [body]
}

/** One sub-project or person: name, owner, bar, percentage, counts, lateness. */
export function progressRow(row: Row, y: number, columns: RowColumns, chart: ProgressChart, type: Typesetter): Shape[] {
  const name = fitText(type, row.label, columns.nameRoom, FONTS.label)
  const owner = fitText(type, row.owner ?? '', MAX_OWNER, FONTS.small)
  const late = type.clean(lateWords(row, chart))
  const right = { align: 'right' } as const
  const shapes: Shape[] = [
    text(name, { x: MARGIN, y }, FONTS.label, INK),
    ...bar(row, y, columns),
    text(`${Math.round(row.percent)}%`, { x: columns.percentRight, y }, FONTS.strong, INK, right),
    text(`${row.done}/${row.total}`, { x: columns.countRight, y }, FONTS.small, SOFT, right),
  ]
  if (owner !== '') shapes.push(text(owner, { x: columns.ownerRight, y }, FONTS.small, SOFT, right))
  if (late !== '')
    shapes.push(...warning(columns.lateLeft - 10 - WARNING, y), text(late, { x: columns.lateLeft, y }, FONTS.tag, LATE))
  return shapes
}
