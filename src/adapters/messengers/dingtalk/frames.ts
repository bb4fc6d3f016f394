/** The JSON frames of the Stream connection ("stream protocol" of the developer encyclopedia). */
import { isRecord, type Json, parseJson, record, text } from '../../shared/json.ts'

export const TOPIC = {
  robot: '/v1.0/im/bot/messages/get',
  card: '/v1.0/card/instances/callback',
  ping: 'ping',
  disconnect: 'disconnect',
} as const

export interface Frame {
  type: string
  topic: string
  messageId: string
  /** When the platform sent it, in milliseconds as text; '' if it does not say. */
  time: string
  /** JSON text, as it came. */
  data: string
}

/** What goes back on the same socket; `data` is JSON text. */
export interface Ack {
  code: 200 | 400 | 404
  message: string
  data: string
}

/** `undefined` if the bytes are no frame. */
export function readFrame(source: string): Frame | undefined {
  const frame = parseJson(source)
  if (!isRecord(frame) || typeof frame.type !== 'string') return undefined
  const headers = record(frame.headers)
  return {
    type: frame.type,
    topic: text(headers.topic),
    messageId: text(headers.messageId),
    time: text(headers.time),
    data: typeof frame.data === 'string' ? frame.data : JSON.stringify(frame.data ?? {}),
  }
}

export function ok(data: Json): Ack {
  return { code: 200, message: 'OK', data: JSON.stringify(data) }
}

export function writeAck(messageId: string, { code, message, data }: Ack): string {
  return JSON.stringify({ code, headers: { contentType: 'application/json', messageId }, message, data })
}
