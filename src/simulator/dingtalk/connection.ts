import { randomUUID } from 'node:crypto'
import type { RawData, WebSocket } from 'ws'
import { isRecord, parseJson, parseRecord, recordAt, stringAt } from '../json.ts'
import type { Outcome, Push, SendOptions } from './push.ts'

/** What the frames of a connection say about the app. */
export interface Identity {
  clientId: string
  corpId: string
  now: () => number
}

type Settle = (outcome: Outcome) => void

/** One open connection of the stream. Answers count only on the connection over which the push went. */
export class Connection {
  readonly id = randomUUID()
  /** `type topic` of each subscription named when the ticket was asked for. */
  readonly subscriptions: ReadonlySet<string>
  readonly #socket: WebSocket
  readonly #identity: Identity
  readonly #waiting = new Map<string, Set<Settle>>()
  #leaving = false

  constructor(socket: WebSocket, subscriptions: ReadonlySet<string>, identity: Identity) {
    this.#socket = socket
    this.subscriptions = subscriptions
    this.#identity = identity
    socket.on('message', (data) => this.#receive(data))
    socket.on('close', () => this.#abandon())
    socket.on('error', () => socket.terminate())
  }

  /** True until it was told to go. */
  get takes(): boolean {
    return !this.#leaving
  }

  send(push: Push, options: SendOptions): Promise<Outcome> {
    const answered = this.#await(push.messageId, options)
    this.#socket.send(JSON.stringify(this.frameOf(push, options.skewSeconds ?? 0)))
    return answered
  }

  /** The frame of a push, with `data` as JSON text. */
  frameOf(push: Push, skewSeconds: number): Record<string, unknown> {
    const { clientId, corpId, now } = this.#identity
    const eventHeaders = push.event && {
      eventType: push.event.type,
      eventId: push.event.id,
      eventBornTime: String(push.event.bornAt),
      eventCorpId: corpId,
      eventUnifiedAppId: clientId,
    }
    const headers = {
      appId: clientId,
      connectionId: this.id,
      contentType: 'application/json',
      messageId: push.messageId,
      time: String(now() + skewSeconds * 1000),
      topic: push.topic,
      ...eventHeaders,
    }
    return { specVersion: '1.0', type: push.type, headers, data: JSON.stringify(push.data) }
  }

  /** Resolves to true when the client echoed the ping's data within `answerMs`. */
  async ping(answerMs: number): Promise<boolean> {
    const messageId = randomUUID()
    const data = JSON.stringify({ opaque: randomUUID() })
    const answered = this.#await(messageId, { answerMs })
    this.#system('ping', messageId, data)
    const outcome = await answered
    return outcome.kind === 'answered' && JSON.stringify(outcome.data) === data
  }

  /** Tells the client to go: nothing more is sent here. */
  dismiss(reason: string): void {
    this.#leaving = true
    this.#system('disconnect', randomUUID(), JSON.stringify({ reason }))
  }

  /** Drops the connection without a farewell. */
  cut(): void {
    this.#socket.terminate()
  }

  #system(topic: string, messageId: string, data: string): void {
    const headers = { contentType: 'application/json', messageId, time: String(this.#identity.now()), topic }
    this.#socket.send(JSON.stringify({ specVersion: '1.0', type: 'SYSTEM', headers, data }))
  }

  #await(messageId: string, options: SendOptions): Promise<Outcome> {
    return new Promise((resolve) => {
      let late = false
      const patience = setTimeout(() => {
        late = true
        resolve({ kind: 'failed', reason: 'timeout' })
      }, options.answerMs)
      const settle = (outcome: Outcome) => {
        clearTimeout(patience)
        if (!late) resolve(outcome)
        else if (outcome.kind === 'answered' && outcome.code === 200) options.onLateAnswer?.()
      }
      const others = this.#waiting.get(messageId) ?? new Set()
      this.#waiting.set(messageId, others.add(settle))
    })
  }

  #receive(raw: RawData): void {
    const frame = parseRecord(bytesOf(raw).toString('utf8'))
    if (!frame) {
      this.cut()
      return
    }
    const code = typeof frame.code === 'number' ? frame.code : 0
    const data = isRecord(frame.data) ? frame.data : parseJson(stringAt(frame, 'data'))
    this.#settle(stringAt(recordAt(frame, 'headers'), 'messageId'), { kind: 'answered', code, data })
  }

  #settle(messageId: string, outcome: Outcome): void {
    const waiting = this.#waiting.get(messageId) ?? []
    this.#waiting.delete(messageId)
    for (const settle of waiting) settle(outcome)
  }

  #abandon(): void {
    for (const messageId of [...this.#waiting.keys()]) this.#settle(messageId, { kind: 'failed', reason: 'tcp' })
  }
}

function bytesOf(raw: RawData): Buffer {
  if (Array.isArray(raw)) return Buffer.concat(raw)
  return Buffer.isBuffer(raw) ? raw : Buffer.from(raw)
}
