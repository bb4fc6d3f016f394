import http from 'node:http'
import https from 'node:https'

export interface PostOptions {
  headers: Record<string, string>
  answerMs: number
  /** Destroys the connection after half of the body. */
  cut: boolean
}

export type PostResult =
  | { kind: 'answer'; status: number; headers: Record<string, unknown>; body: string }
  | { kind: 'failure'; reason: 'tcp' | 'timeout' | 'cut' }

const agents = { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) }

/** POSTs JSON and waits at most `answerMs` for the whole answer; follows no redirects. Never rejects. */
export function postJson(url: string, body: string, options: PostOptions): Promise<PostResult> {
  return new Promise((resolve) => {
    const secure = url.startsWith('https:')
    const headers = {
      ...options.headers,
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
    }
    const settings = { method: 'POST', headers, agent: secure ? agents.https : agents.http }
    const request = secure ? https.request(url, settings) : http.request(url, settings)
    const end = (result: PostResult) => {
      clearTimeout(patience)
      resolve(result)
      if (result.kind === 'failure') request.destroy()
    }
    const patience = setTimeout(() => end({ kind: 'failure', reason: 'timeout' }), options.answerMs)
    request.once('error', () => end({ kind: 'failure', reason: 'tcp' }))
    request.once('response', (response) => collect(response, end))
    if (options.cut) {
      const half = body.slice(0, body.length / 2)
      request.write(half, () => setImmediate(() => end({ kind: 'failure', reason: 'cut' })))
    } else request.end(body)
  })
}

function collect(response: http.IncomingMessage, end: (result: PostResult) => void): void {
  const chunks: Buffer[] = []
  response.on('data', (chunk: Buffer) => chunks.push(chunk))
  response.once('error', () => end({ kind: 'failure', reason: 'tcp' }))
  response.once('end', () => {
    const body = Buffer.concat(chunks).toString('utf8')
    end({ kind: 'answer', status: response.statusCode ?? 0, headers: response.headers, body })
  })
}
