import { threadId } from 'node:worker_threads'
import { move, transferableSymbol, valueSymbol } from 'piscina'
import type { Chart, ChartImage } from '../../domain/ports/chart-renderer.ts'
import { drawChart } from './draw.ts'

/** `image` is missing if it would be above the size limit; `thread` says who drew. */
export interface WorkerReply {
  image?: ChartImage
  thread: number
}

/** A buffer of its own can change hands without a copy; a view into a shared pool cannot. */
function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes)
}

/** Entry of the worker thread: draws one chart, hands the bytes over. */
export default async function work(chart: Chart): Promise<unknown> {
  const drawn = await drawChart(chart)
  if (drawn === undefined) return { thread: threadId } satisfies WorkerReply
  const png = owned(drawn.png)
  const reply: WorkerReply = { image: { ...drawn, png }, thread: threadId }
  return move({ [transferableSymbol]: png.buffer, [valueSymbol]: reply })
}
