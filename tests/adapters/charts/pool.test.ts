import { threadId } from 'node:worker_threads'
import { afterEach, describe, expect, test } from 'vitest'
import { createPool, type Pool } from '../../../src/adapters/charts/pool.ts'
import type { UnrulyTask } from './support/unruly-worker.ts'

const unruly = (more: Partial<UnrulyTask> = {}): UnrulyTask => ({
  deaths: 0,
  tries: new Int32Array(new SharedArrayBuffer(4)),
  ...more,
})

let pool: Pool<UnrulyTask, number>
const open = (file: string, timeoutMs = 20_000) => {
  pool = createPool({ file: new URL(`./support/${file}`, import.meta.url), threads: 1, timeoutMs })
  return pool
}
afterEach(() => pool.close())

describe('worker pool', () => {
  test('work runs on another thread', async () => {
    const thread = await open('unruly-worker.ts').run(unruly())
    expect(thread).not.toBe(threadId)
  })

  test('a task whose thread dies is done by the next one, and so are those that waited', async () => {
    open('unruly-worker.ts')
    const first = await pool.run(unruly())
    const victim = unruly({ deaths: 1 })
    const threads = await Promise.all([pool.run(victim), pool.run(unruly()), pool.run(unruly())])
    expect(victim.tries[0]).toBe(2)
    for (const thread of threads) expect(thread).toBeGreaterThan(first)
  })

  test('a task that kills two threads fails, and the pool goes on', async () => {
    open('unruly-worker.ts')
    const killer = unruly({ deaths: 9 })
    await expect(pool.run(killer)).rejects.toThrow('exited')
    expect(killer.tries[0]).toBe(2)
    expect(await pool.run(unruly())).toBeGreaterThan(0)
  })

  test('a task that never ends is given up', async () => {
    open('unruly-worker.ts', 1500)
    const hanging = unruly({ hang: true })
    await expect(pool.run(hanging)).rejects.toThrow(/abort/i)
    expect(hanging.tries[0]).toBe(1)
    expect(await pool.run(unruly())).toBeGreaterThan(0)
  })

  test('a worker that cannot start fails every waiting task, long before their time is over', async () => {
    open('broken-worker.ts', 600_000)
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => pool.run(unruly())))
    expect(results.map((result) => result.status)).toEqual(Array(5).fill('rejected'))
  }, 10_000)

  test('a task that kills its threads does not take the others along', async () => {
    open('unruly-worker.ts')
    const killer = pool.run(unruly({ deaths: 9 }))
    const others = [1, 2, 3].map(() => pool.run(unruly()))
    await expect(killer).rejects.toThrow('exited')
    expect(await Promise.all(others)).toHaveLength(3)
  })

  test('close waits for what is under way and refuses what comes later', async () => {
    open('unruly-worker.ts')
    const running = pool.run(unruly())
    await pool.close()
    expect(await running).toBeGreaterThan(0)
    await expect(pool.run(unruly())).rejects.toThrow('closed')
  })
})
