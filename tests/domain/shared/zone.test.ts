import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { localDate as d } from '../../../src/domain/shared/local-date.ts'
import { DEFAULT_ZONE, instantOf, localDateOf, localTimeOf } from '../../../src/domain/shared/zone.ts'

test('the day turns at midnight in Shanghai, not in UTC', () => {
  expect(localDateOf(new Date('2026-11-22T15:59:59Z'), DEFAULT_ZONE)).toBe('2026-11-22')
  expect(localDateOf(new Date('2026-11-22T16:00:00Z'), DEFAULT_ZONE)).toBe('2026-11-23')
  expect(localTimeOf(new Date('2026-11-22T16:00:00Z'), DEFAULT_ZONE)).toBe('00:00')
  expect(localTimeOf(new Date('2026-11-23T02:05:59Z'), DEFAULT_ZONE)).toBe('10:05')
})

test.each([
  ['Asia/Shanghai', '2026-11-23', '10:00', '2026-11-23T02:00:00.000Z'],
  ['Asia/Kathmandu', '2026-11-23', '10:00', '2026-11-23T04:15:00.000Z'],
  ['America/New_York', '2026-03-08', '01:59', '2026-03-08T06:59:00.000Z'],
  ['America/New_York', '2026-03-08', '02:30', '2026-03-08T07:30:00.000Z'], // skipped: read as 03:30 EDT
  ['America/New_York', '2026-03-08', '03:00', '2026-03-08T07:00:00.000Z'],
  ['America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30:00.000Z'], // twice: the first
  ['Europe/Berlin', '2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
  ['Pacific/Apia', '2011-12-31', '00:30', '2011-12-30T10:30:00.000Z'],
  ['Asia/Shanghai', '1988-04-17', '01:30', '1988-04-16T17:30:00.000Z'], // China had summer time then
])('%s %s %s', (zone, date, time, instant) => {
  expect(instantOf(d(date), time, zone).toISOString()).toBe(instant)
})

describe('round trips', () => {
  const zones = fc.constantFrom('Asia/Shanghai', 'UTC', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Kiritimati')
  const minutes = fc
    .date({ min: new Date('1975-01-02T00:00:00Z'), max: new Date('2060-12-31T00:00:00Z'), noInvalidDate: true })
    .map((at) => new Date(Math.floor(at.getTime() / 60_000) * 60_000))

  test('every wall-clock time that exists is read back', () => {
    fc.assert(
      fc.property(minutes, zones, (at, zone) => {
        const date = localDateOf(at, zone)
        const time = localTimeOf(at, zone)
        const back = instantOf(date, time, zone)
        expect([localDateOf(back, zone), localTimeOf(back, zone)]).toEqual([date, time])
        expect(back.getTime()).toBeLessThanOrEqual(at.getTime())
      }),
    )
  })
})

test('malformed times and unknown zones are refused', () => {
  for (const time of ['24:00', '1:00', '12:60', '', 'noon']) {
    expect(() => instantOf(d('2026-11-23'), time, DEFAULT_ZONE)).toThrow(RangeError)
  }
  expect(() => localDateOf(new Date(0), 'Asia/Nowhere')).toThrow(RangeError)
})
