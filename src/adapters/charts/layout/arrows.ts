import type { Point, Rect } from './scene.ts'

/** A bar or diamond in its row. */
export interface Anchor {
  row: number
  box: Rect
}

export interface Surroundings {
  /** The y of the free corridor above a row. */
  corridor(row: number): number
  /** What lines must not touch: words. */
  labels: readonly Rect[]
  /** The bar or diamond of each row, under which lines should rather not pass. */
  rows: readonly (Rect | undefined)[]
}

const CLEARANCE = 4
const LABEL_COST = 1000
const BAR_COST = 10
/** How far inside the successor a line without a bend still reads as arriving at its start. */
const STRAIGHT = 60

function hits(a: Point, b: Point, rect: Rect): boolean {
  const overlapX = Math.max(a.x, b.x) > rect.x - CLEARANCE && Math.min(a.x, b.x) < rect.x + rect.w + CLEARANCE
  const overlapY = Math.max(a.y, b.y) > rect.y && Math.min(a.y, b.y) < rect.y + rect.h
  return overlapX && overlapY
}

function count(points: readonly Point[], rects: readonly Rect[]): number {
  let total = 0
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1], points[i]]
    if (a && b) total += rects.filter((rect) => hits(a, b, rect)).length
  }
  return total
}

const near = (edge: number, inset: number, width: number): number => edge + Math.min(inset, width / 2)

/** Where the line may leave: near the end of the bar, else its middle. */
const exits = ({ box }: Anchor): number[] => [box.x + box.w - Math.min(12, box.w / 2), box.x + box.w / 2]

/** Where it may arrive: straight from `out` if that is near the start of the bar, else there, else further inside. */
function entries({ box }: Anchor, out: number): number[] {
  const straight = out >= box.x + Math.min(8, box.w / 2) && out <= box.x + Math.min(STRAIGHT, box.w / 2) ? [out] : []
  return [...straight, near(box.x, 14, box.w), near(box.x, 40, box.w), box.x + box.w / 2]
}

function corridors(from: number, to: number): number[] {
  const rows: number[] = []
  if (from < to) for (let row = to; row > from; row--) rows.push(row)
  else for (let row = to + 1; row <= from; row++) rows.push(row)
  return rows
}

function elbow(from: Anchor, to: Anchor, x: { out: number; in: number }, y: number): Point[] {
  const down = from.row < to.row
  const start = { x: x.out, y: down ? from.box.y + from.box.h : from.box.y }
  const end = { x: x.in, y: down ? to.box.y : to.box.y + to.box.h }
  if (Math.abs(x.out - x.in) < 2) return [start, { x: start.x, y: end.y }]
  return [start, { x: x.out, y }, { x: x.in, y }, end]
}

/**
 * A finish-to-start line: out of the predecessor near its end, along the corridor between two rows, into the
 * successor near its start. Of all such elbows the one that touches the fewest words, then the fewest bars.
 */
export function routeArrow(from: Anchor, to: Anchor, around: Surroundings): Point[] {
  let best: Point[] = []
  let bestCost = Number.POSITIVE_INFINITY
  const bars = around.rows.filter((bar, row): bar is Rect => bar !== undefined && row !== from.row && row !== to.row)
  for (const out of exits(from))
    for (const into of entries(to, out))
      for (const row of corridors(from.row, to.row)) {
        const points = elbow(from, to, { out, in: into }, around.corridor(row))
        const cost = count(points, around.labels) * LABEL_COST + count(points, bars) * BAR_COST
        if (cost < bestCost) {
          best = points
          bestCost = cost
        }
      }
  return best
}
