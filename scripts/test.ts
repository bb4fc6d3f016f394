/**
 * `npm test [-- vitest arguments]`: all checks, then all tests. The last line reads `N passed, N failed, N skipped`;
 * exits with 1 if anything failed.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runChecks } from './lib/checks.ts'
import { runNode } from './lib/run.ts'
import { closingLine, type Tally, tallyOf, total } from './lib/tally.ts'

const CHROMIUM = '/usr/bin/chromium'

async function runTests(args: readonly string[]): Promise<{ tally: Tally | undefined; code: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'mems-test-'))
  const file = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  try {
    const { code } = await runNode(['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...args], true)
    return { tally: existsSync(file) ? tallyOf(readFileSync(file, 'utf8')) : undefined, code }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const checks = await runChecks((line) => console.log(line))
if (!existsSync(CHROMIUM))
  console.log(`! no ${CHROMIUM}: tests in a browser are skipped (Debian: apt-get install chromium)`)
const { tally, code } = await runTests(process.argv.slice(2))
const sum = total(tally, code, checks.filter(({ ok }) => !ok).length)
console.log(closingLine(sum))
process.exitCode = sum.failed === 0 ? 0 : 1
