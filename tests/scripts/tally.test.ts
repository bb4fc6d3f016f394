import { describe, expect, test } from 'vitest'
import { closingLine, tallyOf, total } from '../../scripts/lib/tally.ts'

/** A report as vitest's JSON reporter writes it, cut down to some of its fields. */
function report(counts: Record<string, number>, files: { status: string; tests: string[] }[] = []): string {
  return JSON.stringify({
    numTotalTests: 99,
    numPassedTests: 0,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    success: false,
    ...counts,
    testResults: files.map(({ status, tests }, index) => ({
      name: `${index}.test.ts`,
      status,
      message: '',
      assertionResults: tests.map((state) => ({ status: state, title: 'x' })),
    })),
  })
}

describe('the tally of a report', () => {
  test('counts passed, failed, and what was skipped or is still to do', () => {
    const text = report({ numPassedTests: 7, numFailedTests: 2, numPendingTests: 3, numTodoTests: 1 })
    expect(tallyOf(text)).toEqual({ passed: 7, failed: 2, skipped: 4 })
  })

  test('a file that fails without a failing test counts once', () => {
    const text = report({ numPassedTests: 1, numFailedTests: 1, numPendingTests: 2 }, [
      { status: 'failed', tests: [] },
      { status: 'failed', tests: ['skipped', 'skipped'] },
      { status: 'failed', tests: ['passed', 'failed'] },
      { status: 'passed', tests: [] },
    ])
    expect(tallyOf(text)).toEqual({ passed: 1, failed: 3, skipped: 2 })
  })

  test.each(['', 'no JSON', '{}', '[]', 'null', report({ numPassedTests: -1 })])('%j is no report', (text) => {
    expect(tallyOf(text)).toBeUndefined()
  })
})

describe('the sum of a run', () => {
  const clean = { passed: 7, failed: 0, skipped: 1 }
  test.each([
    ['all is well', clean, 0, 0, 0],
    ['a failing check counts', clean, 0, 2, 2],
    ['an error outside any test counts', clean, 1, 0, 1],
    ['failing tests are counted as they are', { ...clean, failed: 3 }, 1, 1, 4],
  ])('%s', (_, tests, exitCode, failedChecks, failed) => {
    expect(total(tests, exitCode, failedChecks)).toEqual({ ...clean, failed })
  })

  test('a run that left no report is a failure, whatever it returned', () => {
    expect(total(undefined, 0, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 })
    expect(total(undefined, 1, 1)).toEqual({ passed: 0, failed: 2, skipped: 0 })
  })

  test('is said in one line', () => {
    expect(closingLine({ passed: 12, failed: 0, skipped: 3 })).toBe('12 passed, 0 failed, 3 skipped')
  })
})
