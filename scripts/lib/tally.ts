/** Counts what vitest's JSON reporter wrote, and says it in one line. */
import { z } from 'zod'

export interface Tally {
  passed: number
  failed: number
  skipped: number
}

const count = z.number().int().nonnegative()

/** The part of the report that is counted. */
const report = z.object({
  numPassedTests: count,
  numFailedTests: count,
  numPendingTests: count,
  numTodoTests: count,
  testResults: z.array(
    z.object({
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
})

type TestFile = z.output<typeof report>['testResults'][number]

/** A file that cannot be loaded, or whose preparation fails, fails without any failing test. */
const failedAsAWhole = ({ status, assertionResults }: TestFile): boolean =>
  status === 'failed' && !assertionResults.some((test) => test.status === 'failed')

/** Undefined if the text is no report, e.g. because vitest died. */
export function tallyOf(text: string): Tally | undefined {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return undefined
  }
  const { success, data } = report.safeParse(json)
  if (!success) return undefined
  return {
    passed: data.numPassedTests,
    failed: data.numFailedTests + data.testResults.filter(failedAsAWhole).length,
    skipped: data.numPendingTests + data.numTodoTests,
  }
}

/**
 * The sum of a run: a failing check counts as one failure, and so does an unsuccessful vitest that names none
 * (it died, found no test, or met an error outside any test).
 */
export function total(tests: Tally | undefined, exitCode: number, failedChecks: number): Tally {
  const { passed, failed, skipped } = tests ?? { passed: 0, failed: 1, skipped: 0 }
  const unnamed = exitCode !== 0 && failed === 0 ? 1 : 0
  return { passed, failed: failed + unnamed + failedChecks, skipped }
}

/** `12 passed, 0 failed, 3 skipped`: what other programs read from the last line. */
export function closingLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}
