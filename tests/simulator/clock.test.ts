import { describe, expect, it } from 'vitest'
import { VirtualClock } from '../../src/simulator/clock.ts'
import { isWeekday, nextWorkingMorning, parseDuration, parseInstant, toIso } from '../../src/simulator/time.ts'
import { START, until } from './support.ts'

const later = (ms: number) => new Date(START.getTime() + ms)
const nothing = async () => undefined

describe('VirtualClock', () => {
  it('ticks with real time from its start', async () => {
    const clock = new VirtualClock(START)
    const before = performance.now()
    const first = clock.now().getTime()
    expect(first - START.getTime()).toBeLessThan(1_000)
    await until('it moved', () => clock.now().getTime() > first)
    expect(clock.now().getTime() - first).toBeLessThanOrEqual(performance.now() - before + 1)
  })

  it('runs what became due in order, each at its own instant, and settles after each batch', async () => {
    const clock = new VirtualClock(START)
    const seen: string[] = []
    const note = (name: string) => () => void seen.push(`${name} ${clock.now().getTime() - START.getTime() >= 0}`)
    clock.at(later(3_600_000), note('c'))
    clock.at(later(60_000), note('a'))
    clock.at(later(60_000), note('b'))
    clock.at(later(90_000_000), note('never'))
    clock.at(later(60_000), () => {
      clock.at(
        later(120_000),
        () => void seen.push(`nested ${clock.now().toISOString() >= later(120_000).toISOString()}`),
      )
    })
    await clock.advanceTo(later(7_200_000), async () => void seen.push('settled'))
    expect(seen).toEqual(['a true', 'b true', 'settled', 'nested true', 'settled', 'c true', 'settled', 'settled'])
    expect(clock.now().getTime()).toBeGreaterThanOrEqual(later(7_200_000).getTime())
  })

  it('shows a timer its own instant while advancing', async () => {
    const clock = new VirtualClock(START)
    let seen = 0
    clock.at(later(86_400_000), () => {
      seen = clock.now().getTime()
    })
    await clock.advanceTo(later(10 * 86_400_000), nothing)
    expect(seen - later(86_400_000).getTime()).toBeLessThan(100)
  })

  it('fires by real time when it is not advanced, and at once for the past', async () => {
    const clock = new VirtualClock(START)
    const seen: string[] = []
    clock.at(later(20), () => void seen.push('soon'))
    clock.at(later(-5), () => void seen.push('past'))
    await until('both fired', () => seen.length === 2)
    expect(seen).toEqual(['past', 'soon'])
  })

  it('waits for an advance in progress before the next', async () => {
    const clock = new VirtualClock(START)
    const seen: string[] = []
    clock.at(later(1_000), async () => {
      await new Promise((resolve) => setImmediate(resolve))
      seen.push('timer')
    })
    const first = clock.advanceTo(later(2_000), nothing).then(() => seen.push('first'))
    const second = clock.advanceTo(later(3_000), nothing).then(() => seen.push('second'))
    await Promise.all([first, second])
    expect(seen).toEqual(['timer', 'first', 'second'])
  })

  it('does not run what was cancelled, and survives what throws', async () => {
    const errors: unknown[] = []
    const clock = new VirtualClock(START, (error) => errors.push(error))
    const seen: string[] = []
    const cancel = clock.at(later(1_000), () => void seen.push('cancelled'))
    clock.at(later(1_500), () => {
      throw new Error('boom')
    })
    clock.at(later(2_000), () => void seen.push('kept'))
    cancel()
    await clock.advanceTo(later(3_000), nothing)
    expect(seen).toEqual(['kept'])
    expect(errors.map(String)).toEqual(['Error: boom'])
  })

  it('keeps waits that are longer than a timer of Node can be', async () => {
    const clock = new VirtualClock(START)
    let fired = 0
    clock.at(later(2 ** 31 + 0.5), () => {
      fired += 1
    })
    clock.at(later(2 ** 40), () => {
      fired += 1
    })
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    expect(fired).toBe(0)
    await clock.advanceTo(later(2 ** 31 + 1), nothing)
    expect(fired).toBe(1)
    clock.stop()
    expect(clock.nextTimer()).toBeNull()
  })

  it('refuses to go back and instants that are none', async () => {
    const clock = new VirtualClock(START)
    await expect(clock.advanceTo(later(-1_000), nothing)).rejects.toThrow(RangeError)
    await expect(clock.advanceTo(new Date('x'), nothing)).rejects.toThrow(RangeError)
    expect(() => clock.at(new Date('x'), () => undefined)).toThrow(RangeError)
  })

  it('tells listeners when it was set, until they leave', async () => {
    const clock = new VirtualClock(START)
    let told = 0
    const leave = clock.onChange(() => {
      told += 1
    })
    await clock.advanceTo(later(1_000), nothing)
    leave()
    await clock.advanceTo(later(2_000), nothing)
    expect(told).toBe(1)
  })
})

describe('time', () => {
  it.each([
    ['PT1H', 3_600_000],
    ['P1DT2H3M4S', 93_784_000],
    ['P2W', 1_209_600_000],
    ['PT0.5S', 500],
    ['P', undefined],
    ['PT', undefined],
    ['PT0S', undefined],
    ['1h', undefined],
    ['P1M', undefined],
  ])('the duration %s is %s ms', (text, ms) => {
    expect(parseDuration(text)).toBe(ms)
  })

  it.each([
    ['2026-11-24T10:00:00+08:00', START.getTime()],
    ['2026-11-24T02:00Z', START.getTime()],
    ['2026-11-24T10:00:00', undefined],
    ['2026-13-24T10:00:00Z', undefined],
    ['tomorrow', undefined],
  ])('the instant %s is %s', (text, ms) => {
    expect(parseInstant(text)?.getTime()).toBe(ms)
  })

  it.each([
    ['2026-11-24T09:29:00+08:00', '2026-11-24T09:30:00.000+08:00'],
    ['2026-11-24T09:30:00+08:00', '2026-11-25T09:30:00.000+08:00'],
    ['2026-11-27T18:00:00+08:00', '2026-11-30T09:30:00.000+08:00'],
    ['2026-11-25T00:30:00+08:00', '2026-11-25T09:30:00.000+08:00'],
  ])('after %s the next working morning is %s', (now, morning) => {
    expect(toIso(nextWorkingMorning(Date.parse(now), isWeekday).getTime())).toBe(morning)
  })

  it('gives up when no day is a working day', () => {
    expect(() => nextWorkingMorning(START.getTime(), () => false)).toThrow(RangeError)
  })
})
