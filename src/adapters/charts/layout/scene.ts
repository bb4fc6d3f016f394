/** A drawing as data: layout decides where everything is, the painter only draws it. Pixels, origin top left. */

export interface Point {
  x: number
  y: number
}

export interface Rect extends Point {
  w: number
  h: number
}

export type Weight = 400 | 500 | 700

export interface Font {
  /** Pixels per em. */
  size: number
  weight: Weight
}

export interface RectShape extends Rect {
  kind: 'rect'
  fill?: string
  stroke?: string
  radius?: number
  /** Colour of diagonal lines over the fill. */
  hatch?: string
  /** A part from the left in another colour, inside the same rounded outline. */
  part?: { w: number; fill: string }
}

export interface TextShape extends Point {
  kind: 'text'
  /** Already cleaned and fitted. `x` is the edge or middle that `align` names, `y` the middle of the line. */
  text: string
  font: Font
  color: string
  align: 'left' | 'center' | 'right'
  /** Outline colour that keeps lines behind from touching the letters. */
  halo?: string
}

export interface LineShape {
  kind: 'line'
  points: Point[]
  color: string
  width: number
  /** A head at the last point. */
  arrow?: boolean
}

export interface PolygonShape {
  kind: 'polygon'
  points: Point[]
  fill: string
  stroke?: string
}

/** Part of a ring, clockwise from the top; `from` and `to` are fractions of the circle. */
export interface ArcShape {
  kind: 'arc'
  center: Point
  radius: number
  width: number
  from: number
  to: number
  color: string
}

export type Shape = RectShape | TextShape | LineShape | PolygonShape | ArcShape

export interface Scene {
  width: number
  height: number
  shapes: Shape[]
  alt: string
}

/** What layout must know about a font; a fake suffices to test layout. */
export interface Typesetter {
  /** Pixels. */
  width(text: string, font: Font): number
  /** One line in which every character has a glyph. */
  clean(text: string): string
}

/** Text whose middle line is `y`. */
export function text(
  value: string,
  at: Point,
  font: Font,
  color: string,
  more: { align?: TextShape['align']; halo?: string } = {},
): TextShape {
  const { align = 'left', ...rest } = more
  return { kind: 'text', text: value, ...at, font, color, align, ...rest }
}

/** A check mark around `center`, `size` pixels wide: drawn, because a word would not fit into a bar. */
export function checkMark(center: Point, size: number, color: string): LineShape {
  const { x, y } = center
  const s = size / 2
  const points = [
    { x: x - s, y },
    { x: x - s * 0.25, y: y + s * 0.7 },
    { x: x + s, y: y - s * 0.7 },
  ]
  return { kind: 'line', points, color, width: Math.max(3, size / 6) }
}
