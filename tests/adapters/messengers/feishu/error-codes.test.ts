import { describe, expect, it } from 'vitest'
import { classify, DEAD_TOKEN, ERROR_ROWS } from '../../../../src/adapters/messengers/feishu/error-codes.ts'
import type { Fault } from '../../../../src/bot/messenger.ts'

/** What each documented code has to mean to us, written down apart from the table under test. */
const EXPECTED: Record<Fault, number[]> = {
  unauthorized: [99991661, 99991663, 99991664, 99991668, 99991671, 10003, 10014, 514, 1000040344],
  forbidden: [99991672, 230027, 230006, 230035, 230018, 41050, 403],
  rate_limited: [99991400, 230020, 11232, 230049, 200810, 1000040350],
  gone: [
    230002, 230013, 230029, 230053, 232009, 230038, 230011, 230110, 230031, 99992351, 99992352, 99992353, 99992354,
    200310, 200750,
  ],
  invalid: [
    99992402, 230001, 230022, 230028, 230055, 230017, 230015, 230099, 200621, 200861, 200550, 200570, 200914, 200915,
    100290, 200380, 200381, 300317, 300301,
  ],
  too_large: [230025, 11310, 200860, 300305],
  unavailable: [1, 1000040343],
  unknown_outcome: [],
}
const ROWS = Object.entries(EXPECTED).flatMap(([fault, codes]) => codes.map((code) => [code, fault] as const))

describe('codes', () => {
  it.each(ROWS)('%d is %s, with HTTP 400 and with HTTP 200', (code, fault) => {
    expect(classify(400, code, '')).toMatchObject({ fault, code: String(code) })
    expect(classify(200, code, '')).toMatchObject({ fault, code: String(code) })
  })

  it('has no row beyond the expected ones', () => {
    expect([...ERROR_ROWS.keys()].sort()).toEqual(ROWS.map(([code]) => code).sort())
  })

  it.each([
    ['Failed to create card content, ext=ErrCode: 11310; ErrMsg: element exceeds the limit;', 'too_large', '11310'],
    ['Failed to create card content, ext=ErrCode: 200570; ErrMsg: image key;', 'invalid', '200570'],
    ['Failed to create card content, ext=ErrCode: 999; ErrMsg: new;', 'invalid', '230099'],
    ['Failed to create card content', 'invalid', '230099'],
  ])('reads the inner code of a refused card: %s', (message, fault, code) => {
    expect(classify(400, 230099, message)).toMatchObject({ fault, code })
  })

  it('takes only dead tokens for dead tokens', () => {
    expect([...DEAD_TOKEN].every((code) => ERROR_ROWS.get(code)?.fault === 'unauthorized')).toBe(true)
    expect(DEAD_TOKEN.has(10014)).toBe(false)
  })
})

describe('unknown codes go by their HTTP status', () => {
  it.each([
    [400, 'invalid'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'gone'],
    [413, 'too_large'],
    [429, 'rate_limited'],
    [500, 'unknown_outcome'],
    [502, 'unknown_outcome'],
    [503, 'unavailable'],
    [504, 'unknown_outcome'],
  ] as const)('%d is %s', (status, fault) => {
    expect(classify(status, 123456, '')).toMatchObject({ fault, code: '123456' })
    expect(classify(status, undefined, '')).toMatchObject({ fault, code: `HTTP ${status}` })
  })
})
