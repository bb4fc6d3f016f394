import type { ProgressChart } from '../../../domain/ports/chart-renderer.ts'
import { fitText } from '../text/fit.ts'
import { type Point, type Rect, type Shape, type Typesetter, text } from './scene.ts'
import { BAND, FONTS, INK, SOFT, STATES } from './theme.ts'

const RADIUS = 124
const RING_WIDTH = 36

/** The ring with the overall percentage and, below it, what it is and how it is counted. */
export function overallRing(chart: ProgressChart, center: Point, type: Typesetter): Shape[] {
  const { percent, rule } = chart.overall
  const done = Math.min(1, percent / 100)
  const color = percent >= 100 ? STATES.done.fill : STATES.doing.fill
  const arc = (from: number, to: number, hue: string): Shape => ({
    kind: 'arc',
    center,
    radius: RADIUS,
    width: RING_WIDTH,
    from,
    to,
    color: hue,
  })
  const caption = fitText(type, `${chart.labels.overall} · ${rule}`, 2 * RADIUS + 150, FONTS.tag)
  return [
    arc(0, 1, '#dde5ee'),
    ...(done > 0 ? [arc(0, done, color)] : []),
    text(type.clean(`${Math.round(percent)}%`), center, FONTS.ring, INK, { align: 'center' }),
    text(caption, { x: center.x, y: center.y + RADIUS + RING_WIDTH / 2 + 40 }, FONTS.tag, SOFT, { align: 'center' }),
  ]
}

const GAP = 20
const MAX_HEIGHT = 166

type Figure = ProgressChart['figures'][number]

/** Up to three in a line, lines as even as can be: 4 = 2 + 2, 5 = 3 + 2. */
function linesOf(figures: readonly Figure[]): Figure[][] {
  const perLine = figures.length === 4 ? 2 : 3
  const lines: Figure[][] = []
  for (let at = 0; at < figures.length; at += perLine) lines.push(figures.slice(at, at + perLine))
  return lines
}

function tile(figure: Figure, box: Rect, type: Typesetter): Shape[] {
  const line = (value: string, at: number, font: typeof FONTS.figure | typeof FONTS.small, color: string) =>
    text(fitText(type, value, box.w - 56, font), { x: box.x + 28, y: box.y + at }, font, color)
  return [
    { kind: 'rect', ...box, radius: 14, fill: BAND },
    line(figure.value, box.h * 0.39, FONTS.figure, INK),
    line(figure.label, box.h * 0.77, FONTS.small, SOFT),
  ]
}

/** Key figures as tiles that share the room. */
export function figureTiles(figures: ProgressChart['figures'], room: Rect, type: Typesetter): Shape[] {
  const lines = linesOf(figures)
  const h = Math.min(MAX_HEIGHT, (room.h - (lines.length - 1) * GAP) / lines.length)
  const top = room.y + (room.h - lines.length * h - (lines.length - 1) * GAP) / 2
  return lines.flatMap((line, row) => {
    const w = (room.w - (line.length - 1) * GAP) / line.length
    return line.flatMap((figure, column) =>
      tile(figure, { x: room.x + column * (w + GAP), y: top + row * (h + GAP), w, h }, type),
    )
  })
}
