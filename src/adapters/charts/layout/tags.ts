import { type Rect, type Shape, type Typesetter, text } from './scene.ts'
import { FONTS, PAPER } from './theme.ts'

/** The words beside a bar, and the room they take. */
export interface Tag {
  shapes: Shape[]
  box?: Rect
}

interface Range {
  left: number
  right: number
}

const GAP = 12
const HEIGHT = 40
const GROUND = 34

/** Left edge of a tag: right of the bar, else left of it, else inside at its right end. */
export function tagX(width: number, bar: Range, axis: Range): number {
  if (bar.right + GAP + width <= axis.right) return bar.right + GAP
  if (bar.left - GAP - width >= axis.left) return bar.left - GAP - width
  return Math.max(axis.left, Math.min(bar.right, axis.right) - GAP - width)
}

/** Over a bar words need a ground of their own. */
function ground(x: number, width: number, y: number): Shape {
  return { kind: 'rect', x: x - 8, y: y - GROUND / 2, w: width + 16, h: GROUND, radius: 7, fill: PAPER }
}

/** A tag at the height `y`; no words, no tag. */
export function makeTag(words: string, color: string, bar: Range, axis: Range, y: number, type: Typesetter): Tag {
  if (words === '') return { shapes: [] }
  const clean = type.clean(words)
  const width = type.width(clean, FONTS.tag)
  const x = tagX(width, bar, axis)
  const label = text(clean, { x, y }, FONTS.tag, color, { halo: PAPER })
  const overBar = x < bar.right && x + width > bar.left
  return {
    shapes: overBar ? [ground(x, width, y), label] : [label],
    box: { x, y: y - HEIGHT / 2, w: width, h: HEIGHT },
  }
}
