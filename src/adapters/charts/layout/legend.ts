import type { GanttChart, GanttRow } from '../../../domain/ports/chart-renderer.ts'
import { diamondShapes } from './bars.ts'
import { type Point, type Shape, type Typesetter, text } from './scene.ts'
import { ARROW, FONTS, HOLIDAY, MARGIN, REST, SOFT, STATE_ORDER, STATES, WIDTH } from './theme.ts'

interface Item {
  label: string
  /** Draws the sign, `SIGN` pixels wide, with its left middle at `at`. */
  sign(at: Point): Shape[]
}

const SIGN = 46
const LINE = 54

function stateItems(chart: GanttChart, rows: readonly GanttRow[]): Item[] {
  const used = new Set(rows.flatMap((row) => (row.kind === 'task' ? [row.state] : [])))
  return STATE_ORDER.filter((state) => used.has(state)).map((state) => ({
    label: chart.labels.states[state],
    sign: ({ x, y }) => {
      const { track, fill, stroke, hatch } = STATES[state]
      const body: Shape = { kind: 'rect', x, y: y - 13, w: SIGN, h: 26, radius: 5, fill: track, stroke }
      if (hatch !== undefined) body.hatch = hatch
      if (state !== 'todo' && state !== 'done') body.part = { w: SIGN / 2, fill }
      return [body]
    },
  }))
}

const lineSign = ({ x, y }: Point): Shape[] => [
  {
    kind: 'line',
    points: [
      { x, y },
      { x: x + SIGN, y },
    ],
    color: ARROW,
    width: 4,
    arrow: true,
  },
]

/** Only what the chart really shows. */
function items(
  chart: GanttChart,
  rows: readonly GanttRow[],
  shows: { arrows: boolean; rest?: 'weekend' | 'holiday' },
): Item[] {
  const list = stateItems(chart, rows)
  if (rows.some((row) => row.kind === 'milestone'))
    list.push({ label: chart.labels.milestone, sign: ({ x, y }) => diamondShapes({ x: x + SIGN / 2, y }, 'todo') })
  if (shows.arrows) list.push({ label: chart.labels.dependency, sign: lineSign })
  if (shows.rest !== undefined) {
    const fill = shows.rest === 'weekend' ? REST : HOLIDAY
    list.push({
      label: chart.labels.restDay,
      sign: ({ x, y }) => [{ kind: 'rect', x, y: y - 13, w: SIGN, h: 26, fill, stroke: '#c9d2dc' }],
    })
  }
  return list
}

/** The signs and their words in as many lines as they need, from `top`; `bottom` is where they end. */
export function makeLegend(
  chart: GanttChart,
  rows: readonly GanttRow[],
  shows: { arrows: boolean; rest?: 'weekend' | 'holiday' },
  top: number,
  type: Typesetter,
): { shapes: Shape[]; bottom: number } {
  const shapes: Shape[] = []
  let at = { x: MARGIN, y: top + LINE / 2 }
  for (const item of items(chart, rows, shows)) {
    const label = type.clean(item.label)
    const width = SIGN + 12 + type.width(label, FONTS.small)
    if (at.x > MARGIN && at.x + width > WIDTH - MARGIN) at = { x: MARGIN, y: at.y + LINE }
    shapes.push(...item.sign(at), text(label, { x: at.x + SIGN + 12, y: at.y }, FONTS.small, SOFT))
    at = { x: at.x + width + 40, y: at.y }
  }
  return { shapes, bottom: shapes.length === 0 ? top : at.y + LINE / 2 }
}
