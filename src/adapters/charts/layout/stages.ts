import type { ProgressChart } from '../../../domain/ports/chart-renderer.ts'
import { fitText } from '../text/fit.ts'
import { checkMark, type Font, type Point, type Shape, type Typesetter, text } from './scene.ts'
import { FONTS, MARGIN, PAPER, SOFT, STATES, WIDTH } from './theme.ts'

type Stage = ProgressChart['stages'][number]

const HEIGHT = 92
const NOTCH = 26
const GAP = 8
const LINE = HEIGHT + 16
const MIN_WIDTH = 196
const CHECK = 26

interface Look {
  fill: string
  ink: string
  font: Font
  stroke?: string
}

const LOOKS: Record<Stage['state'], Look> = {
  done: { fill: STATES.done.fill, ink: PAPER, font: FONTS.label },
  current: { fill: STATES.doing.fill, ink: PAPER, font: FONTS.strong },
  todo: { fill: STATES.todo.track, ink: SOFT, font: FONTS.label, stroke: '#c3ccd6' },
}

/** A block that points to the next stage; all but the first of a line are notched on the left. */
function chevron(x: number, y: number, w: number, notched: boolean): Point[] {
  const middle = y + HEIGHT / 2
  const points = [
    { x, y },
    { x: x + w - NOTCH, y },
    { x: x + w, y: middle },
    { x: x + w - NOTCH, y: y + HEIGHT },
    { x, y: y + HEIGHT },
  ]
  return notched ? [...points, { x: x + NOTCH, y: middle }] : points
}

function stageShapes(stage: Stage, at: Point, width: number, first: boolean, type: Typesetter): Shape[] {
  const look = LOOKS[stage.state]
  const checked = stage.state === 'done' ? CHECK + 12 : 0
  const left = at.x + (first ? 14 : NOTCH + 10)
  const room = at.x + width - NOTCH - left
  const label = fitText(type, stage.label, room - checked, look.font)
  const start = left + (room - checked - type.width(label, look.font)) / 2
  const y = at.y + HEIGHT / 2
  const block: Shape = { kind: 'polygon', points: chevron(at.x, at.y, width, !first), fill: look.fill }
  if (look.stroke !== undefined) block.stroke = look.stroke
  const mark = checked === 0 ? [] : [checkMark({ x: start + CHECK / 2, y }, CHECK, look.ink)]
  return [block, ...mark, text(label, { x: start + checked, y }, look.font, look.ink)]
}

/** The strip of stages from `top`, in more lines if they would become too narrow for their names. */
export function stageStrip(
  stages: readonly Stage[],
  top: number,
  type: Typesetter,
): { shapes: Shape[]; bottom: number } {
  const room = WIDTH - 2 * MARGIN
  const lines = Math.ceil(stages.length / Math.floor(room / MIN_WIDTH))
  if (lines === 0) return { shapes: [], bottom: top }
  const perLine = Math.ceil(stages.length / lines)
  const width = (room + (perLine - 1) * (NOTCH - GAP)) / perLine
  const shapes = stages.flatMap((stage, index) => {
    const column = index % perLine
    const at = { x: MARGIN + column * (width - NOTCH + GAP), y: top + Math.floor(index / perLine) * LINE }
    return stageShapes(stage, at, width, column === 0, type)
  })
  return { shapes, bottom: top + lines * LINE }
}
