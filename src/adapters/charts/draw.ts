import type { Chart, ChartImage } from '../../domain/ports/chart-renderer.ts'
import { encodePng } from './encode.ts'
import { layoutGantt } from './layout/gantt.ts'
import { layoutProgress } from './layout/progress.ts'
import type { Scene, Typesetter } from './layout/scene.ts'
import { paint } from './paint.ts'
import { createTypesetter } from './text/typesetter.ts'

let typesetter: Typesetter | undefined

/** Fonts are registered at the first chart and stay for the life of the thread. */
function theTypesetter(): Typesetter {
  typesetter ??= createTypesetter()
  return typesetter
}

/** The drawing of a checked chart, as data. */
export function layoutChart(chart: Chart): Scene {
  return chart.kind === 'gantt' ? layoutGantt(chart, theTypesetter()) : layoutProgress(chart, theTypesetter())
}

/** The image of a checked chart, or undefined if it cannot be made small enough. */
export async function drawChart(chart: Chart): Promise<ChartImage | undefined> {
  const scene = layoutChart(chart)
  const png = await encodePng(paint(scene), scene)
  return png && { png, width: scene.width, height: scene.height, alt: scene.alt }
}
