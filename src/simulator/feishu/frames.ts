import protobuf from 'protobufjs/minimal.js'

/** One frame of the long connection (package pbbp2, proto2; field numbers in feishu.md §1.7). */
export interface Frame {
  seqId: number
  logId: number
  service: number
  /** 0 control, 1 data. */
  method: number
  headers: Record<string, string>
  payload: Uint8Array
}

export const CONTROL = 0
export const DATA = 1

export function encodeFrame(frame: Frame): Uint8Array {
  const writer = protobuf.Writer.create()
  writer.uint32(tag(1, 0)).uint64(frame.seqId)
  writer.uint32(tag(2, 0)).uint64(frame.logId)
  writer.uint32(tag(3, 0)).int32(frame.service)
  writer.uint32(tag(4, 0)).int32(frame.method)
  for (const [key, value] of Object.entries(frame.headers)) {
    writer.uint32(tag(5, 2)).fork()
    writer.uint32(tag(1, 2)).string(key).uint32(tag(2, 2)).string(value).ldelim()
  }
  writer.uint32(tag(8, 2)).bytes(frame.payload)
  return writer.finish()
}

/** Throws on bytes that are no frame. */
export function decodeFrame(bytes: Uint8Array): Frame {
  const reader = protobuf.Reader.create(bytes)
  const frame: Frame = { seqId: 0, logId: 0, service: 0, method: 0, headers: {}, payload: new Uint8Array() }
  while (reader.pos < reader.len) readField(reader, frame)
  return frame
}

function readField(reader: protobuf.Reader, frame: Frame): void {
  const key = reader.uint32()
  const field = key >>> 3
  if (field === 1) frame.seqId = Number(reader.uint64())
  else if (field === 2) frame.logId = Number(reader.uint64())
  else if (field === 3) frame.service = reader.int32()
  else if (field === 4) frame.method = reader.int32()
  else if (field === 5) readHeader(reader, frame)
  else if (field === 8) frame.payload = reader.bytes()
  else reader.skipType(key & 7)
}

function readHeader(reader: protobuf.Reader, frame: Frame): void {
  const end = reader.uint32() + reader.pos
  let name = ''
  let value = ''
  while (reader.pos < end) {
    const key = reader.uint32()
    if (key >>> 3 === 1) name = reader.string()
    else if (key >>> 3 === 2) value = reader.string()
    else reader.skipType(key & 7)
  }
  frame.headers[name] = value
}

function tag(field: number, wireType: number): number {
  return (field << 3) | wireType
}
