/**
 * What DingTalk's codes mean to us: one table for the new API (words), the old API and webhooks (numbers). Only the code
 * decides: HTTP 403 stands for a missing scope, a rate limit and a used-up quota alike.
 *
 * Sources: [err] "server API error codes", [freq] "call frequency limit", [bot] the error tables of the robot's send
 * APIs, [card] those of the card APIs, [hook] "robot message types", [contact] topapi/v2/user/get.
 */
import type { Fault } from '../../../bot/messenger.ts'
import { faultOfStatus } from '../../shared/fault-of-status.ts'

export interface ErrorRow {
  fault: Fault
  meaning: string
  /** How long the platform stays deaf, where it says so. */
  retryAfterMs?: number
  /** True if the *card* named in the call is out of reach, so that a new one helps. */
  card?: true
  /** True if the organisation's calls of this month are used up. */
  quota?: true
}

const MINUTE_MS = 60_000
const BAN_MS = 5 * MINUTE_MS

const SCOPE: ErrorRow = { fault: 'forbidden', meaning: 'scope not granted to the app' }
const ADDRESS: ErrorRow = { fault: 'forbidden', meaning: 'our address is not in the white list of the app' }
const QUOTA: ErrorRow = { fault: 'forbidden', meaning: 'calls of this month are used up', quota: true }
const TOKEN: ErrorRow = { fault: 'unauthorized', meaning: 'access token invalid' }
const FAST: ErrorRow = { fault: 'rate_limited', meaning: 'too many calls per second' }
const FAST_MINUTE: ErrorRow = { fault: 'rate_limited', meaning: 'too many per minute', retryAfterMs: MINUTE_MS }
const ROBOT_UNKNOWN: ErrorRow = { fault: 'gone', meaning: 'robot is not in the conversation, or not published' }
const SESSION_GONE: ErrorRow = { fault: 'gone', meaning: 'session is over' }

