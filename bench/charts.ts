import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createChartRenderer } from '../src/adapters/charts/index.ts'
import type { Chart, ChartRenderer, GanttChart } from '../src/domain/ports/chart-renderer.ts'
import { campaign } from '../tests/adapters/charts/support/samples.ts'
import { type Bench, each, repeat } from './lib/bench.ts'
import { ascending, atMost, figure, percentile } from './lib/figure.ts'

const RENDERS = 100
const WARM_UP = 15
const NS_PER_MS = 1e6
/** As many rows as a picture of about 876 px holds. */
const SMALL_ROWS = 6

interface Times {
  p50Ms: number
  p95Ms: number
  p99Ms: number
  width: number
  height: number
  bytes: number
}

interface ChartTimes {
  /** Six rows, about 1724×876: one render at a time, from call to bytes in hand. */
  small: Times
  /** Eighteen rows with groups, milestones and dependencies, about twice as high. */
  large: Times
  /** A hundred renders asked for at once, of each size. */
  burst: Record<
    'small' | 'large',
    { totalMs: number; eventLoopDelayP99Ms: number; eventLoopDelayMaxMs: number; bytes: number }
  >
}

/** Every render draws another picture, so that nothing is measured but drawing. */
const variant = (chart: GanttChart, index: number): Chart => ({ ...chart, title: `${chart.title} ${index}` })

async function oneByOne(renderer: ChartRenderer, chart: GanttChart): Promise<Times> {
  const times: number[] = []
  let image = await renderer.render(chart)
  for (let i = -WARM_UP; i < RENDERS; i++) {
    const started = performance.now()
    image = await renderer.render(variant(chart, i))
    if (i >= 0) times.push(performance.now() - started)
  }
  const sorted = ascending(times)
  const [p50Ms, p95Ms, p99Ms] = [percentile(sorted, 0.5), percentile(sorted, 0.95), percentile(sorted, 0.99)]
  return { p50Ms, p95Ms, p99Ms, width: image.width, height: image.height, bytes: image.png.byteLength }
}

async function burst(renderer: ChartRenderer, chart: GanttChart): Promise<ChartTimes['burst']['small']> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const started = performance.now()
  const images = await Promise.all(Array.from({ length: RENDERS }, (_, i) => renderer.render(variant(chart, i))))
  const totalMs = performance.now() - started
  delay.disable()
  return {
    totalMs,
    eventLoopDelayP99Ms: delay.percentile(99) / NS_PER_MS,
    eventLoopDelayMaxMs: delay.max / NS_PER_MS,
    bytes: images.reduce((sum, image) => sum + image.png.byteLength, 0),
  }
}

/** Renders Gantt charts in a worker of their own; takes about ten seconds and leaves nothing running. */
async function drawAll(): Promise<ChartTimes> {
  const renderer = createChartRenderer()
  const large = campaign()
  const small = { ...large, rows: large.rows.slice(0, SMALL_ROWS) }
  try {
    return {
      small: await oneByOne(renderer, small),
      large: await oneByOne(renderer, large),
      burst: { small: await burst(renderer, small), large: await burst(renderer, large) },
    }
  } finally {
    await renderer.close()
  }
}

export const benchCharts: Bench = async (options) => {
  const results = await repeat(options, 'charts (worker thread)', drawAll)
  const of = (unit: string, read: (times: ChartTimes) => number) => figure(unit, each(results, read))
  const [sample] = results
  return {
    figures: {
      pngP50: figure(
        'ms',
        each(results, ({ small }) => small.p50Ms),
        atMost(20),
      ),
      pngP99: of('ms', ({ small }) => small.p99Ms),
      largePngP50: of('ms', ({ large }) => large.p50Ms),
      eventLoopDelayP99: figure(
        'ms',
        each(results, ({ burst }) => burst.small.eventLoopDelayP99Ms),
        atMost(20),
      ),
      eventLoopDelayMax: of('ms', ({ burst }) => burst.small.eventLoopDelayMaxMs),
      hundredAtOnce: of('ms', ({ burst }) => burst.small.totalMs),
      largeEventLoopDelayP99: of('ms', ({ burst }) => burst.large.eventLoopDelayP99Ms),
    },
    notes: [
      `One Gantt of ${sample?.small.width}×${sample?.small.height} px at a time, from the call to PNG bytes in hand; large: ${sample?.large.width}×${sample?.large.height} px.`,
      `Event-loop delay of the calling thread while ${RENDERS} charts asked for at once are drawn.`,
    ],
  }
}
