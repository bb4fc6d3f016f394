import { type Chart, ChartError, type ChartImage, type ChartRenderer } from '../../domain/ports/chart-renderer.ts'
import { checkChart } from './check.ts'
import { createPool, type Pool } from './pool.ts'
import type { WorkerReply } from './worker.ts'

export interface ChartRendererOptions {
  /** Worker threads; 1 draws about a hundred charts per second and leaves the other cores alone. */
  threads?: number
}

const TIMEOUT_MS = 60_000

async function draw(pool: Pool<Chart, WorkerReply>, chart: Chart): Promise<WorkerReply> {
  try {
    return await pool.run(chart)
  } catch (cause) {
    throw new ChartError('CHART.FAILED', 'the chart could not be drawn', { cause })
  }
}

/** Charts drawn in worker threads, which start with the first chart. Call `close` before the process ends. */
export function createChartRenderer(options: ChartRendererOptions = {}): ChartRenderer {
  const { threads = 1 } = options
  const file = new URL('./worker.ts', import.meta.url)
  const pool = createPool<Chart, WorkerReply>({ file, threads, timeoutMs: TIMEOUT_MS })
  let closed = false
  return {
    async render(chart: Chart): Promise<ChartImage> {
      if (closed) throw new ChartError('CHART.CLOSED', 'the chart renderer is closed')
      checkChart(chart)
      const { image } = await draw(pool, chart)
      if (image === undefined) throw new ChartError('CHART.TOO_LARGE', 'the image stays above 1 MB')
      return image
    },
    async close() {
      closed = true
      await pool.close()
    },
  }
}
