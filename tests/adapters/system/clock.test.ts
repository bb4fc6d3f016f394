import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { systemClock } from '../../../src/adapters/system/clock.ts'

const START = new Date('2026-11-23T02:00:00Z')
const clock = systemClock()
const later = (ms: number) => new Date(START.getTime() + ms)

beforeEach(() => {
  vi.useFakeTimers({ now: START })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('the system clock', () => {
  test('runs once, at its time and not before', () => {
    const ran: Date[] = []
    clock.at(later(1000), () => ran.push(clock.now()))
    vi.advanceTimersByTime(999)
    expect(ran).toEqual([])
    vi.advanceTimersByTime(10_000)
    expect(ran).toEqual([later(1000)])
  })

  test('runs what is past at once, but not synchronously', () => {
    let runs = 0
    clock.at(later(-1), () => runs++)
    expect(runs).toBe(0)
    vi.advanceTimersByTime(1)
    expect(runs).toBe(1)
  })

  test('waits longer than one timer can', () => {
    const ninetyDays = 90 * 86_400_000
    let runs = 0
    clock.at(later(ninetyDays), () => runs++)
    vi.advanceTimersByTime(ninetyDays - 1)
    expect(runs).toBe(0)
    vi.advanceTimersByTime(1)
    expect(runs).toBe(1)
  })

  test.each([1000, 90 * 86_400_000])('can be cancelled (%i ms ahead), also after the first of several timers', (ms) => {
    let runs = 0
    const cancel = clock.at(later(ms), () => runs++)
    vi.advanceTimersByTime(ms - 1)
    cancel()
    vi.advanceTimersByTime(2 * ms)
    expect(runs).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('waits again if the clock was set back meanwhile', () => {
    let runs = 0
    clock.at(later(1000), () => runs++)
    vi.setSystemTime(later(-5000))
    vi.advanceTimersByTime(1000)
    expect(runs).toBe(0)
    vi.advanceTimersByTime(5000)
    expect(runs).toBe(1)
  })

  test('refuses what is no instant', () => {
    expect(() => clock.at(new Date('never'), () => undefined)).toThrow(RangeError)
  })
})

test('a waiting timer does not keep the process alive', () => {
  const module = join(import.meta.dirname, '../../../src/adapters/system/clock.ts')
  const script = `import(${JSON.stringify(module)}).then(({ systemClock }) => systemClock().at(new Date(Date.now() + 600_000), () => {}))`
  expect(spawnSync(process.execPath, ['-e', script], { timeout: 20_000 }).status).toBe(0)
})
