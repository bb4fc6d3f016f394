/**
 * What WeCom's codes mean to us. Sources: [doc] the global error code page (90313) and the pages of each call; [code] the
 * WeCom team's own plugin; [seen] reports of others, because WeCom does not document it.
 */
import type { Fault } from '../../../bot/messenger.ts'
import { faultOfStatus } from '../../shared/fault-of-status.ts'

export interface ErrorRow {
  fault: Fault
  meaning: string
  /** For faults that an administrator has to mend. `detail` is what the message of the answer adds to it, e.g. an address. */
  advice?: (detail: string) => string
}

const secretAdvice = () => '自建应用的 Secret 不对：请在管理后台重新复制；反复用错会使本机 IP 被封一小时'

export const ERROR_ROWS: ReadonlyMap<number, ErrorRow> = new Map<number, ErrorRow>([
  [-1, { fault: 'unavailable', meaning: 'system busy' }],
  // [doc] credentials
  [40001, { fault: 'unauthorized', meaning: 'secret wrong', advice: secretAdvice }],
  [40091, { fault: 'unauthorized', meaning: 'secret invalid', advice: secretAdvice }],
  [
    40013,
    { fault: 'unauthorized', meaning: 'corp id wrong', advice: () => '企业 ID 不对：请在「我的企业」中核对 CorpID' },
  ],
  [40014, { fault: 'unauthorized', meaning: 'access token invalid' }],
  [41001, { fault: 'unauthorized', meaning: 'access token missing' }],
  [42001, { fault: 'unauthorized', meaning: 'access token expired' }],
  [40056, { fault: 'forbidden', meaning: 'agent id wrong', advice: () => 'AgentId 不对：请在自建应用的详情页核对' }],
  [
    301002,
    {
      fault: 'forbidden',
      meaning: 'token of another app',
      advice: () => 'AgentId 与 Secret 不属于同一个应用：请在自建应用的详情页核对两者',
    },
  ],
  [
    60020,
    {
      fault: 'forbidden',
      meaning: 'source address not trusted',
      advice: (ip) =>
        `企业微信不信任本机出口 IP${ip ? ` ${ip}` : ''}：请在自建应用的「企业可信IP」中加入它，约一分钟后生效`,
    },
  ],
  [
    48002,
    {
      fault: 'forbidden',
      meaning: 'no right to this call',
      advice: () => '应用没有调用此接口的权限：请在管理后台为应用开通',
    },
  ],
  [
    60011,
    {
      fault: 'forbidden',
      meaning: 'member or department outside the visible range',
      advice: () => '有成员不在应用的可见范围内：请在自建应用的「可见范围」中加入他们',
    },
  ],
  // [doc] receivers
  [60111, { fault: 'gone', meaning: 'no such member' }],
  [81013, { fault: 'gone', meaning: 'no valid receiver' }],
  [40003, { fault: 'gone', meaning: 'member id invalid' }],
  [86001, { fault: 'gone', meaning: 'chat id malformed' }],
  [86003, { fault: 'gone', meaning: 'chat does not exist' }],
  [93006, { fault: 'gone', meaning: 'chat id invalid' }],
  [
    93000,
    { fault: 'gone', meaning: 'webhook unknown', advice: () => '群消息推送的 key 不对或已被删除：请在群里重新复制' },
  ],
  [93004, { fault: 'gone', meaning: 'webhook disabled', advice: () => '群消息推送已被停用：请群主或管理员重新启用' }],
  [93008, { fault: 'gone', meaning: 'webhook not in the group', advice: () => '消息推送已不在群里：请在群里重新添加' }],
  // [doc] rates; [seen] 45009 for webhooks
  [45009, { fault: 'rate_limited', meaning: 'frequency limit' }],
  [45033, { fault: 'rate_limited', meaning: 'too many calls at once' }],
  // [doc] content
  [40058, { fault: 'invalid', meaning: 'parameter invalid' }],
  [44004, { fault: 'invalid', meaning: 'content empty' }],
  [45002, { fault: 'too_large', meaning: 'content too long' }],
  [40006, { fault: 'too_large', meaning: 'file size not allowed' }],
  [40007, { fault: 'invalid', meaning: 'media id invalid or expired' }],
  [42014, { fault: 'invalid', meaning: 'task id used before' }],
  [42015, { fault: 'invalid', meaning: 'card of another app' }],
  [40008, { fault: 'invalid', meaning: 'message type not allowed here' }],
  // [code] the bot's long connection
  [846605, { fault: 'invalid', meaning: 'request id invalid' }],
  [846608, { fault: 'gone', meaning: 'answer too late' }],
])

/** Codes that mean "this token is dead": drop it, fetch one, try once more. Expired ones are seen as 40014, too. */
export const DEAD_TOKEN: ReadonlySet<number> = new Set([40014, 42001])

export const MEDIA_EXPIRED = '40007'
export const TASK_ID_USED = '42014'

/** Nobody behind this id can be reached through the app; the bot may still know the person. */
export const UNREACHABLE: ReadonlySet<string> = new Set(['60111', '81013', '40003'])

/** Block length equals the window that was exceeded, and the shortest documented one is a minute. */
export const THROTTLED_FOR_MS = 60_000

export interface Classified extends ErrorRow {
  /** The code of the answer, or `HTTP <status>`. */
  code: string
}

/** Reads a failed answer: its code first, then its HTTP status. */
export function classify(status: number, code: number | undefined): Classified {
  const row = code === undefined ? undefined : ERROR_ROWS.get(code)
  if (row) return { ...row, code: String(code) }
  return {
    fault: faultOfStatus(status),
    meaning: 'code not in our table',
    code: code ? String(code) : `HTTP ${status}`,
  }
}
