import { createDecipheriv, createHash } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  headers: http.IncomingHttpHeaders
  raw: string
  /** The decrypted body. */
  event: Record<string, unknown>
}

type Answer = { status?: number; body?: unknown; raw?: string; silent?: boolean }

/** A service behind a webhook that keeps what it received and answers as told. */
export class FakeService {
  readonly received: Received[] = []
  /** Decides the answer of anything but the challenge. */
  answer: (received: Received) => Answer | Promise<Answer> = () => ({})
  challenges = 0
  /** What comes back for a challenge instead of the challenge itself. */
  challengeAnswer: string | undefined
  readonly #key: string
  readonly #server = http.createServer((request, response) => this.#take(request, response))

  constructor(encryptKey: string) {
    this.#key = encryptKey
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/feishu`
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  /** Events of one type, in order of arrival. */
  events(type: string): Received[] {
    return this.received.filter(({ event }) => (event.header as { event_type?: string }).event_type === type)
  }

  /** Texts of the messages received, in order. */
  texts(): string[] {
    return this.events('im.message.receive_v1').map(({ event }) => {
      const { message } = event.event as { message: { content: string } }
      return (JSON.parse(message.content) as { text: string }).text
    })
  }

  #take(request: http.IncomingMessage, response: http.ServerResponse): void {
    const chunks: Buffer[] = []
    request.on('error', () => undefined)
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => void this.#handle(request.headers, Buffer.concat(chunks).toString('utf8'), response))
  }

  async #handle(headers: http.IncomingHttpHeaders, raw: string, response: http.ServerResponse): Promise<void> {
    const event = this.#open(JSON.parse(raw) as Record<string, unknown>)
    if (event.type === 'url_verification') {
      this.challenges += 1
      response.end(JSON.stringify({ challenge: this.challengeAnswer ?? event.challenge }))
      return
    }
    const received = { headers, raw, event }
    this.received.push(received)
    const answer = await this.answer(received)
    if (answer.silent) return
    response.statusCode = answer.status ?? 200
    response.end(answer.raw ?? JSON.stringify(answer.body ?? {}))
  }

  #open(body: Record<string, unknown>): Record<string, unknown> {
    if (typeof body.encrypt !== 'string') return body
    const bytes = Buffer.from(body.encrypt, 'base64')
    const key = createHash('sha256').update(this.#key).digest()
    const decipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(0, 16))
    const plain = Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString('utf8')
    return JSON.parse(plain) as Record<string, unknown>
  }
}
