import type { FastifyRequest } from 'fastify'

export interface Upload {
  fields: Record<string, string>
  bytes: Buffer
  tooLarge: boolean
}

/** Reads a multipart form with one file part; other parts are text fields. */
export async function readUpload(request: FastifyRequest, filePart: string, limit: number): Promise<Upload> {
  const upload: Upload = { fields: {}, bytes: Buffer.alloc(0), tooLarge: false }
  for await (const part of request.parts({ limits: { fileSize: limit + 1 } })) {
    if (part.type === 'field') {
      upload.fields[part.fieldname] = String(part.value)
      continue
    }
    const chunks: Buffer[] = []
    for await (const chunk of part.file) chunks.push(chunk as Buffer)
    const bytes = Buffer.concat(chunks)
    if (part.fieldname !== filePart) continue
    upload.bytes = bytes
    upload.tooLarge = bytes.length > limit
  }
  return upload
}
