import type { ProgressChart } from '../../../domain/ports/chart-renderer.ts'
import { fitText } from '../text/fit.ts'
import { type Point, type Rect, type Shape, type Typesetter, text } from './scene.ts'
import { BAND, FONTS, INK, SOFT, STATES } from './theme.ts'

const RADIUS = 122
const RING_WIDTH = 40

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

const COLUMNS = 3
const GAP = 20

/** Key figures as tiles, three to a line; they share the room's height. */
export function figureTiles(figures: ProgressChart['figures'], room: Rect, type: Typesetter): Shape[] {
  const columns = Math.min(COLUMNS, figures.length)
  const lines = Math.ceil(figures.length / COLUMNS)
  const w = (room.w - (columns - 1) * GAP) / columns
  const h = Math.min(166, (room.h - (lines - 1) * GAP) / lines)
  const top = room.y + (room.h - lines * h - (lines - 1) * GAP) / 2
  return figures.flatMap((figure, index): Shape[] => {
    const x = room.x + (index % COLUMNS) * (w + GAP)
    const y = top + Math.floor(index / COLUMNS) * (h + GAP)
    const line = (value: string, at: number, font: typeof FONTS.figure | typeof FONTS.small, color: string) =>
      text(fitText(type, value, w - 48, font), { x: x + 28, y: y + at }, font, color)
    return [
      { kind: 'rect', x, y, w, h, radius: 14, fill: BAND },
      line(figure.value, h * 0.39, FONTS.figure, INK),
      line(figure.label, h * 0.77, FONTS.small, SOFT),
    ]
  })
}
