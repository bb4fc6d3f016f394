/** Reads the answers of both API families, and turns failures into the only error that leaves the adapter. */
import { MessengerError } from '../../../bot/messenger.ts'
import type { HttpFailure, HttpResponse } from '../../shared/http-client.ts'
import { isRecord, type Json, list, parseJson, record, text } from '../../shared/json.ts'
import type { Classified } from './error-codes.ts'

export interface Answer {
  status: number
  body: Json
  /** False for HTML pages and the like. */
  isJson: boolean
}

interface Asked {
  operation: string
  repeatable?: boolean
}

export function readAnswer(response: HttpResponse): Answer {
  const body = parseJson(response.text)
  return { status: response.status, body: record(body), isJson: isRecord(body) }
}

/** New API: HTTP 2xx with bare fields. Old API and webhooks: `errcode` 0. A ban answers 200 with `status` 1111. */
export function isSuccess(answer: Answer, family: 'api' | 'oapi'): boolean {
  if (answer.status >= 300 || !answer.isJson || isBan(answer)) return false
  return family === 'api' || answer.body.errcode === 0
}

/** `code` of the new API, `errcode` of the old one; behind its 88 stands the real one, as text. */
export function codeOf(answer: Answer): string {
  if (isBan(answer)) return '1111'
  const { code, errcode, sub_code } = answer.body
  return errcode === 88 && text(sub_code) ? text(sub_code) : text(code) || text(errcode)
}

/** The message is made of our own words, codes and ids: what DingTalk wrote may quote the request. */
export function answerError(asked: Asked, { status, body }: Answer, row: Classified): MessengerError {
  const fault = row.fault === 'unknown_outcome' && asked.repeatable ? 'unavailable' : row.fault
  const code = row.code.slice(0, 120)
  const words = [
    `dingtalk ${asked.operation}: ${row.meaning} (code ${code}, HTTP ${status})`,
    scopes(body),
    trace(body),
  ]
  return new MessengerError(fault, words.filter(Boolean).join(' '), {
    platformCode: code,
    ...(row.retryAfterMs !== undefined && { retryAfterMs: row.retryAfterMs }),
  })
}

export function transportError(asked: Asked, failure: HttpFailure): MessengerError {
  const unknown = failure.mayHaveArrived && !asked.repeatable
  const message = `dingtalk ${asked.operation}: ${failure.code}`
  return new MessengerError(unknown ? 'unknown_outcome' : 'unavailable', message, { platformCode: failure.code })
}

function isBan({ body }: Answer): boolean {
  return body.status === 1111 || (body.punish === 'deny' && body.source === 'x5')
}

/** Names of the missing scopes, which an administrator has to grant. */
function scopes(body: Json): string {
  const named = list(record(body.accessdenieddetail).requiredScopes)
    .map(text)
    .filter((scope) => /^[\w.:-]{1,64}$/.test(scope))
  return named.length > 0 ? `scope ${named.join(' ')}` : ''
}

function trace(body: Json): string {
  const id = text(body.requestid) || text(body.request_id)
  return /^[\w-]{1,64}$/.test(id) ? `request ${id}` : ''
}