/** New codes are compared without the words before the last dot where those vary (`Forbidden.AccessDenied.…`). */
export const ERROR_ROWS: ReadonlyMap<string, ErrorRow> = new Map<string, ErrorRow>([
  // [err] tokens; the client has fetched a new one and tried again before this is seen
  ['InvalidAuthentication', TOKEN],
  ['40014', TOKEN],
  ['42001', TOKEN],
  ['40001', TOKEN],
  ['AuthenticationFailed.MissingParameter', { fault: 'unauthorized', meaning: 'access token missing' }],
  ['40000', { fault: 'unauthorized', meaning: 'access token missing' }],
  // [err] credentials: an administrator has to correct them
  ['invalidClientIdOrSecret', { fault: 'unauthorized', meaning: 'client id or secret wrong' }],
  ['authFailed', { fault: 'unauthorized', meaning: 'client id or secret wrong' }],
  ['40096', { fault: 'unauthorized', meaning: 'client id or secret wrong' }],
  // [err] permissions
  ['AccessTokenPermissionDenied', SCOPE],
  ['60011', SCOPE],
  ['IpNotInWhiteList', ADDRESS],
  ['60020', ADDRESS],
  // [freq] rates and quota
  ['QpsLimitForAppkeyAndApi', FAST],
  ['QpmLimitForAppkeyAndApi', FAST_MINUTE],
  ['QpsLimitForApi', FAST],
  ['qps.exceed.limit', FAST],
  ['request.overlimit', FAST],
  ['Throttling', FAST],
  ['90018', FAST],
  ['90002', FAST],
  ['ApiCountLimitForOrg', QUOTA],
  ['90020', QUOTA],
  ['1111', { fault: 'rate_limited', meaning: 'our address is banned for five minutes', retryAfterMs: BAN_MS }],
  // [err] the platform itself
  ['-1', { fault: 'unavailable', meaning: 'system busy' }],
  ['system.busy', { fault: 'unavailable', meaning: 'system busy' }],
  ['22', { fault: 'invalid', meaning: 'no such API' }],
  // [bot] robot messages
  ['invalidParameter.robotCode.empty', ROBOT_UNKNOWN],
  ['invalidParameter.robotCode.missing', ROBOT_UNKNOWN],
  ['invalidParameter.robotCode.invalid', ROBOT_UNKNOWN],
  ['invalidParameter.robotCode.notExsit', ROBOT_UNKNOWN],
  ['resource.not.found', ROBOT_UNKNOWN],
  ['invalidParameter.robotCode.auth', { fault: 'forbidden', meaning: 'robot belongs to another app' }],
  ['bot.stopped', { fault: 'forbidden', meaning: 'robot is switched off' }],
  ['invalid.openConversationId', { fault: 'gone', meaning: 'group unknown' }],
  ['miss.openConversationId', { fault: 'gone', meaning: 'group unknown' }],
  ['group.disbanded', { fault: 'gone', meaning: 'group dissolved' }],
  ['token.notExisted', ROBOT_UNKNOWN],
  ['invalidParameter.msgParam.tooLong', { fault: 'too_large', meaning: 'message too long' }],
  ['invalidParameter.msgParam.invalid', { fault: 'invalid', meaning: 'message refused' }],
  ['unknown.send.result', { fault: 'unknown_outcome', meaning: 'outcome of the send unknown' }],
  // [card]
  ['param.templateNotExist', { fault: 'invalid', meaning: 'card template unknown' }],
  ['param.templateUnpublished', { fault: 'invalid', meaning: 'card template not published' }],
  ['param.openSpaceIdInvalid', { fault: 'gone', meaning: 'conversation of the card unknown' }],
  ['param.userIdNotExist', { fault: 'gone', meaning: 'person unknown' }],
  ['param.contentUnsafe', { fault: 'invalid', meaning: 'content refused as unsafe' }],
  ['param.cardAlreadyExist', { fault: 'invalid', meaning: 'card exists already' }],
  ['param.cardNotExist', { fault: 'gone', meaning: 'card unknown', card: true }],
  // [hook] session webhooks
  ['130101', FAST_MINUTE],
  ['660026', FAST_MINUTE],
  ['410100', FAST_MINUTE],
  ['300001', SESSION_GONE],
  ['300005', SESSION_GONE],
  ['310000', { fault: 'forbidden', meaning: 'keyword, signature or address check failed' }],
  ['430101', { fault: 'invalid', meaning: 'content refused' }],
  ['430102', { fault: 'invalid', meaning: 'content refused' }],
  ['430103', { fault: 'invalid', meaning: 'content refused' }],
  ['430104', { fault: 'invalid', meaning: 'content refused' }],
  // [contact]
  ['50002', { fault: 'forbidden', meaning: 'person outside the contact range of the app' }],
  ['60121', { fault: 'gone', meaning: 'person unknown' }],
  ['33012', { fault: 'gone', meaning: 'person unknown' }],
])

/** Codes that mean "this token is dead": drop it, fetch one, try once more. */
export const DEAD_TOKEN: ReadonlySet<string> = new Set(['InvalidAuthentication', '40014', '40001', '42001'])

export interface Classified extends ErrorRow {
  /** The code of the answer, else `HTTP <status>`. */
  code: string
}

/** Reads a failed answer: its code first, then its HTTP status. */
export function classify(status: number, code: string): Classified {
  const row = ERROR_ROWS.get(code) ?? ERROR_ROWS.get(code.slice(code.lastIndexOf('.') + 1))
  if (row) return { ...row, code }
  return { fault: faultOf(status, code), meaning: 'code not in our table', code: code || `HTTP ${status}` }
}

/** The old family refuses with HTTP 200; without any code it is no answer of DingTalk's. */
const faultOf = (status: number, code: string): Fault =>
  status < 300 && code === '' ? 'unknown_outcome' : faultOfStatus(status)
