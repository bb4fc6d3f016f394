import { createHash } from 'node:crypto'
import { freshId } from '../../ids.ts'
import { type Json, stringAt } from '../../json.ts'
import type { WecomContext } from '../context.ts'
import { WecomError } from '../errors.ts'
import { LARGEST, MEDIA_TYPES, type MediaType } from '../media.ts'

const SESSION_MS = 30 * 60_000
const MOST_CHUNKS = 100
const CHUNK_BYTES = 512 * 1024
const MINUTE = 60_000
const PER_MINUTE = 30
const PER_HOUR = 1000

interface Session {
  type: MediaType
  name: string
  size: number
  chunks: (Buffer | undefined)[]
  md5: string
  expires: number
}

/** Uploads over the socket: announced, sent in numbered pieces from 0, put together and checked. */
export class BotUploads {
  readonly #sessions = new Map<string, Session>()
  readonly #ctx: WecomContext

  constructor(ctx: WecomContext) {
    this.#ctx = ctx
  }

  init(body: Json): Json {
    const type = MEDIA_TYPES.find((candidate) => candidate === body.type)
    if (!type) throw new WecomError(40004)
    const name = stringAt(body, 'filename')
    const size = wholeIn(body, 'total_size', LARGEST[type], 45001)
    const count = wholeIn(body, 'total_chunks', MOST_CHUNKS, 40058)
    if (name === '') throw new WecomError(40058, 'filename')
    const { limits } = this.#ctx
    if (!limits.take('upload', PER_MINUTE, MINUTE) || !limits.take('uploads', PER_HOUR, 60 * MINUTE))
      throw new WecomError(45009)
    const uploadId = freshId('')
    const expires = this.#now() + SESSION_MS
    const chunks = Array.from({ length: count }, () => undefined)
    this.#sessions.set(uploadId, { type, name, size, chunks, md5: stringAt(body, 'md5'), expires })
    return { upload_id: uploadId }
  }

  chunk(body: Json): void {
    const { chunks } = this.#session(body)
    const index = body.chunk_index
    if (typeof index !== 'number' || !Number.isInteger(index) || index < 0 || index >= chunks.length)
      throw new WecomError(40058, 'chunk_index')
    const bytes = Buffer.from(stringAt(body, 'base64_data'), 'base64')
    if (bytes.length === 0 || bytes.length > CHUNK_BYTES) throw new WecomError(40058, 'base64_data')
    chunks[index] = bytes
  }

  finish(body: Json): Json {
    const { type, name, size, chunks, md5 } = this.#session(body)
    const bytes = Buffer.concat(chunks.map((chunk) => chunk ?? Buffer.alloc(0)))
    if (chunks.includes(undefined) || bytes.length !== size) throw new WecomError(40058, 'incomplete upload')
    if (md5 !== '' && createHash('md5').update(bytes).digest('hex') !== md5.toLowerCase())
      throw new WecomError(40058, 'md5')
    this.#sessions.delete(stringAt(body, 'upload_id'))
    const { mediaId, createdAt } = this.#ctx.media.add(type, name, bytes)
    return { type, media_id: mediaId, created_at: String(createdAt) }
  }

  #session(body: Json): Session {
    const session = this.#sessions.get(stringAt(body, 'upload_id'))
    if (!session || session.expires <= this.#now()) throw new WecomError(40058, 'upload_id')
    return session
  }

  #now(): number {
    return this.#ctx.clock.now().getTime()
  }
}

function wholeIn(body: Json, key: string, most: number, tooMany: number): number {
  const value = body[key]
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) throw new WecomError(40058, key)
  if (value > most) throw new WecomError(tooMany, key)
  return value
}
