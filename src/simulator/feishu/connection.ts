import type { WebSocket } from 'ws'
import { parseRecord } from '../json.ts'
import type { Envelope } from './envelopes.ts'
import { CONTROL, DATA, decodeFrame, encodeFrame, type Frame } from './frames.ts'
import { ANSWER_MS, type Outcome } from './transport.ts'

export interface ConnectionOptions {
  serviceId: number
  fragmentBytes: number
  /** JSON of the ClientConfig, repeated in each pong. */
  clientConfig: string
}

/** One open long connection of the service. */
export class Connection {
  readonly #socket: WebSocket
  readonly #options: ConnectionOptions
  readonly #waiting = new Map<string, (outcome: Outcome) => void>()
  #sequence = 0

  constructor(socket: WebSocket, options: ConnectionOptions) {
    this.#socket = socket
    this.#options = options
    socket.on('message', (data) => this.#receive(data as Buffer))
    socket.on('close', () => this.#abandon())
    socket.on('error', () => socket.terminate())
  }

  /** Sends an event in as many fragments as it needs; resolves with the acknowledgement or after 3 s. */
  send(envelope: Envelope): Promise<Outcome> {
    this.#sequence += 1
    const key = `${envelope.header.event_id}-${this.#sequence}`
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#settle(key, { kind: 'failed', reason: 'timeout' }), ANSWER_MS)
      this.#waiting.set(key, (outcome) => {
        clearTimeout(timer)
        resolve(outcome)
      })
      for (const frame of this.#fragments(key, envelope)) this.#socket.send(encodeFrame(frame))
    })
  }

  /** Drops the connection without a farewell. */
  cut(): void {
    this.#socket.terminate()
  }

  #fragments(key: string, envelope: Envelope): Frame[] {
    const bytes = Buffer.from(JSON.stringify(envelope), 'utf8')
    const size = this.#options.fragmentBytes
    const sum = Math.max(Math.ceil(bytes.length / size), 1)
    return Array.from({ length: sum }, (_, seq) => ({
      ...this.#frame(DATA, {
        type: 'event',
        message_id: key,
        sum: String(sum),
        seq: String(seq),
        trace_id: envelope.header.event_id,
      }),
      payload: bytes.subarray(seq * size, (seq + 1) * size),
    }))
  }

  #frame(method: number, headers: Record<string, string>): Frame {
    this.#sequence += 1
    const payload = new Uint8Array()
    return { seqId: this.#sequence, logId: this.#sequence, service: this.#options.serviceId, method, headers, payload }
  }

  #receive(data: Buffer): void {
    const frame = tryDecode(data)
    if (!frame) this.cut()
    else if (frame.method === DATA) this.#acknowledged(frame)
    else if (frame.method === CONTROL && frame.headers.type === 'ping') this.#pong()
  }

  #pong(): void {
    const frame = this.#frame(CONTROL, { type: 'pong' })
    this.#socket.send(encodeFrame({ ...frame, payload: Buffer.from(this.#options.clientConfig) }))
  }

  #acknowledged(frame: Frame): void {
    const answer = parseRecord(Buffer.from(frame.payload).toString('utf8'))
    const status = typeof answer?.code === 'number' ? answer.code : 0
    const body = typeof answer?.data === 'string' ? Buffer.from(answer.data, 'base64').toString('utf8') : ''
    this.#settle(frame.headers.message_id ?? '', { kind: 'answered', status, body })
  }

  #settle(key: string, outcome: Outcome): void {
    const waiting = this.#waiting.get(key)
    this.#waiting.delete(key)
    waiting?.(outcome)
  }

  #abandon(): void {
    for (const key of [...this.#waiting.keys()]) this.#settle(key, { kind: 'failed', reason: 'tcp' })
  }
}

function tryDecode(data: Buffer): Frame | undefined {
  try {
    return decodeFrame(data)
  } catch {
    return undefined
  }
}
