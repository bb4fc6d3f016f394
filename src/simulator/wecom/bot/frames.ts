import { isRecord, type Json, parseRecord, recordAt, stringAt } from '../../json.ts'

/** What both sides send: `{cmd?, headers: {req_id}, body?, errcode?, errmsg?}` as JSON text. */
export interface Frame {
  cmd?: string
  headers: { req_id: string }
  body?: unknown
  errcode?: number
  errmsg?: string
}

/** A frame of the service; undefined when it is none. */
export function readFrame(text: string): { cmd: string; reqId: string; body: Json } | undefined {
  const frame = parseRecord(text)
  const reqId = stringAt(recordAt(frame, 'headers'), 'req_id')
  if (!frame || reqId === '') return undefined
  return { cmd: stringAt(frame, 'cmd'), reqId, body: isRecord(frame.body) ? frame.body : {} }
}

export function acknowledgement(reqId: string, body?: Json): Frame {
  return { headers: { req_id: reqId }, errcode: 0, errmsg: 'ok', ...(body ? { body } : {}) }
}
