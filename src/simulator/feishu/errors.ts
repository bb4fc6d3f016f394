import { freshId } from '../ids.ts'

/** Code → HTTP status (400 when left out) and message, as the platform words them where that is known. */
const CATALOGUE: Record<number, { msg: string; status?: number }> = {
  10003: { msg: 'invalid param' },
  10014: { msg: 'app secret invalid' },
  41050: { msg: 'no user authority error' },
  99991400: { msg: 'request trigger frequency limit', status: 429 },
  99991661: { msg: 'Missing access token for authorization. Please make a request with token attached.' },
  99991663: { msg: 'Invalid access token for authorization. Please make a request with token attached.' },
  99991671: { msg: 'Invalid access token for authorization. The token format is invalid.' },
  99992351: { msg: 'not a valid {open_id}' },
  99992352: { msg: 'not a valid {user_id}' },
  99992353: { msg: 'not a valid {union_id}' },
  99992354: { msg: 'not a valid {message_id}' },
  99992402: { msg: 'field validation failed' },
  200830: { msg: 'a card of schema 2.0 cannot be changed to schema 1.0' },
  200860: { msg: 'the card is too large' },
  230001: { msg: 'Your request contains an invalid request parameter.' },
  230002: { msg: 'The bot can not be outside the group.' },
  230011: { msg: 'The message was withdrawn.' },
  230013: { msg: 'Bot has NO availability to this user.' },
  230017: { msg: 'The bot is not the owner of the resource.' },
  230020: { msg: 'This operation triggers the frequency limit.' },
  230025: { msg: 'The length of the message content reaches its limit.' },
  230031: { msg: 'The message is too old to be updated.' },
  230055: { msg: 'The type of file upload does not match the type of message being sent.' },
  230072: { msg: 'The message has reached the number of times it can be edited.' },
  230075: { msg: 'The message was sent by somebody else.' },
  230099: { msg: 'Failed to create card content' },
  231001: { msg: 'reaction type is invalid.' },
  234001: { msg: 'Invalid request param.' },
  234006: { msg: 'The file size exceed the max value.' },
  234010: { msg: "File's size can't be 0." },
  234011: { msg: "Can't regonize the image format." },
  234039: { msg: 'Image resolution exceeds limit.' },
  234043: { msg: 'Unsupported message type.' },
  300020: { msg: 'the card token is invalid, expired or used up' },
}

interface RefusalOptions {
  status?: number
  headers?: Record<string, string>
  /** In place of the known wording. */
  msg?: string
}

/** A refusal of the platform: `{code, msg, error: {log_id}}`, mostly with HTTP 400. */
export class FeishuError extends Error {
  readonly code: number
  readonly status: number
  readonly headers: Record<string, string>

  constructor(code: number, detail?: string, options: RefusalOptions = {}) {
    const known = CATALOGUE[code]
    const base = options.msg ?? known?.msg ?? 'error'
    super(detail ? `${base.replace(/\.$/, '')}, ext=${detail}` : base)
    this.code = code
    this.status = options.status ?? known?.status ?? 400
    this.headers = options.headers ?? {}
  }

  body(): { code: number; msg: string; error: { log_id: string; troubleshooter: string } } {
    const logId = freshId('')
    const troubleshooter = `排查建议查看(Troubleshooting suggestions): https://open.feishu.cn/search?code=${this.code}&log_id=${logId}`
    return { code: this.code, msg: this.message, error: { log_id: logId, troubleshooter } }
  }
}
