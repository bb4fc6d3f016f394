/** A program of ours in a process of its own that says on standard output where it listens. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

export interface Child {
  address: string
  /** Resolves with the signal or exit code that ended it. */
  ended: Promise<NodeJS.Signals | number>
  kill(signal: NodeJS.Signals): void
  /** What it wrote so far, for the message of a failing test. */
  output(): string
}

/** What such a program may be given; the environment replaces ours, so that nothing of the machine leaks in. */
export interface Program {
  args: readonly string[]
  env: Record<string, string>
}

const START_MS = 30_000

/** Resolves once a JSON line with an `address` appeared; rejects if the process ends before. */
export async function startChild({ args, env }: Program): Promise<Child> {
  const child = spawn(process.execPath, [...args], {
    env: { PATH: process.env.PATH ?? '', TZ: 'UTC', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  child.stderr.on('data', (chunk: Buffer) => lines.push(chunk.toString()))
  const ended = new Promise<NodeJS.Signals | number>((resolve) =>
    child.once('close', (code, signal) => resolve(signal ?? code ?? 0)),
  )
  const address = await announced(child, lines, ended)
  return { address, ended, kill: (signal) => void child.kill(signal), output: () => lines.join('\n') }
}

function announced(child: ChildProcess, lines: string[], ended: Promise<unknown>): Promise<string> {
  const { stdout } = child
  if (!stdout) throw new Error('standard output is not piped')
  return new Promise((resolve, reject) => {
    const patience = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`no address after ${START_MS} ms:\n${lines.join('\n')}`))
    }, START_MS)
    createInterface({ input: stdout }).on('line', (line) => {
      lines.push(line)
      const address = addressIn(line)
      if (address === undefined) return
      clearTimeout(patience)
      resolve(address)
    })
    void ended.then((how) => {
      clearTimeout(patience)
      reject(new Error(`ended (${String(how)}) before it listened:\n${lines.join('\n')}`))
    })
  })
}

function addressIn(line: string): string | undefined {
  if (!line.startsWith('{')) return undefined
  const { address } = JSON.parse(line) as { address?: unknown }
  return typeof address === 'string' ? address : undefined
}
