/**
 * The dozen calls we make, over plain `fetch`: the official SDK has no time-out, no single flight for tokens and puts
 * the bearer token into its errors. Nothing is retried here except once with a new token: repeating is the outbox' job.
 */
import { MessengerError } from '../../../bot/messenger.ts'
import type { Clock } from '../../../domain/ports/clock.ts'
import { exchange, HttpFailure, type HttpRequest, type HttpResponse } from '../../shared/http-client.ts'
import { isRecord, type Json, parseJson, record, text } from '../../shared/json.ts'
import type { AdapterLog } from '../../shared/log.ts'
import { classify, DEAD_TOKEN } from './error-codes.ts'
import { createTenantToken } from './token.ts'

export interface Call {
  /** What is done, for error messages. */
  operation: string
  method: HttpRequest['method']
  /** Below the base URL, starting with `/`; ids in it are already escaped. */
  path: string
  query?: Record<string, string>
  json?: Json
  form?: FormData
  signal?: AbortSignal
  /** True if doing it twice does no harm; an unknown outcome then counts as `unavailable`. */
  repeatable?: boolean
}

export interface FeishuClient {
  /** Answers with the whole body of a successful call (`code` 0); fails with a {@link MessengerError}. */
  call(call: Call): Promise<Json>
  /** Like `call`, for the two endpoints that take the app's credentials instead of a token. */
  anonymous(call: Call): Promise<Json>
  /** Code of the last failure, if the last call failed. */
  lastErrorCode(): string | undefined
}

export interface ClientSettings {
  appId: string
  appSecret: string
  baseUrl: string
  timeoutMs: number
}

export function createClient(settings: ClientSettings, clock: Clock, log: AdapterLog): FeishuClient {
  let lastErrorCode: string | undefined
  const tokens = createTenantToken(clock, async () => {
    const body = await anonymous({
      operation: 'tenant token',
      method: 'POST',
      path: '/open-apis/auth/v3/tenant_access_token/internal',
      json: { app_id: settings.appId, app_secret: settings.appSecret },
      repeatable: true,
    })
    return { value: text(body.tenant_access_token), ttlMs: Number(body.expire) * 1000 }
  })

  async function call(request: Call): Promise<Json> {
    const token = await tokens.get()
    const answer = await send(request, token)
    if (!DEAD_TOKEN.has(answer.code ?? 0)) return accept(request, answer)
    tokens.drop(token)
    return accept(request, await send(request, await tokens.get()))
  }

  async function anonymous(request: Call): Promise<Json> {
    return accept(request, await send(request, undefined))
  }

  function accept(request: Call, answer: Answer): Json {
    if (answer.response.status < 300 && answer.code === 0) {
      lastErrorCode = undefined
      return answer.body
    }
    throw noted(request, answerError(request, answer))
  }

  async function send(request: Call, token: string | undefined): Promise<Answer> {
    try {
      return readAnswer(await exchange(httpRequest(settings, request, token)))
    } catch (error) {
      throw noted(request, transportError(request, error))
    }
  }

  function noted(request: Call, error: MessengerError): MessengerError {
    lastErrorCode = error.platformCode ?? error.fault
    log.warn({ operation: request.operation, fault: error.fault, code: error.platformCode }, 'feishu call failed')
    return error
  }

  return { call, anonymous, lastErrorCode: () => lastErrorCode }
}

interface Answer {
  response: HttpResponse
  body: Json
  /** `undefined` if the answer is not one of Feishu's, e.g. a gateway's HTML page. */
  code: number | undefined
}

function httpRequest(settings: ClientSettings, request: Call, token: string | undefined): HttpRequest {
  const query = request.query ? `?${new URLSearchParams(request.query)}` : ''
  return {
    method: request.method,
    url: `${settings.baseUrl}${request.path}${query}`,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(request.json && { 'content-type': 'application/json; charset=utf-8' }),
      locale: 'zh',
    },
    timeoutMs: settings.timeoutMs,
    ...(request.json && { body: JSON.stringify(request.json) }),
    ...(request.form && { body: request.form }),
    ...(request.signal && { signal: request.signal }),
  }
}

function readAnswer(response: HttpResponse): Answer {
  const body = parseJson(response.text)
  const code = isRecord(body) && typeof body.code === 'number' ? body.code : undefined
  return { response, body: record(body), code }
}

function transportError(request: Call, error: unknown): MessengerError {
  if (!(error instanceof HttpFailure)) throw error
  const unknown = error.mayHaveArrived && !request.repeatable
  return new MessengerError(unknown ? 'unknown_outcome' : 'unavailable', `feishu ${request.operation}: ${error.code}`, {
    platformCode: error.code,
  })
}

/** The message is made of our own words, codes and ids: what Feishu wrote may quote the request. */
function answerError(request: Call, { response, body, code }: Answer): MessengerError {
  const message = text(body.msg)
  const row = classify(response.status, code, message)
  const unreadable = response.status < 300 && code === undefined
  const fault = unreadable ? 'unknown_outcome' : row.fault
  const retryAfterMs = retryAfter(response.headers)
  return new MessengerError(
    fault === 'unknown_outcome' && request.repeatable ? 'unavailable' : fault,
    [
      `feishu ${request.operation}: ${row.meaning} (code ${row.code}, HTTP ${response.status})`,
      scopes(row.code, message),
      logId(body),
    ]
      .filter(Boolean)
      .join(' '),
    { platformCode: row.code, ...(fault === 'rate_limited' && retryAfterMs !== undefined && { retryAfterMs }) },
  )
}

/** `x-ogw-ratelimit-reset` is in seconds. */
function retryAfter(headers: Headers): number | undefined {
  const seconds = Number.parseFloat(headers.get('x-ogw-ratelimit-reset') ?? headers.get('retry-after') ?? '')
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds * 1000) : undefined
}

/** Names of the missing scopes, which Feishu lists in the message of 99991672 and an administrator has to grant. */
function scopes(code: string, message: string): string {
  if (code !== '99991672') return ''
  return [...new Set(message.match(/\b[a-z]+:[a-z_.]+(?::[a-z_]+)*\b/g) ?? [])]
    .filter((scope) => !scope.startsWith('http'))
    .join(' ')
}

function logId(body: Json): string {
  const id = text(record(body.error).log_id)
  return /^[\w-]{1,64}$/.test(id) ? `log_id ${id}` : ''
}
