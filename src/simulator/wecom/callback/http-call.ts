import http from 'node:http'
import https from 'node:https'

export interface CallOptions {
  /** Undefined: a GET. */
  body?: string
  /** Bounds the whole answer, in milliseconds. */
  answerMs: number
  /** Destroys the connection after half of the body. */
  cut?: boolean
}

export type CallResult =
  | { kind: 'answer'; status: number; headers: Record<string, unknown>; body: string }
  | { kind: 'failure'; reason: 'dns' | 'tcp' | 'timeout' | 'cut' }

const agents = { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) }

/** One request to the service, as the platform makes it; follows no redirects. Never rejects. */
export function callService(url: string, { body, answerMs, cut = false }: CallOptions): Promise<CallResult> {
  return new Promise((resolve) => {
    const secure = url.startsWith('https:')
    const headers = body === undefined ? {} : { 'content-type': 'text/xml', 'content-length': Buffer.byteLength(body) }
    const settings = {
      method: body === undefined ? 'GET' : 'POST',
      headers,
      agent: secure ? agents.https : agents.http,
    }
    const request = secure ? https.request(url, settings) : http.request(url, settings)
    const end = (result: CallResult) => {
      clearTimeout(answering)
      resolve(result)
      if (result.kind === 'failure') request.destroy()
    }
    const answering = setTimeout(() => end({ kind: 'failure', reason: 'timeout' }), answerMs)
    request.once('error', (error) => end({ kind: 'failure', reason: reasonOf(error) }))
    request.once('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.once('error', () => end({ kind: 'failure', reason: 'tcp' }))
      response.once('end', () => {
        const { statusCode: status = 0, headers } = response
        end({ kind: 'answer', status, headers, body: Buffer.concat(chunks).toString('utf8') })
      })
    })
    if (cut && body !== undefined)
      request.write(body.slice(0, body.length / 2), () => setImmediate(() => end({ kind: 'failure', reason: 'cut' })))
    else request.end(body)
  })
}

function reasonOf(error: NodeJS.ErrnoException): 'dns' | 'tcp' {
  return error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN' ? 'dns' : 'tcp'
}
