import http from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  path: string
  headers: http.IncomingHttpHeaders
  body: Record<string, unknown>
}

interface Reply {
  status?: number
  body?: unknown
}

/** A service behind HTTP addresses that keeps what it received and answers as told. */
export class FakeService {
  readonly received: Received[] = []
  /** Undefined: no answer at all. */
  answer: (received: Received) => Reply | undefined = () => ({})
  readonly #server = http.createServer((request, response) => this.#take(request, response))

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  #take(request: http.IncomingMessage, response: http.ServerResponse): void {
    const chunks: Buffer[] = []
    request.on('error', () => undefined)
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>
      const received = { path: request.url ?? '', headers: request.headers, body }
      this.received.push(received)
      const reply = this.answer(received)
      if (!reply) return
      response.statusCode = reply.status ?? 200
      response.end(reply.body === undefined ? '' : JSON.stringify(reply.body))
    })
  }
}
