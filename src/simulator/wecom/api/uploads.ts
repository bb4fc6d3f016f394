import type { FastifyRequest } from 'fastify'
import { WecomError } from '../errors.ts'
import { LARGEST } from '../media.ts'

const PART = 'media'
/** More than any type may have, so that the type's own limit is what refuses. */
const LIMIT = Math.max(...Object.values(LARGEST)) + 1

export interface Upload {
  name: string
  bytes: Buffer
}

/** Reads the part `media` of a multipart form. Throws 47001 when there is none, or it has no filename. */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) throw new WecomError(47001)
  let upload: Upload | undefined
  for await (const part of request.parts({ limits: { fileSize: LIMIT } })) {
    if (part.type !== 'file') continue
    const chunks: Buffer[] = []
    for await (const chunk of part.file) chunks.push(chunk as Buffer)
    if (part.fieldname === PART && part.filename) upload = { name: part.filename, bytes: Buffer.concat(chunks) }
  }
  if (!upload) throw new WecomError(47001, 'no part named media')
  return upload
}
