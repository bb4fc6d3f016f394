import { fitText } from '../text/fit.ts'
import { type Point, type Shape, type Typesetter, text } from './scene.ts'
import { BAND, FONTS, INK, MARGIN, MAX_HEIGHT, MIN_HEIGHT, SOFT, WIDTH } from './theme.ts'

/** Where the content below the title starts. */
export const CONTENT_TOP = 176

/** Title and, below it, what the chart is about and how old its data are. */
export function titleBlock(chart: { title: string; subtitle: string }, type: Typesetter): Shape[] {
  const room = WIDTH - 2 * MARGIN
  return [
    text(fitText(type, chart.title, room, FONTS.title), { x: MARGIN, y: 68 }, FONTS.title, INK),
    text(fitText(type, chart.subtitle, room, FONTS.subtitle), { x: MARGIN, y: 128 }, FONTS.subtitle, SOFT),
  ]
}

/** The height of a picture whose content ends at `bottom`. */
export const pictureHeight = (bottom: number): number =>
  Math.min(MAX_HEIGHT, Math.max(MIN_HEIGHT, Math.ceil(bottom + MARGIN)))

/** A friendly line in place of rows, on a ground of its own so that no line runs through it. */
export function emptyLine(words: string, { x, y }: Point, type: Typesetter): Shape[] {
  const line = fitText(type, words, WIDTH - 4 * MARGIN, FONTS.label)
  const half = type.width(line, FONTS.label) / 2 + 36
  return [
    { kind: 'rect', x: x - half, y: y - 40, w: 2 * half, h: 80, radius: 16, fill: BAND },
    text(line, { x, y }, FONTS.label, SOFT, { align: 'center' }),
  ]
}

/** How many of `total` rows fit into `room` pixels; if not all, one place is kept for the line that says so. */
export function rowsThatFit(total: number, room: number, pitch: number): number {
  const places = Math.floor(room / pitch)
  return total <= places ? total : places - 1
}
