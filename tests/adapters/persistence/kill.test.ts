import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { databaseFile, openStore, type Store } from '../../../src/adapters/persistence/index.ts'

const CHILD = fileURLToPath(new URL('kill-child.ts', import.meta.url))
const KILLS = 20

/** Runs the child, kills it right after its `acknowledged`-th commit, and gives the numbers of all acknowledged ones. */
async function killedAfter(acknowledged: number, dataDir: string): Promise<number[]> {
  const child = spawn(process.execPath, [CHILD, dataDir], { stdio: ['ignore', 'pipe', 'pipe'] })
  const errors: string[] = []
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()))
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.on('exit', (_, signal) => resolve(signal)))
  const numbers: number[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    numbers.push(Number(line))
    if (numbers.length === acknowledged) child.kill('SIGKILL')
  }
  if ((await ended) !== 'SIGKILL') throw new Error(`the child ended by itself: ${errors.join('')}`)
  return numbers
}

/** Every committed unit is whole; returns the highest number. */
async function inspect(store: Store, acknowledged: readonly number[]): Promise<number> {
  return store.unitOfWork.run(async (tx) => {
    const stored = (await tx.tasks.ofProjects([101])).map(({ id }) => id)
    const missing = acknowledged.filter((id) => !stored.includes(id))
    expect(missing).toEqual([])
    expect(stored).toEqual(Array.from({ length: stored.length }, (_, i) => i + 1))
    expect(await tx.audit.verify()).toMatchObject({ intact: true, entries: stored.length })
    return stored.length
  })
}

it(`loses no acknowledged commit and keeps none by half, killed -9 ${KILLS} times`, { timeout: 120_000 }, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'mems-kill-'))
  const acknowledged: number[] = []
  for (let round = 0; round < KILLS; round++) {
    // A different moment of the work, the group commit and the checkpoint each time.
    acknowledged.push(...(await killedAfter(1 + ((round * 37) % 101), dataDir)))
    const store = await openStore({ dataDir, now: () => new Date(0) })
    const stored = await inspect(store, acknowledged)
    expect(await store.outbox.counts()).toEqual({ waiting: stored, dead: 0 })
    await store.close()
    const file = new Database(databaseFile(dataDir), { readonly: true })
    expect(file.pragma('integrity_check', { simple: true })).toBe('ok')
    file.close()
  }
  expect(acknowledged.length).toBeGreaterThan(KILLS * 20)
  rmSync(dataDir, { recursive: true })
})
