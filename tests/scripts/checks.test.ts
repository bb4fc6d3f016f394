import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CHECKS, type Check, cruisedSomething, describeCheck, runChecks } from '../../scripts/lib/checks.ts'
import { ROOT, runNode } from '../../scripts/lib/run.ts'

describe('running checks', () => {
  const checks: Check[] = [
    { name: 'good', command: ['good'] },
    { name: 'bad', command: ['bad'] },
    { name: 'blind', command: ['good'], looked: (output) => output.includes('looked') },
    { name: 'seeing', command: ['good'], looked: (output) => output.includes('good') },
  ]
  const run = async ([program = '']: readonly string[]) => ({ code: program === 'bad' ? 1 : 0, output: `${program}!` })

  test('fails what exits unsuccessfully, and what did not look', async () => {
    const told: string[] = []
    const results = await runChecks((line) => told.push(line), checks, run)
    expect(Object.fromEntries(results.map(({ name, ok }) => [name, ok]))).toEqual({
      good: true,
      bad: false,
      blind: false,
      seeing: true,
    })
    expect(told).toHaveLength(4)
  })

  test('a good check is one line, a failing one says everything', () => {
    const result = { name: 'types', ok: true, seconds: 1.26, output: 'nothing\n' }
    expect(describeCheck(result)).toBe('✓ types (1.3 s)')
    expect(describeCheck({ ...result, ok: false, output: 'a\nb\n\n' })).toBe('✗ types (1.3 s)\na\nb\n')
  })

  test('every check is a program that is there', () => {
    for (const { command } of CHECKS) expect(existsSync(join(ROOT, command[0] ?? '')), command[0]).toBe(true)
  })
})

describe('the layer check', () => {
  test.each([
    ['✔ no dependency violations found (348 modules, 1204 dependencies cruised)', true],
    ['x 19 dependency violations (19 errors, 0 warnings). 348 modules, 1204 dependencies cruised.', true],
    ['✔ no dependency violations found (0 modules, 0 dependencies cruised)', false],
    ['✔ no dependency violations found (7 modules, 6 dependencies cruised)\n‼ missing-tsc-transpiler: …', false],
    ['', false],
  ])('%s: has looked %s', (output, looked) => {
    expect(cruisedSomething(output)).toBe(looked)
  })
})

describe('running a program', () => {
  test('returns what it said on both streams, and its exit code', async () => {
    const script = 'console.log("out"); console.error("err"); process.exitCode = 3'
    const { code, output } = await runNode(['-e', script])
    expect(code).toBe(3)
    expect(output.split('\n').sort()).toEqual(['', 'err', 'out'])
  })

  test('runs it in the root folder and without input', async () => {
    const script = 'process.stdin.on("end", () => console.log(process.cwd())).resume()'
    expect(await runNode(['-e', script])).toEqual({ code: 0, output: `${join(ROOT)}\n` })
  })

  test('a killed program has failed', async () => {
    expect((await runNode(['-e', 'process.kill(process.pid, "SIGKILL")'])).code).toBe(1)
  })

  test('no handler stays behind', async () => {
    const before = process.listenerCount('SIGTERM')
    await runNode(['-e', ''])
    expect(process.listenerCount('SIGTERM')).toBe(before)
  })
})
