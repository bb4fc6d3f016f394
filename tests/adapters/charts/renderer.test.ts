import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { threadId } from 'node:worker_threads'
import { afterAll, describe, expect, test } from 'vitest'
import { encodePng } from '../../../src/adapters/charts/encode.ts'
import { createChartRenderer } from '../../../src/adapters/charts/index.ts'
import { createPool } from '../../../src/adapters/charts/pool.ts'
import type { WorkerReply } from '../../../src/adapters/charts/worker.ts'
import type { Chart } from '../../../src/domain/ports/chart-renderer.ts'
import { decode } from './support/pixels.ts'
import { campaign, gantt, progress, task } from './support/samples.ts'

const run = promisify(execFile)
const source = (path: string) => new URL(`../../../src/adapters/charts/${path}`, import.meta.url)
const renderer = createChartRenderer()
afterAll(() => renderer.close())

const worst = () =>
  gantt(
    '2026-11-01',
    '2027-01-31',
    '2026-11-24',
    Array.from({ length: 200 }, (_, i) =>
      task(`T-${i + 1}`, `批量任务名称甲乙丙丁 ${i * 7919}`, '2026-11-10', '2026-12-20', {
        percent: i % 100,
        state: i % 2 === 0 ? 'blocked' : 'late',
        owner: '欧阳修文',
        dependsOn: [`T-${i}`],
      }),
    ),
  )

describe('chart renderer', () => {
  test.each<[string, Chart]>([
    ['campaign', campaign()],
    ['progress', progress()],
    ['200 rows', worst()],
    ['no rows', { ...campaign(), rows: [] }],
  ])('%s: a PNG of the promised size', async (_name, chart) => {
    const image = await renderer.render(chart)
    const pixels = await decode(image.png)
    expect([pixels.width, pixels.height]).toEqual([image.width, image.height])
    expect(image.width).toBe(1724)
    expect(image.height).toBeGreaterThanOrEqual(520)
    expect(image.height).toBeLessThanOrEqual(2400)
    expect(image.png.byteLength).toBeLessThanOrEqual(1_000_000)
    expect(image.alt).toContain(chart.title)
  })

  test('the same chart gives the same bytes, from another thread and after a queue as well', async () => {
    const other = createChartRenderer()
    const queued = JSON.parse(JSON.stringify(campaign())) as Chart
    const images = await Promise.all([renderer.render(campaign()), renderer.render(campaign()), other.render(queued)])
    await other.close()
    const [first, ...rest] = images.map((image) => Buffer.from(image.png))
    for (const bytes of rest) expect(bytes.equals(first ?? Buffer.alloc(0))).toBe(true)
  })

  test('bars stand at their dates', async () => {
    const doing = { state: 'doing', percent: 100 } as const
    const { png } = await renderer.render(
      gantt('2026-11-16', '2026-11-25', '2026-11-19', [
        task('T-1', '全程', '2026-11-16', '2026-11-25', doing),
        task('T-2', '中段', '2026-11-18', '2026-11-20', doing),
        task('T-3', '末日', '2026-11-25', '2026-11-25', doing),
      ]),
    )
    const pixels = await decode(png)
    const bars = Array.from({ length: pixels.height }, (_, y) => pixels.run(y, '#2464b8'))
    const widest = bars.reduce((a, b) => ((b?.to ?? 0) - (b?.from ?? 0) > (a?.to ?? 0) - (a?.from ?? 0) ? b : a))
    const axis = widest ?? { from: 0, to: 0 }
    const day = (axis.to - axis.from) / 10
    const has = (from: number, to: number) =>
      bars.some(
        (bar) =>
          bar && Math.abs(bar.from - axis.from - from * day) <= 3 && Math.abs(bar.to - axis.from - to * day) <= 3,
      )
    expect(day).toBeGreaterThan(80)
    expect(has(2, 5)).toBe(true)
    expect(has(9, 10)).toBe(true)
    expect(has(3, 5)).toBe(false)
    const today = pixels.run(pixels.height - 140, '#7b2cbf')
    expect(((today?.from ?? 0) + (today?.to ?? 0)) / 2 - axis.from).toBeCloseTo(3.5 * day, -1)
  })

  test('a bad chart is refused with a code, and costs no thread', async () => {
    const bad = gantt('2026-11-25', '2026-11-16', '2026-11-19', [])
    await expect(renderer.render(bad)).rejects.toMatchObject({ code: 'CHART.INVALID', message: /^from: / })
  })

  test('drawing happens on another thread', async () => {
    const pool = createPool<Chart, WorkerReply>({ file: source('worker.ts'), threads: 1, timeoutMs: 30_000 })
    const reply = await pool.run(progress())
    await pool.close()
    expect(reply.thread).not.toBe(threadId)
    expect(reply.image?.png.byteLength).toBeGreaterThan(10_000)
  })

  test('after close: refused; what was under way arrives', async () => {
    const closing = createChartRenderer()
    const running = [closing.render(campaign()), closing.render(progress())]
    await closing.close()
    expect((await Promise.all(running)).map((image) => image.width)).toEqual([1724, 1724])
    await expect(closing.render(campaign())).rejects.toMatchObject({ code: 'CHART.CLOSED' })
    await closing.close()
  })

  test('a process that closed its renderer ends by itself', async () => {
    const script = `
      import { createChartRenderer } from ${JSON.stringify(source('index.ts').href)}
      const renderer = createChartRenderer()
      const { png } = await renderer.render(${JSON.stringify(progress())})
      await renderer.close()
      console.log(png.byteLength, process.getActiveResourcesInfo().filter((name) => name !== 'PipeWrap').join())`
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], { timeout: 20_000 })
    expect(stdout.trim()).toMatch(/^\d{5,}$/)
  })
})

describe('PNG size limit', () => {
  const size = { width: 200, height: 200 }
  /** Noise of 64 colours: a palette shrinks it, level 2 does not. */
  const noisy = Buffer.from(
    Array.from({ length: 200 * 200 }, (_, i) => ((i * i * 31 + i * 17) >> 3) % 64).flatMap((n) => [
      n * 4,
      255 - n * 4,
      n,
      255,
    ]),
  )

  test('a picture that is too large is tried again harder, then given up', async () => {
    const plain = await encodePng(noisy, size)
    const squeezed = await encodePng(noisy, size, (plain?.byteLength ?? 0) - 1)
    expect(squeezed?.byteLength).toBeLessThan(plain?.byteLength ?? 0)
    expect(await encodePng(noisy, size, 100)).toBeUndefined()
  })
})
