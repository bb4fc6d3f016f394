import { randomInt } from 'node:crypto'

/** The platform's wording where it is known. */
const CATALOGUE: Record<number, string> = {
  [-1]: 'system error',
  40001: 'invalid credential',
  40004: 'invalid media type',
  40005: 'invalid file type',
  40006: 'invalid meida size',
  40007: 'invalid media_id',
  40008: 'invalid message type',
  40013: 'invalid corpid',
  40014: 'invalid access_token',
  40058: 'invalid Request Parameter',
  41001: 'access_token missing',
  41004: 'corpsecret missing',
  41011: 'agentid missing',
  42001: 'access_token expired',
  42014: 'invalid task_id',
  42015: 'the card is of another app',
  44004: 'text content is empty',
  45001: 'multimedia file size out of limit',
  45002: 'content size out of limit',
  45008: 'article count out of limit',
  45009: 'api freq out of limit',
  45033: 'concurrent api calls out of limit',
  47001: 'data format error',
  48002: 'api forbidden',
  60003: 'department not found',
  60011: 'no privilege to access/modify contact/party/agent',
  60111: 'userid not found',
  81013: 'user & party & tag all invalid',
  82001: 'user & party & tag all empty or invalid',
  86001: 'invalid chatid',
  86003: 'chatid is not exist',
  93000: 'invalid webhook url',
  93006: 'invalid chatid',
  301002: 'not allow operate another agent with this accesstoken',
  846605: 'invalid req_id',
  846608: 'stream message update expired',
  853000: 'invalid bot_id or secret',
}

/** A refusal of the platform: HTTP 200 with `{errcode, errmsg}`. */
export class WecomError extends Error {
  readonly code: number

  /** `detail` stands beside the known wording; `wording` in its place. */
  constructor(code: number, detail?: string, wording?: string) {
    const base = wording ?? CATALOGUE[code] ?? 'error'
    super(detail === undefined ? base : `${base}: ${detail}`)
    this.code = code
  }

  body(): { errcode: number; errmsg: string } {
    const hint = `${randomInt(1e9, 1e10)}${randomInt(1e9)}`
    const more = `more info at https://open.work.weixin.qq.com/devtool/query?e=${this.code}`
    return { errcode: this.code, errmsg: `${this.message}, hint: [${hint}], from ip: 127.0.0.1, ${more}` }
  }
}
