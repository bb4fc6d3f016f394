/** Child processes of a bench: started with a clean environment, ended by their own id. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const POLL_MS = 10
const PATIENCE_MS = 60_000
const LAST_WORDS = 2_000

export interface Running {
  pid: number
  readonly ended: boolean
  /** Everything it wrote. */
  output(): string
  /** Asks it to end, and waits until it has; after ten seconds it is killed. */
  stop(): Promise<void>
}

export interface Start {
  command: string
  args: readonly string[]
  cwd: string
  env?: Record<string, string>
  /** Folder for its output. */
  folder: string
  name: string
}

/** The environment without what would configure MEMS, npm or Node. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(MEMS_|npm_|NODE_|PORT$|HOST$)/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)))
}

/** Output goes to a file: a pipe would make this process work while it measures. */
export function start({ command, args, cwd, env, folder, name }: Start): Running {
  const log = join(folder, `${name}.log`)
  const out = openSync(log, 'a')
  const child = spawn(command, args, { cwd, env: { ...cleanEnvironment(), ...env }, stdio: ['ignore', out, out] })
  closeSync(out)
  if (child.pid === undefined) throw new Error(`${name} did not start`)
  return {
    pid: child.pid,
    get ended() {
      return hasEnded(child)
    },
    output: () => readFileSync(log, 'utf8'),
    stop: () => end(child),
  }
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

async function end(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await gone
  clearTimeout(late)
}

/** Polls until `probe` gives something; fails with the process's last words when it ends, or after a minute. */
export async function until<T>(running: Running, probe: () => Promise<T | undefined> | T | undefined): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS
  for (;;) {
    const found = await probe()
    if (found !== undefined) return found
    if (running.ended || performance.now() > deadline)
      throw new Error(`not ready:\n${running.output().slice(-LAST_WORDS)}`)
    await sleep(POLL_MS)
  }
}

/** Resolves as soon as the address answers its health check with 200. */
export async function healthy(running: Running, address: string): Promise<void> {
  await until(running, async () => {
    try {
      const response = await fetch(`${address}/healthz`)
      await response.arrayBuffer()
      return response.status === 200 ? true : undefined
    } catch {
      return undefined
    }
  })
}

/** A port that nobody listens on right now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** A folder that lives as long as the work in it. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'mems-bench-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export interface ProcessMemory {
  pid: number
  command: string
  rssMb: number
}

/** Resident memory of a process and everything below it, parents first. */
export function memoryOfTree(root: number): ProcessMemory[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss=,args='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [])
    .map(([, pid, parent, kb, command]) => ({
      pid: Number(pid),
      parent: Number(parent),
      command: command ?? '',
      rssMb: Number(kb) / 1024,
    }))
  const below = (pid: number): ProcessMemory[] =>
    rows
      .filter((row) => row.pid === pid)
      .flatMap(({ parent: _, ...row }) => [
        row,
        ...rows.filter(({ parent }) => parent === pid).flatMap((child) => below(child.pid)),
      ])
  return below(root)
}
