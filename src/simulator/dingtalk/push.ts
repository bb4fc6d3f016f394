import { randomUUID } from 'node:crypto'
import type { Json } from '../json.ts'

export const TOPIC_ROBOT = '/v1.0/im/bot/messages/get'
export const TOPIC_CARD = '/v1.0/card/instances/callback'

/** Something that the service is to be told. `data` travels as JSON text in the stream, as the body over HTTP. */
export interface Push {
  type: 'CALLBACK' | 'EVENT'
  topic: string
  /** Names this delivery; a redelivery has another. */
  messageId: string
  /** Kind and name of the fact, for events of the organisation only. */
  event?: { type: string; id: string; bornAt: number }
  data: Json
}

/** What came back. `code` 200 is an acknowledgement; `none`: nobody is connected or configured. */
export type Outcome =
  | { kind: 'answered'; code: number; data: unknown }
  | { kind: 'failed'; reason: 'none' | 'tcp' | 'timeout' | 'cut' }

export interface SendOptions {
  /** Real milliseconds for which an answer is awaited. */
  answerMs: number
  /** Seconds by which the time in the headers is off. */
  skewSeconds?: number
  /** Breaks the connection before the push is complete. */
  cut?: boolean
  /** Called when the answer came although it was no longer awaited. */
  onLateAnswer?: () => void
}

export function callback(topic: string, data: Json): Push {
  return { type: 'CALLBACK', topic, messageId: randomUUID(), data }
}

export function event(type: string, data: Json, bornAt: number): Push {
  return { type: 'EVENT', topic: '*', messageId: randomUUID(), event: { type, id: randomUUID(), bornAt }, data }
}

/** The same fact once more: another messageId, all else equal. */
export function redelivered(push: Push): Push {
  return { ...push, messageId: randomUUID() }
}
