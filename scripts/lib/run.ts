import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** The folder of package.json. */
export const ROOT = join(import.meta.dirname, '../..')

export interface Finished {
  /** 0 is success. A program that was ended by a signal, or could not be started, counts as failed. */
  code: number
  /** Both streams as they came; empty if they were shown instead. */
  output: string
}

/**
 * Runs a JavaScript program on this Node, in the root folder and without input. With `show` its output goes straight to
 * the terminal. Never rejects.
 */
export function runNode(args: readonly string[], show = false): Promise<Finished> {
  return new Promise((resolve) => {
    const stream = show ? 'inherit' : 'pipe'
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', stream, stream] })
    const chunks: Buffer[] = []
    const keep = (chunk: Buffer): void => void chunks.push(chunk)
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    // Whoever stops this script means the program, too. (Ctrl-C reaches both by itself.)
    const stop = (): void => void child.kill('SIGTERM')
    process.on('SIGTERM', stop)
    const finish = (code: number): void => {
      process.off('SIGTERM', stop)
      resolve({ code, output: Buffer.concat(chunks).toString('utf8') })
    }
    child.on('error', () => finish(1))
    child.on('close', (code) => finish(code ?? 1))
  })
}
