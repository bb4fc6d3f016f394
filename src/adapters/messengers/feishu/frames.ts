/**
 * Binary frames of the long connection: protobuf (proto2) package `pbbp2`, as the official SDKs define it.
 * `Header{1 key, 2 value}`, `Frame{1 SeqID, 2 LogID, 3 service, 4 method, 5 headers, 6 payload_encoding,
 * 7 payload_type, 8 payload, 9 LogIDNew}`; the first four are required.
 */
import type { Long, Reader } from 'protobufjs/minimal.js'

/** `method` of a frame. */
export const CONTROL = 0
export const DATA = 1

export interface Frame {
  /** Opaque 64-bit numbers: they go back unchanged in the acknowledgement. */
  seqId: Long | number
  logId: Long | number
  service: number
  method: number
  headers: [key: string, value: string][]
  payloadEncoding?: string
  payloadType?: string
  payload: Uint8Array
  logIdNew?: string
}

export interface FrameCodec {
  encode(frame: Frame): Uint8Array
  /** Throws if the bytes are no frame. */
  decode(bytes: Uint8Array): Frame
}

export function headerOf(frame: Frame, key: string): string {
  return frame.headers.find(([name]) => name === key)?.[1] ?? ''
}

/** The library is loaded only where the long connection is used. */
export async function loadFrameCodec(): Promise<FrameCodec> {
  const { default: protobuf } = await import('protobufjs/minimal.js')

  return {
    encode(frame) {
      const writer = protobuf.Writer.create()
      writer.uint32(8).uint64(frame.seqId).uint32(16).uint64(frame.logId)
      writer.uint32(24).int32(frame.service).uint32(32).int32(frame.method)
      for (const [key, value] of frame.headers) {
        writer.uint32(42).fork().uint32(10).string(key).uint32(18).string(value).ldelim()
      }
      if (frame.payloadEncoding !== undefined) writer.uint32(50).string(frame.payloadEncoding)
      if (frame.payloadType !== undefined) writer.uint32(58).string(frame.payloadType)
      writer.uint32(66).bytes(frame.payload)
      if (frame.logIdNew !== undefined) writer.uint32(74).string(frame.logIdNew)
      return writer.finish()
    },
    decode: (bytes) => readFrame(protobuf.Reader.create(bytes)),
  }
}

function readFrame(reader: Reader): Frame {
  const frame: Frame = { seqId: 0, logId: 0, service: 0, method: CONTROL, headers: [], payload: new Uint8Array() }
  while (reader.pos < reader.len) {
    const tag = reader.uint32()
    const read = FIELDS[tag >>> 3]
    if (read) read(frame, reader)
    else reader.skipType(tag & 7)
  }
  return frame
}

const FIELDS: Record<number, (frame: Frame, reader: Reader) => void> = {
  1: (frame, reader) => {
    frame.seqId = reader.uint64()
  },
  2: (frame, reader) => {
    frame.logId = reader.uint64()
  },
  3: (frame, reader) => {
    frame.service = reader.int32()
  },
  4: (frame, reader) => {
    frame.method = reader.int32()
  },
  5: (frame, reader) => {
    frame.headers.push(readHeader(reader))
  },
  6: (frame, reader) => {
    frame.payloadEncoding = reader.string()
  },
  7: (frame, reader) => {
    frame.payloadType = reader.string()
  },
  8: (frame, reader) => {
    frame.payload = reader.bytes()
  },
  9: (frame, reader) => {
    frame.logIdNew = reader.string()
  },
}

function readHeader(reader: Reader): [string, string] {
  const end = reader.uint32() + reader.pos
  let key = ''
  let value = ''
  while (reader.pos < end) {
    const tag = reader.uint32()
    if (tag >>> 3 === 1) key = reader.string()
    else if (tag >>> 3 === 2) value = reader.string()
    else reader.skipType(tag & 7)
  }
  return [key, value]
}
