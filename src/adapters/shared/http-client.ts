/** One HTTP exchange with a time-out, and an honest word on whether a failed request may have had an effect. */

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  url: string
  headers?: Record<string, string>
  body?: string | FormData
  timeoutMs: number
  signal?: AbortSignal
}

export interface HttpResponse {
  status: number
  headers: Headers
  text: string
}

/** The exchange failed below HTTP. Its message holds an error code at most, never an address, header or body. */
export class HttpFailure extends Error {
  /** False if the request certainly never reached the server, so that repeating it is harmless. */
  readonly mayHaveArrived: boolean
  /** System or library code such as ECONNREFUSED, or TIMEOUT / ABORTED. */
  readonly code: string

  constructor(code: string, mayHaveArrived: boolean) {
    super(`request failed: ${code}`)
    this.name = 'HttpFailure'
    this.code = code
    this.mayHaveArrived = mayHaveArrived
  }
}

/** Codes of failures while connecting: nothing was sent yet. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

/** Sends the request and reads the whole answer. Redirects are not followed: they would carry credentials elsewhere. */
export async function exchange(request: HttpRequest): Promise<HttpResponse> {
  if (request.signal?.aborted) throw new HttpFailure('ABORTED', false)
  const timeout = AbortSignal.timeout(request.timeoutMs)
  const signal = request.signal ? AbortSignal.any([timeout, request.signal]) : timeout
  try {
    const response = await fetch(request.url, {
      method: request.method,
      redirect: 'manual',
      signal,
      ...(request.headers && { headers: request.headers }),
      ...(request.body !== undefined && { body: request.body }),
    })
    return { status: response.status, headers: response.headers, text: await response.text() }
  } catch (error) {
    throw failure(error, timeout.aborted, signal.aborted)
  }
}

function failure(error: unknown, timedOut: boolean, aborted: boolean): HttpFailure {
  if (timedOut) return new HttpFailure('TIMEOUT', true)
  if (aborted) return new HttpFailure('ABORTED', true)
  const code = codeOf(error)
  return new HttpFailure(code, !NOT_SENT.has(code))
}

/** `fetch` hides the system error in `cause`; what has no code is named by its class. */
function codeOf(error: unknown): string {
  let current: unknown = error
  for (let depth = 0; depth < 4 && current instanceof Error; depth++) {
    if ('code' in current && typeof current.code === 'string') return current.code
    current = current.cause
  }
  return error instanceof Error ? error.name : 'UNKNOWN'
}
