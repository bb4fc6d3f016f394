/**
 * The calls we make, over plain `fetch`: two families of APIs with the same token and different manners. Nothing is
 * retried here except once with a new token: repeating is the outbox' job.
 */
import { MessengerError } from '../../../bot/messenger.ts'
import type { Clock } from '../../../domain/ports/clock.ts'
import { exchange, HttpFailure, type HttpRequest } from '../../shared/http-client.ts'
import { type Json, text } from '../../shared/json.ts'
import type { AdapterLog } from '../../shared/log.ts'
import { createTokenCache } from '../../shared/token-cache.ts'
import { type Answer, answerError, codeOf, isSuccess, readAnswer, transportError } from './answers.ts'
import { classify, DEAD_TOKEN } from './error-codes.ts'
import type { Quota } from './quota.ts'
import type { Resolved } from './settings.ts'

/** The same token is handed out again while it lives, so renewing early costs nothing. */
const TOKEN_EARLY_MS = 300_000

export interface Call {
  /** What is done, for error messages. */
  operation: string
  /** `api`: token in a header, failures by HTTP status; `oapi`: token in the query, failures by `errcode`. */
  family: 'api' | 'oapi'
  method: HttpRequest['method']
  /** Below the base URL, starting with `/`. */
  path: string
  json?: Json
  form?: FormData
  signal?: AbortSignal
  /** True if doing it twice does no harm; an unknown outcome then counts as `unavailable`. */
  repeatable?: boolean
  /** True if it counts in the organisation's monthly quota. */
  metered?: boolean
  /** Milliseconds; default is the setting. */
  timeoutMs?: number
}

export interface DingtalkClient {
  /** Answers with the body of a successful call; fails with a {@link MessengerError}. */
  call(call: Call): Promise<Json>
  /** Like `call`, for endpoints that take the app's credentials instead of a token. */
  anonymous(call: Call): Promise<Json>
  /** Posts to an address that is a secret itself. */
  post(operation: string, url: string, json: Json, signal?: AbortSignal): Promise<Json>
  /** Fetches a token if there is none: proves the credentials. */
  authenticate(): Promise<void>
  /** Code of the last failure, if the last call failed. */
  lastErrorCode(): string | undefined
}

export function createClient(settings: Resolved, quota: Quota, clock: Clock, log: AdapterLog): DingtalkClient {
  let lastErrorCode: string | undefined
  let bannedUntil = 0
  const tokens = createTokenCache(clock, TOKEN_EARLY_MS, async () => {
    const body = await anonymous({
      operation: 'access token',
      family: 'api',
      method: 'POST',
      path: '/v1.0/oauth2/accessToken',
      json: { appKey: settings.clientId, appSecret: settings.clientSecret },
      repeatable: true,
    })
    const value = text(body.accessToken)
    if (!value) throw new MessengerError('unavailable', 'dingtalk access token: answer without token')
    return { value, ttlMs: Number(body.expireIn) * 1000 }
  })

  async function call(request: Call): Promise<Json> {
    const token = await tokens.get()
    const answer = await send(request, httpRequest(settings, request, token))
    if (isSuccess(answer, request.family) || !DEAD_TOKEN.has(codeOf(answer))) return accept(request, answer)
    tokens.drop(token)
    return accept(request, await send(request, httpRequest(settings, request, await tokens.get())))
  }

  async function anonymous(request: Call): Promise<Json> {
    return accept(request, await send(request, httpRequest(settings, request, undefined)))
  }

  function accept(request: Call, answer: Answer): Json {
    if (isSuccess(answer, request.family)) {
      lastErrorCode = undefined
      return answer.body
    }
    const row = classify(answer.status, codeOf(answer))
    if (row.quota) quota.exhausted('calls')
    if (row.code === '1111') bannedUntil = clock.now().getTime() + (row.retryAfterMs ?? 0)
    throw noted(request, answerError(request, answer, row))
  }

  async function send(request: Call, http: HttpRequest): Promise<Answer> {
    const banMs = bannedUntil - clock.now().getTime()
    if (banMs > 0) {
      // Every further call would lengthen the ban.
      const details = { platformCode: '1111', retryAfterMs: banMs }
      throw noted(request, new MessengerError('rate_limited', `dingtalk ${request.operation}: banned`, details))
    }
    if (request.metered) quota.count()
    try {
      return readAnswer(await exchange(http))
    } catch (error) {
      if (!(error instanceof HttpFailure)) throw error
      throw noted(request, transportError(request, error))
    }
  }

  function noted(request: Call, error: MessengerError): MessengerError {
    lastErrorCode = error.platformCode ?? error.fault
    log.warn({ operation: request.operation, fault: error.fault, code: error.platformCode }, 'dingtalk call failed')
    return error
  }

  return {
    call,
    anonymous,
    async post(operation, url, json, signal) {
      const request: Call = { operation, family: 'oapi', method: 'POST', path: '', json, ...(signal && { signal }) }
      return accept(request, await send(request, { ...httpRequest(settings, request, undefined), url }))
    },
    async authenticate() {
      await tokens.get()
    },
    lastErrorCode: () => lastErrorCode,
  }
}

function httpRequest(settings: Resolved, request: Call, token: string | undefined): HttpRequest {
  const isNew = request.family === 'api'
  const query = token !== undefined && !isNew ? `?access_token=${encodeURIComponent(token)}` : ''
  return {
    method: request.method,
    url: `${isNew ? settings.apiBase : settings.oapiBase}${request.path}${query}`,
    headers: {
      // Some endpoints answer with XML otherwise.
      accept: 'application/json',
      ...(token !== undefined && isNew && { 'x-acs-dingtalk-access-token': token }),
      ...(request.json && { 'content-type': 'application/json' }),
    },
    timeoutMs: request.timeoutMs ?? settings.requestTimeoutMs,
    ...(request.json && { body: JSON.stringify(request.json) }),
    ...(request.form && { body: request.form }),
    ...(request.signal && { signal: request.signal }),
  }
}
