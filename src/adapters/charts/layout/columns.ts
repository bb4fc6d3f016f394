import type { GanttRow } from '../../../domain/ports/chart-renderer.ts'
import { fitText } from '../text/fit.ts'
import { type Shape, type Typesetter, text } from './scene.ts'
import { FONTS, INK, MARGIN, SOFT } from './theme.ts'

/** The label column of a Gantt chart: where refs, labels and owners stand, in pixels. */
export interface Columns {
  label: number
  /** Right edge of the owners. */
  right: number
}

const GAP = 20
const MIN_RIGHT = MARGIN + 320
const MAX_RIGHT = MARGIN + 620
const OWNER_ROOM = 132

const widest = (widths: number[]): number => widths.reduce((a, b) => Math.max(a, b), 0)
const ownerOf = (row: GanttRow): string => (row.kind === 'task' ? (row.owner ?? '') : '')

/** As wide as the longest row needs, between a fifth and well over a third of the picture. */
export function makeColumns(rows: readonly GanttRow[], type: Typesetter): Columns {
  const width = (value: string, font: (typeof FONTS)[keyof typeof FONTS]) => type.width(type.clean(value), font)
  const refs = widest(rows.map((row) => (row.kind === 'group' ? 0 : width(row.ref, FONTS.small))))
  const label = MARGIN + (refs === 0 ? 0 : Math.min(refs, 150) + GAP)
  const needed = rows.map((row) => {
    if (row.kind === 'group') return MARGIN + width(row.label, FONTS.strong)
    const owner = ownerOf(row)
    const ownerWidth = owner === '' ? 0 : GAP + Math.min(width(owner, FONTS.small), OWNER_ROOM)
    return label + width(row.label, FONTS.label) + ownerWidth
  })
  return { label, right: Math.min(MAX_RIGHT, Math.max(MIN_RIGHT, widest(needed) + 2)) }
}

function ownerShape(row: GanttRow, y: number, columns: Columns, type: Typesetter): Shape[] {
  const owner = fitText(type, ownerOf(row), OWNER_ROOM, FONTS.small)
  return owner === '' ? [] : [text(owner, { x: columns.right, y }, FONTS.small, SOFT, { align: 'right' })]
}

/** Ref, label and owner of one row, each in its column, cut with an ellipsis where the room ends. */
export function rowLabel(row: GanttRow, y: number, columns: Columns, type: Typesetter): Shape[] {
  if (row.kind === 'group') {
    const label = fitText(type, row.label, columns.right - MARGIN, FONTS.strong)
    return [text(label, { x: MARGIN, y }, FONTS.strong, INK)]
  }
  const owner = ownerShape(row, y, columns, type)
  const taken = owner.reduce(
    (sum, shape) => sum + (shape.kind === 'text' ? type.width(shape.text, shape.font) + GAP : 0),
    0,
  )
  const ref = fitText(type, row.ref, columns.label - MARGIN - GAP, FONTS.small)
  const label = fitText(type, row.label, columns.right - columns.label - taken, FONTS.label)
  return [
    text(ref, { x: MARGIN, y }, FONTS.small, SOFT),
    text(label, { x: columns.label, y }, FONTS.label, INK),
    ...owner,
  ]
}
