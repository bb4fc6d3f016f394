import type { ProgressChart } from '../../../domain/ports/chart-renderer.ts'
import { progressAlt } from '../alt.ts'
import { fill } from '../text/fit.ts'
import { figureTiles, overallRing } from './figures.ts'
import { CONTENT_TOP, emptyLine, pictureHeight, rowsThatFit, titleBlock } from './frame.ts'
import { progressRow, ROW_PITCH, rowColumns } from './progress-rows.ts'
import { type Scene, type Shape, type Typesetter, text } from './scene.ts'
import { stageStrip } from './stages.ts'
import { FONTS, GRID, MARGIN, MAX_HEIGHT, SOFT, WIDTH } from './theme.ts'

const SUMMARY_HEIGHT = 380
const RING_ROOM = 440

function summary(chart: ProgressChart, top: number, type: Typesetter): Shape[] {
  const alone = chart.figures.length === 0
  const center = { x: alone ? WIDTH / 2 : MARGIN + RING_ROOM / 2 - 20, y: top + 160 }
  const left = MARGIN + RING_ROOM
  const tiles = { x: left, y: top + 10, w: WIDTH - MARGIN - left, h: SUMMARY_HEIGHT - 40 }
  return [...overallRing(chart, center, type), ...(alone ? [] : figureTiles(chart.figures, tiles, type))]
}

function rows(chart: ProgressChart, top: number, type: Typesetter): { shapes: Shape[]; bottom: number } {
  if (chart.rows.length === 0)
    return {
      shapes: emptyLine(chart.labels.empty, { x: WIDTH / 2, y: top + ROW_PITCH }, type),
      bottom: top + 2 * ROW_PITCH,
    }
  const visible = chart.rows.slice(0, Math.max(0, rowsThatFit(chart.rows.length, MAX_HEIGHT - top - MARGIN, ROW_PITCH)))
  const columns = rowColumns(chart, type)
  const middle = (index: number) => top + (index + 0.5) * ROW_PITCH
  const shapes = visible.flatMap((row, index): Shape[] => [
    { kind: 'rect', x: MARGIN, y: top + index * ROW_PITCH - 1, w: WIDTH - 2 * MARGIN, h: 2, fill: GRID },
    ...progressRow(row, middle(index), columns, chart, type),
  ])
  const hidden = chart.rows.length - visible.length
  if (hidden === 0) return { shapes, bottom: top + visible.length * ROW_PITCH }
  const words = type.clean(fill(chart.labels.moreRows, { n: hidden }))
  const more = text(words, { x: MARGIN, y: middle(visible.length) }, FONTS.small, SOFT)
  return { shapes: [...shapes, more], bottom: top + (visible.length + 1) * ROW_PITCH }
}

/** Where everything of a progress chart stands. Pure; the chart must have passed `checkChart`. */
export function layoutProgress(chart: ProgressChart, type: Typesetter): Scene {
  const strip = stageStrip(chart.stages, CONTENT_TOP + 8, type)
  const summaryTop = strip.bottom + 16
  const table = rows(chart, summaryTop + SUMMARY_HEIGHT + 8, type)
  const shapes = [...titleBlock(chart, type), ...strip.shapes, ...summary(chart, summaryTop, type), ...table.shapes]
  return { width: WIDTH, height: pictureHeight(table.bottom), shapes, alt: progressAlt(chart) }
}
