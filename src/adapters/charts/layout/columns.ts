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

type GroupRow = Extract<GanttRow, { kind: 'group' }>

const GAP = 20
const MIN_RIGHT = MARGIN + 320
const MAX_RIGHT = MARGIN + 640
const OWNER_ROOM = 140

const widest = (widths: number[]): number => widths.reduce((a, b) => Math.max(a, b), 0)
const ownerOf = (row: GanttRow): string => (row.kind === 'task' ? (row.owner ?? '') : '')
const percentOf = (row: GroupRow): string => (row.percent === undefined ? '' : `${Math.round(row.percent)}%`)

/** As wide as the longest row needs, between a fifth and well over a third of the picture. */
export function makeColumns(rows: readonly GanttRow[], type: Typesetter): Columns {
  const width = (value: string, font: (typeof FONTS)[keyof typeof FONTS]) => type.width(type.clean(value), font)
  const refs = widest(rows.map((row) => (row.kind === 'group' ? 0 : width(row.ref, FONTS.small))))
  const label = MARGIN + (refs === 0 ? 0 : Math.min(refs, 150) + GAP)
  const needed = rows.map((row) => {
    if (row.kind === 'group') return MARGIN + width(row.label, FONTS.strong) + GAP + width(percentOf(row), FONTS.tag)
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

function groupLabel(row: GroupRow, y: number, columns: Columns, type: Typesetter): Shape[] {
  const percent = text(percentOf(row), { x: columns.right, y }, FONTS.tag, INK, { align: 'right' })
  const room = columns.right - MARGIN - GAP - type.width(percent.text, percent.font)
  return [text(fitText(type, row.label, room, FONTS.strong), { x: MARGIN, y }, FONTS.strong, INK), percent]
}

/** Ref, label and owner of one row, or label and percentage of a group, each in its column, cut with an ellipsis where the room ends. */
export function rowLabel(row: GanttRow, y: number, columns: Columns, type: Typesetter): Shape[] {
  if (row.kind === 'group') return groupLabel(row, y, columns, type)
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
