import http from 'node:http'
import https from 'node:https'

export interface PostOptions {
  headers: Record<string, string>
  connectMs: number
  answerMs: number
  /** Destroys the connection after half of the body. */
  cut?: boolean
}

export type PostResult =
  | { kind: 'answer'; status: number; headers: Record<string, unknown>; body: string }
  | { kind: 'failure'; reason: 'dns' | 'tcp' | 'timeout' | 'cut' }

const agents = { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) }

/** POSTs JSON; follows no redirects. `connectMs` bounds the TCP connection, `answerMs` the whole answer. Never rejects. */
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
    let connected = false
    const end = (result: PostResult) => {
      clearTimeout(connecting)
      clearTimeout(answering)
      resolve(result)
      if (result.kind === 'failure') request.destroy()
    }
    const connecting = setTimeout(() => connected || end({ kind: 'failure', reason: 'tcp' }), options.connectMs)
    const answering = setTimeout(() => end({ kind: 'failure', reason: 'timeout' }), options.answerMs)
    request.once('socket', (socket) => {
      if (!socket.connecting) connected = true
      else socket.once('connect', () => (connected = true))
    })
    request.once('error', (error) => end({ kind: 'failure', reason: reasonOf(error) }))
    request.once('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.once('error', () => end({ kind: 'failure', reason: 'tcp' }))
      response.once('end', () =>
        end({
          kind: 'answer',
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      )
    })
    if (options.cut)
      request.write(body.slice(0, body.length / 2), () => setImmediate(() => end({ kind: 'failure', reason: 'cut' })))
    else request.end(body)
  })
}

function reasonOf(error: NodeJS.ErrnoException): 'dns' | 'tcp' {
  return error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN' ? 'dns' : 'tcp'
}
