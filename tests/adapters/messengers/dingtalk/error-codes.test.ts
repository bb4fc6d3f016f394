import { describe, expect, it } from 'vitest'
import { classify, DEAD_TOKEN, ERROR_ROWS } from '../../../../src/adapters/messengers/dingtalk/error-codes.ts'

const DENIED = 'Forbidden.AccessDenied.'

describe('codes', () => {
  it.each([
    // HTTP 403 means three things
    [403, `${DENIED}AccessTokenPermissionDenied`, 'forbidden'],
    [403, `${DENIED}QpsLimitForAppkeyAndApi`, 'rate_limited'],
    [403, `${DENIED}QpmLimitForAppkeyAndApi`, 'rate_limited'],
    [403, `${DENIED}QpsLimitForApi`, 'rate_limited'],
    [403, `${DENIED}ApiCountLimitForOrg`, 'forbidden'],
    [403, `${DENIED}IpNotInWhiteList`, 'forbidden'],
    [400, 'InvalidAuthentication', 'unauthorized'],
    [400, 'AuthenticationFailed.MissingParameter', 'unauthorized'],
    [400, 'invalidClientIdOrSecret', 'unauthorized'],
    [400, 'qps.exceed.limit', 'rate_limited'],
    [400, 'request.overlimit', 'rate_limited'],
    [500, 'system.busy', 'unavailable'],
    [200, '-1', 'unavailable'],
    [200, '40014', 'unauthorized'],
    [200, '60011', 'forbidden'],
    [200, '90018', 'rate_limited'],
    [200, '90020', 'forbidden'],
    [200, '22', 'invalid'],
    [200, '130101', 'rate_limited'],
    [200, '300001', 'gone'],
    [200, '430101', 'invalid'],
    [400, 'param.cardNotExist', 'gone'],
    [400, 'param.contentUnsafe', 'invalid'],
    [400, 'invalidParameter.robotCode.empty', 'gone'],
    [400, 'group.disbanded', 'gone'],
  ])('HTTP %d with %s is %s', (status, code, fault) => {
    expect(classify(status, code)).toMatchObject({ fault, code })
    expect(classify(status, code).meaning).not.toBe('code not in our table')
  })

  it.each([
    [429, '', 'rate_limited'],
    [401, '', 'unauthorized'],
    [403, 'Forbidden.Something.New', 'forbidden'],
    [404, 'InvalidAction.NotFound', 'gone'],
    [413, '', 'too_large'],
    [503, '', 'unavailable'],
    [500, 'unknownError', 'unknown_outcome'],
    [502, '', 'unknown_outcome'],
    [400, 'param.somethingNew', 'invalid'],
    [200, '123456', 'invalid'],
    [200, '', 'unknown_outcome'],
  ])('nobody knows are read by their status: HTTP %d with "%s" is %s', (status, code, fault) => {
    expect(classify(status, code)).toMatchObject({ fault, code: code || `HTTP ${status}` })
  })

  it('tell how long to wait where the platform says so', () => {
    expect(classify(200, '1111').retryAfterMs).toBe(300_000)
    expect(classify(200, '130101').retryAfterMs).toBe(60_000)
    expect(classify(403, `${DENIED}QpsLimitForApi`).retryAfterMs).toBeUndefined()
  })

  it('of dead tokens are all in the table', () => {
    for (const code of DEAD_TOKEN) expect(ERROR_ROWS.get(code)?.fault).toBe('unauthorized')
  })
})
