import { freshId } from '../ids.ts'

/** A refusal of the platform; how it looks on the wire depends on the family of the API. */
export abstract class Refusal extends Error {
  abstract readonly status: number
  abstract body(): Record<string, unknown>
}

const QPS = 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi'
const ORG_QUOTA = 'Forbidden.AccessDenied.ApiCountLimitForOrg'

/** HTTP status (400 when left out) and wording of the codes of the new family, where they are known. */
const CATALOGUE: Record<string, { message: string; status?: number }> = {
  InvalidAuthentication: { message: '不合法的access_token' },
  'AuthenticationFailed.MissingParameter': { message: '缺少参数 x-acs-dingtalk-access-token' },
  'InvalidAction.NotFound': { message: 'Specified api is not found, please check your url and method.', status: 404 },
  invalidClientIdOrSecret: { message: '无效的clientId或者clientSecret' },
  authFailed: { message: '鉴权失败', status: 401 },
  unknownError: { message: '未知错误', status: 500 },
  'system.busy': { message: '系统繁忙', status: 500 },
  [QPS]: { message: '当前企业应用调用该接口触发了QPS限流', status: 403 },
  [ORG_QUOTA]: { message: '当前企业本月的接口调用量已用完', status: 403 },
  'Forbidden.AccessDenied.AccessTokenPermissionDenied': { message: '应用尚未开通所需的权限', status: 403 },
}

/** The new family: HTTP 4xx or 5xx with `{code, message, requestid}`. Without a known wording the message is the code. */
export class ApiRefusal extends Refusal {
  readonly code: string
  readonly status: number
  readonly #more: Record<string, unknown>

  constructor(code: string, options: { message?: string; status?: number; more?: Record<string, unknown> } = {}) {
    const known = CATALOGUE[code]
    super(options.message ?? known?.message ?? code)
    this.code = code
    this.status = options.status ?? known?.status ?? 400
    this.#more = options.more ?? {}
  }

  override body(): Record<string, unknown> {
    return { code: this.code, message: this.message, requestid: requestId(), ...this.#more }
  }
}

/** The old family: always HTTP 200 with `{errcode, errmsg, sub_code?, sub_msg?, request_id}`. */
export class OldRefusal extends Refusal {
  readonly errcode: number
  readonly status = 200
  readonly #sub: { code: string; message: string } | undefined

  constructor(errcode: number, errmsg: string, sub?: { code: string; message: string }) {
    super(sub ? `ding talk error[subcode=${sub.code},submsg=${sub.message}]` : errmsg)
    this.errcode = errcode
    this.#sub = sub
  }

  override body(): Record<string, unknown> {
    const sub = this.#sub ? { sub_code: this.#sub.code, sub_msg: this.#sub.message } : {}
    return { errcode: this.errcode, errmsg: this.message, ...sub, request_id: requestId().toLowerCase() }
  }
}

/** The answer of a session webhook: HTTP 200 with `{errcode, errmsg}` and nothing else. */
export class WebhookRefusal extends OldRefusal {
  override body(): Record<string, unknown> {
    return { errcode: this.errcode, errmsg: this.message }
  }
}

/** Too many calls within a second, in the family's own words. */
export function qpsLimit(family: Family): Refusal {
  if (family === 'new') return new ApiRefusal(QPS)
  if (family === 'webhook') return new WebhookRefusal(130101, 'send too fast')
  return new OldRefusal(90018, '您的服务器调用该接口的频率超过上限')
}

/** The organisation's calls of this month are used up. */
export function quotaUsedUp(family: Family): Refusal {
  if (family === 'new') return new ApiRefusal(ORG_QUOTA)
  return new OldRefusal(90020, '当前企业本月的接口调用量已用完')
}

export type Family = 'new' | 'old' | 'webhook'

/** The family that an address belongs to, by its path. */
export function familyOf(path: string): Family {
  if (path.startsWith('/robot/')) return 'webhook'
  return path.startsWith('/v1.0/') ? 'new' : 'old'
}

function requestId(): string {
  const hex = freshId('').toUpperCase()
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
