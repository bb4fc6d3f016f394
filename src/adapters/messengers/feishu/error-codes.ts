/**
 * What Feishu's codes mean to us. Own table, because the channel layer of the official SDK disagrees with the official
 * documentation (it reads 230020, a rate limit, as "target revoked").
 *
 * Sources: [im] the error tables of the pages "send", "reply" and "patch" of im/v1/messages; [gen] "generic error codes"
 * of the server API; [card] "card JSON 2.0" and "cardkit/v1"; [contact] contact/v3/users;
 * [sdk] the official SDKs' sources.
 */
import type { Fault } from '../../../bot/messenger.ts'
import { faultOfStatus } from '../../shared/fault-of-status.ts'

export interface ErrorRow {
  fault: Fault
  meaning: string
  /** True if the *message* named in the call is out of reach, so that a new one helps. */
  message?: true
}

export const ERROR_ROWS: ReadonlyMap<number, ErrorRow> = new Map<number, ErrorRow>([
  // [gen] tokens; the client has fetched a new one and tried again before this is seen
  [99991661, { fault: 'unauthorized', meaning: 'access token missing' }],
  [99991663, { fault: 'unauthorized', meaning: 'tenant access token invalid' }],
  [99991664, { fault: 'unauthorized', meaning: 'app access token invalid' }],
  [99991668, { fault: 'unauthorized', meaning: 'user access token invalid' }],
  [99991671, { fault: 'unauthorized', meaning: 'access token malformed' }],
  // [gen] auth/v3/tenant_access_token
  [10003, { fault: 'unauthorized', meaning: 'app id or secret malformed' }],
  [10014, { fault: 'unauthorized', meaning: 'app secret wrong' }],
  // [sdk] callback/ws/endpoint, codes of the official SDKs' long connection
  [1, { fault: 'unavailable', meaning: 'system busy' }],
  [403, { fault: 'forbidden', meaning: 'long connection not allowed' }],
  [514, { fault: 'unauthorized', meaning: 'long connection: authentication failed' }],
  [1000040343, { fault: 'unavailable', meaning: 'long connection: internal error' }],
  [1000040344, { fault: 'unauthorized', meaning: 'long connection: no credential' }],
  [1000040350, { fault: 'rate_limited', meaning: 'too many long connections of this app' }],
  // [gen] [im] permissions: an administrator has to act
  [99991672, { fault: 'forbidden', meaning: 'scope not granted to the app' }],
  [230027, { fault: 'forbidden', meaning: 'no permission, or an external group' }],
  [230006, { fault: 'forbidden', meaning: 'bot ability is off' }],
  [230035, { fault: 'forbidden', meaning: 'bot may not speak here' }],
  [230018, { fault: 'forbidden', meaning: 'group settings forbid it' }],
  [41050, { fault: 'forbidden', meaning: 'person outside the contact range of the app' }], // [contact]
  // [gen] [im] rates
  [99991400, { fault: 'rate_limited', meaning: 'request frequency limit' }],
  [230020, { fault: 'rate_limited', meaning: 'frequency limit of this chat or person' }],
  [11232, { fault: 'rate_limited', meaning: 'message service throttled' }],
  [230049, { fault: 'rate_limited', meaning: 'message is still being sent' }],
  // [im] the target is gone
  [230002, { fault: 'gone', meaning: 'bot is not in the chat' }],
  [230013, { fault: 'gone', meaning: 'person outside the availability of the app' }],
  [230029, { fault: 'gone', meaning: 'person has left the company' }],
  [230053, { fault: 'gone', meaning: 'person does not accept messages of the bot' }],
  [232009, { fault: 'gone', meaning: 'group dissolved' }],
  [230038, { fault: 'gone', meaning: 'other tenant' }],
  [230011, { fault: 'gone', meaning: 'message recalled', message: true }],
  [230110, { fault: 'gone', meaning: 'message deleted', message: true }],
  [230031, { fault: 'gone', meaning: 'message older than 14 days', message: true }],
  // [gen] identifiers
  [99992351, { fault: 'gone', meaning: 'open_id unknown' }],
  [99992352, { fault: 'gone', meaning: 'user_id unknown' }],
  [99992353, { fault: 'gone', meaning: 'union_id unknown' }],
  [99992354, { fault: 'gone', meaning: 'message id unknown', message: true }],
  [99992402, { fault: 'invalid', meaning: 'field validation failed' }],
  // [im] content
  [230001, { fault: 'invalid', meaning: 'parameter invalid' }],
  [230025, { fault: 'too_large', meaning: 'content too long' }],
  [230022, { fault: 'invalid', meaning: 'content refused as sensitive' }],
  [230028, { fault: 'invalid', meaning: 'content refused by data protection' }],
  [230055, { fault: 'invalid', meaning: 'file type does not fit' }],
  [230017, { fault: 'invalid', meaning: 'image does not belong to the app' }],
  [230015, { fault: 'invalid', meaning: 'image unknown' }],
  [230099, { fault: 'invalid', meaning: 'card refused' }],
  // [card] inner codes of 230099 ("ErrCode: N") and codes of card updates
  [11310, { fault: 'too_large', meaning: 'too many elements or tables in the card' }],
  [200621, { fault: 'invalid', meaning: 'card is not JSON' }],
  [200861, { fault: 'invalid', meaning: 'element of card 1.0 in a card 2.0' }],
  [200550, { fault: 'invalid', meaning: 'chart specification invalid' }],
  [200570, { fault: 'invalid', meaning: 'image key of the card invalid' }],
  [200914, { fault: 'invalid', meaning: 'table rows invalid' }],
  [200915, { fault: 'invalid', meaning: 'table rows do not fit their columns' }],
  [100290, { fault: 'invalid', meaning: 'card names an unknown person' }],
  [200380, { fault: 'invalid', meaning: 'card template unknown' }],
  [200381, { fault: 'invalid', meaning: 'card template not available to the app' }],
  [200310, { fault: 'gone', meaning: 'card of another app', message: true }],
  [200810, { fault: 'rate_limited', meaning: 'card is being updated' }],
  [200860, { fault: 'too_large', meaning: 'card too big' }],
  [200750, { fault: 'gone', meaning: 'card older than 14 days', message: true }],
  [300317, { fault: 'invalid', meaning: 'sequence of card updates broken' }],
  [300301, { fault: 'invalid', meaning: 'element_id used twice' }],
  [300305, { fault: 'too_large', meaning: 'more than 200 elements in the card' }],
])

/** Codes that mean "this token is dead": drop it, fetch one, try once more. They come with HTTP 200 as well as 400. */
export const DEAD_TOKEN: ReadonlySet<number> = new Set([99991661, 99991663, 99991664, 99991668, 99991671])

export interface Classified extends ErrorRow {
  /** The most telling code: the inner one of a refused card, else the one of the answer, else `HTTP <status>`. */
  code: string
}

/** Reads a failed answer: its inner card code first, then its code, then its HTTP status. */
export function classify(status: number, code: number | undefined, message: string): Classified {
  const inner = code === 230099 ? Number(/ErrCode:\s*(\d+)/i.exec(message)?.[1]) : Number.NaN
  for (const candidate of [inner, code]) {
    const row = candidate === undefined ? undefined : ERROR_ROWS.get(candidate)
    if (row) return { ...row, code: String(candidate) }
  }
  return {
    fault: faultOfStatus(status),
    meaning: 'code not in our table',
    code: code ? String(code) : `HTTP ${status}`,
  }
}
