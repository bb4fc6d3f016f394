/** What must hold for every line of code, beside the tests. */
import { availableParallelism } from 'node:os'
import { type Finished, runNode } from './run.ts'

export interface Check {
  name: string
  /** A program of the project and its arguments. */
  command: readonly string[]
  /** False if the program said that all is well without having looked. */
  looked?: (output: string) => boolean
}

export interface CheckResult {
  name: string
  ok: boolean
  seconds: number
  /** What the program said. */
  output: string
}

/** dependency-cruiser finds nothing wrong with what it cannot read, e.g. without a TypeScript compiler that it knows. */
export const cruisedSomething = (output: string): boolean =>
  /\((?!0 )\d+ modules|\. (?!0 )\d+ modules/.test(output) && !output.includes('missing-tsc-transpiler')

// dependency-cruiser reads TypeScript through version 6 (the package `typescript`); types are checked by the native 7.
const TSC = 'node_modules/typescript-7/bin/tsc'

/** The slow ones first, so that no processor waits at the end. */
export const CHECKS: readonly Check[] = [
  { name: 'types', command: [TSC, '--noEmit', '-p', 'tsconfig.json'] },
  {
    name: 'layers',
    command: [
      'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      ...['src', 'scripts', 'tests', 'bench'],
    ],
    looked: cruisedSomething,
  },
  { name: 'unused code', command: ['node_modules/knip/bin/knip.js', '--no-config-hints'] },
  {
    name: 'lint and format',
    command: ['node_modules/@biomejs/biome/bin/biome', 'check', '--max-diagnostics=1000', '.'],
  },
  { name: 'types of the page', command: [TSC, '--noEmit', '-p', 'src/simulator/page'] },
]

type Run = (command: readonly string[]) => Promise<Finished>

async function runCheck({ name, command, looked }: Check, run: Run): Promise<CheckResult> {
  const started = performance.now()
  const { code, output } = await run(command)
  const ok = code === 0 && (looked?.(output) ?? true)
  return { name, ok, seconds: (performance.now() - started) / 1000, output }
}

/** One line, and below it everything that a failing check said. */
export function describeCheck({ name, ok, seconds, output }: CheckResult): string {
  const line = `${ok ? '✓' : '✗'} ${name} (${seconds.toFixed(1)} s)`
  return ok ? line : `${line}\n${output.trimEnd()}\n`
}

/** Runs all of them, as many at a time as there are processors; tells each result as it comes. Never rejects. */
export async function runChecks(
  tell: (line: string) => void,
  checks: readonly Check[] = CHECKS,
  run: Run = runNode,
): Promise<readonly CheckResult[]> {
  const waiting = [...checks]
  const results: CheckResult[] = []
  const work = async (): Promise<void> => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const result = await runCheck(check, run)
      results.push(result)
      tell(describeCheck(result))
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  return results
}
