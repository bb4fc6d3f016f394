import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import type { ArcShape, LineShape, Point, PolygonShape, RectShape, Scene, Shape, TextShape } from './layout/scene.ts'
import { PAPER } from './layout/theme.ts'
import { cssFont } from './text/fonts.ts'

type Context = SKRSContext2D

/** Middle of the line above the baseline, in em: half the height of Chinese characters and of capitals, roughly. */
const MIDDLE = 0.37
const HATCH_STEP = 13
const HALO = 8
const HEAD = 15
const CORNER = 8

function outline(c: Context, { x, y, w, h, radius = 0 }: RectShape): void {
  c.beginPath()
  c.roundRect(x, y, w, h, Math.min(radius, w / 2, h / 2))
}

function hatch(c: Context, { x, y, w, h }: RectShape, color: string): void {
  c.strokeStyle = color
  c.lineWidth = 3
  c.beginPath()
  for (let at = x - h; at < x + w; at += HATCH_STEP) {
    c.moveTo(at, y + h)
    c.lineTo(at + h, y)
  }
  c.stroke()
}

function inside(c: Context, shape: RectShape): void {
  if (shape.part === undefined && shape.hatch === undefined) return
  c.save()
  outline(c, shape)
  c.clip()
  if (shape.hatch !== undefined) hatch(c, shape, shape.hatch)
  if (shape.part !== undefined) {
    c.fillStyle = shape.part.fill
    c.fillRect(shape.x, shape.y, shape.part.w, shape.h)
  }
  c.restore()
}

function rect(c: Context, shape: RectShape): void {
  if (shape.fill !== undefined) {
    c.fillStyle = shape.fill
    outline(c, shape)
    c.fill()
  }
  inside(c, shape)
  if (shape.stroke !== undefined) {
    c.strokeStyle = shape.stroke
    c.lineWidth = 2.5
    outline(c, shape)
    c.stroke()
  }
}

function words(c: Context, shape: TextShape): void {
  c.font = cssFont(shape.font)
  c.textAlign = shape.align
  const y = shape.y + shape.font.size * MIDDLE
  if (shape.halo !== undefined) {
    c.strokeStyle = shape.halo
    c.lineWidth = HALO
    c.lineJoin = 'round'
    c.strokeText(shape.text, shape.x, y)
  }
  c.fillStyle = shape.color
  c.fillText(shape.text, shape.x, y)
}

/** A triangle whose tip is `tip`, coming from `before`. */
function head(c: Context, before: Point, tip: Point): void {
  const length = Math.hypot(tip.x - before.x, tip.y - before.y) || 1
  const [dx, dy] = [(tip.x - before.x) / length, (tip.y - before.y) / length]
  const base = { x: tip.x - dx * HEAD, y: tip.y - dy * HEAD }
  c.beginPath()
  c.moveTo(tip.x, tip.y)
  c.lineTo(base.x - dy * HEAD * 0.6, base.y + dx * HEAD * 0.6)
  c.lineTo(base.x + dy * HEAD * 0.6, base.y - dx * HEAD * 0.6)
  c.closePath()
  c.fill()
}

function line(c: Context, { points, color, width, arrow }: LineShape): void {
  const [first, last, before] = [points[0], points.at(-1), points.at(-2)]
  if (first === undefined || last === undefined || before === undefined) return
  c.strokeStyle = color
  c.fillStyle = color
  c.lineWidth = width
  c.lineJoin = 'round'
  c.beginPath()
  c.moveTo(first.x, first.y)
  points.slice(1).forEach((point, i) => {
    const next = points[i + 2]
    if (next === undefined || arrow !== true) c.lineTo(point.x, point.y)
    else c.arcTo(point.x, point.y, next.x, next.y, CORNER)
  })
  c.stroke()
  if (arrow === true) head(c, before, last)
}

function polygon(c: Context, { points, fill, stroke }: PolygonShape): void {
  c.beginPath()
  for (const { x, y } of points) c.lineTo(x, y)
  c.closePath()
  c.fillStyle = fill
  c.fill()
  if (stroke === undefined) return
  c.strokeStyle = stroke
  c.lineWidth = 3
  c.stroke()
}

function arc(c: Context, { center, radius, width, from, to, color }: ArcShape): void {
  const angle = (fraction: number) => (fraction - 0.25) * 2 * Math.PI
  c.strokeStyle = color
  c.lineWidth = width
  c.beginPath()
  c.arc(center.x, center.y, radius, angle(from), angle(to))
  c.stroke()
}

function shape(c: Context, item: Shape): void {
  if (item.kind === 'rect') rect(c, item)
  else if (item.kind === 'text') words(c, item)
  else if (item.kind === 'line') line(c, item)
  else if (item.kind === 'polygon') polygon(c, item)
  else arc(c, item)
}

let canvas: Canvas | undefined

/** Charts of a size share one canvas: a new one costs up to 16 MB, which are freed when it pleases the collector. */
function canvasOf({ width, height }: Scene): Canvas {
  if (canvas?.width !== width || canvas.height !== height) canvas = createCanvas(width, height)
  return canvas
}

/** Draws a scene and returns its RGBA pixels, row by row. The fonts must be registered. */
export function paint(scene: Scene): Uint8Array {
  const target = canvasOf(scene)
  const context = target.getContext('2d')
  // The canvas is shared: line joins and alignments of one chart must not reach the next.
  context.save()
  context.fillStyle = PAPER
  context.fillRect(0, 0, scene.width, scene.height)
  for (const item of scene.shapes) shape(context, item)
  context.restore()
  return target.data()
}
