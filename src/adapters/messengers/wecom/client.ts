/**
 * The dozen REST calls we make, over plain `fetch`: there is no maintained official client for Node. Nothing is retried
 * here except once with a new token: repeating is the outbox' job. Tokens and keys travel in the address, so no address
 * is ever logged or put into an error.
 */
import { MessengerError } from '../../../bot/messenger.ts'
import { exchange, HttpFailure, type HttpResponse } from '../../shared/http-client.ts'
import { isRecord, type Json, parseJson, record, text } from '../../shared/json.ts'
import type { AdapterLog } from '../../shared/log.ts'
import type { TokenCache } from '../../shared/token-cache.ts'
import { type Classified, classify, DEAD_TOKEN, THROTTLED_FOR_MS } from './error-codes.ts'

export interface Call {
  /** What is done, for error messages. */
  operation: string
  method: 'GET' | 'POST'
  /** Below the base address, starting with `/`. */
  path: string
  query?: Record<string, string>
  json?: Json
  form?: FormData
  signal?: AbortSignal
  /** True if doing it twice does no harm; an unknown outcome then counts as `unavailable`. */
  repeatable?: boolean
}

export interface Client {
  /** Answers with the whole body of a successful call; fails with a {@link MessengerError}. */
  call(call: Call): Promise<Json>
}

export interface ClientOptions {
  base: string
  timeoutMs: number
  log: AdapterLog
  /** Told of every call's end; `advice` is for an administrator. */
  noted(outcome: { code?: string; advice?: string }): void
}

/** Calls that carry their credentials themselves. */
export function createClient(options: ClientOptions): Client {
  return { call: async (call) => accept(options, call, await send(options, call)) }
}

/** Calls with the app's access token. */
export function createTokenClient(options: ClientOptions, tokens: TokenCache): Client {
  const withToken = (call: Call, token: string): Call => ({ ...call, query: { access_token: token, ...call.query } })
  return {
    async call(call) {
      const token = await tokens.get()
      const answer = await send(options, withToken(call, token))
      if (!DEAD_TOKEN.has(answer.code)) return accept(options, call, answer)
      tokens.drop(token)
      return accept(options, call, await send(options, withToken(call, await tokens.get())))
    },
  }
}

interface Answer {
  response: HttpResponse
  body: Json
  /** 0 if it says nothing: older answers leave it out where all is well. NaN if it is no answer of WeCom's. */
  code: number
}

async function send(options: ClientOptions, call: Call): Promise<Answer> {
  const query = call.query ? `?${new URLSearchParams(call.query)}` : ''
  try {
    const response = await exchange({
      method: call.method,
      url: `${options.base}${call.path}${query}`,
      ...(call.json && {
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(call.json),
      }),
      ...(call.form && { body: call.form }),
      timeoutMs: options.timeoutMs,
      ...(call.signal && { signal: call.signal }),
    })
    return readAnswer(response)
  } catch (error) {
    throw failed(options, call, transportError(call, error))
  }
}

function readAnswer(response: HttpResponse): Answer {
  const body = parseJson(response.text)
  return { response, body: record(body), code: isRecord(body) ? Number(body.errcode ?? 0) : Number.NaN }
}

function accept(options: ClientOptions, call: Call, answer: Answer): Json {
  if (answer.response.status < 300 && answer.code === 0) {
    options.noted({})
    return answer.body
  }
  const { response, code, body } = answer
  const row = classify(response.status, Number.isNaN(code) || code === 0 ? undefined : code)
  throw failed(options, call, answerError(call, answer, row), row.advice?.(sourceAddress(body)))
}

function failed(options: ClientOptions, call: Call, error: MessengerError, advice?: string): MessengerError {
  options.noted({ code: error.platformCode ?? error.fault, ...(advice && { advice }) })
  options.log.warn({ operation: call.operation, fault: error.fault, code: error.platformCode }, 'wecom call failed')
  return error
}

function transportError(call: Call, error: unknown): MessengerError {
  if (!(error instanceof HttpFailure)) throw error
  const unknown = error.mayHaveArrived && !call.repeatable
  return new MessengerError(unknown ? 'unknown_outcome' : 'unavailable', `wecom ${call.operation}: ${error.code}`, {
    platformCode: error.code,
  })
}

/** The message is made of our own words and codes: what WeCom wrote may quote the request. */
function answerError(call: Call, { response, code }: Answer, row: Classified): MessengerError {
  const unreadable = response.status < 300 && Number.isNaN(code)
  const fault = unreadable ? 'unknown_outcome' : row.fault
  return new MessengerError(
    fault === 'unknown_outcome' && call.repeatable ? 'unavailable' : fault,
    `wecom ${call.operation}: ${row.meaning} (code ${row.code}, HTTP ${response.status})`,
    { platformCode: row.code, ...(fault === 'rate_limited' && { retryAfterMs: THROTTLED_FOR_MS }) },
  )
}

/** `not allow to access from your ip, …, from ip: 203.0.113.9, …`; '' if there is none. */
function sourceAddress(body: Json): string {
  return /from ip:\s*([0-9a-f.:]{2,45})/i.exec(text(body.errmsg))?.[1] ?? ''
}
