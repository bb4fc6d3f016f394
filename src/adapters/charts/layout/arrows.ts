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
  /** By row: the bar, under which a line should rather not pass. */
  bars: readonly (Rect | undefined)[]
  /** By row: the diamond, which a line behind it would seem to visit. */
  diamonds: readonly (Rect | undefined)[]
}

const CLEARANCE = 4
const LABEL_COST = 1000
const DIAMOND_COST = 60
/** Two more bends are worse than a bar or two crossed; so is every further 1000 px of way to the lane. */
const DETOUR_COST = 25
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
  const above = x.out >= to.box.x && x.out <= to.box.x + to.box.w
  if (above && Math.abs(x.out - x.in) < 2) return [start, { x: start.x, y: end.y }]
  return [start, { x: x.out, y }, { x: x.in, y }, end]
}

const GAP = 18

/** Upright lines just beside whatever stands in the rows between. */
function lanes(from: Anchor, to: Anchor, around: Surroundings): number[] {
  const [top, bottom] = [Math.min(from.row, to.row), Math.max(from.row, to.row)]
  const between = (rect: Rect) => rect.y >= around.corridor(top + 1) - 8 && rect.y < around.corridor(bottom)
  const bodies = [...around.bars.slice(top + 1, bottom), ...around.diamonds.slice(top + 1, bottom)]
  return [...bodies.filter((body) => body !== undefined), ...around.labels.filter(between)].flatMap(({ x, w }) => [
    x - GAP,
    x + w + GAP,
  ])
}

/** Leaves and arrives beside its own rows and passes the others in a lane. */
function detour(from: Anchor, to: Anchor, x: { out: number; in: number }, lane: number, around: Surroundings): Point[] {
  const down = from.row < to.row
  const leave = around.corridor(down ? from.row + 1 : from.row)
  const arrive = around.corridor(down ? to.row : to.row + 1)
  const [start, , , end] = elbow(from, to, { out: x.out, in: x.in }, leave)
  if (start === undefined || end === undefined) return []
  return [start, { x: x.out, y: leave }, { x: lane, y: leave }, { x: lane, y: arrive }, { x: x.in, y: arrive }, end]
}

interface Route {
  points: Point[]
  /** What it costs before it touches anything. */
  cost: number
}

/** All routes between two bars, the plainest first. */
function* routes(from: Anchor, to: Anchor, around: Surroundings): Generator<Route> {
  const ends = exits(from).flatMap((out) => entries(to, out).map((into) => ({ out, in: into })))
  for (const x of ends)
    for (const row of corridors(from.row, to.row)) yield { points: elbow(from, to, x, around.corridor(row)), cost: 0 }
  for (const x of ends)
    for (const lane of lanes(from, to, around)) {
      const points = detour(from, to, x, lane, around)
      if (points.length > 0) yield { points, cost: DETOUR_COST + Math.abs(lane - x.in) / 100 }
    }
}

/**
 * A finish-to-start line: out of the predecessor near its end, along the corridors between rows, into the
 * successor near its start. Of all routes the one that touches the fewest words, then diamonds, then bars.
 */
export function routeArrow(from: Anchor, to: Anchor, around: Surroundings): Point[] {
  const others = (rects: readonly (Rect | undefined)[]) =>
    rects.filter((rect, row): rect is Rect => rect !== undefined && row !== from.row && row !== to.row)
  const [bars, diamonds] = [others(around.bars), others(around.diamonds)]
  const costOf = ({ points, cost }: Route) =>
    cost +
    count(points, around.labels) * LABEL_COST +
    count(points, diamonds) * DIAMOND_COST +
    count(points, bars) * BAR_COST
  let best: Point[] = []
  let bestCost = Number.POSITIVE_INFINITY
  for (const route of routes(from, to, around)) {
    if (route.cost >= bestCost) continue
    const cost = costOf(route)
    if (cost >= bestCost) continue
    best = route.points
    bestCost = cost
  }
  return best
}
