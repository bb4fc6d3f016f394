import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { DingtalkContext } from './context.ts'
import { OldRefusal } from './errors.ts'
import { imageType } from './images.ts'
import type { Traffic } from './traffic.ts'

const MB = 1024 * 1024
const LIMITS: Record<string, { bytes: number; extensions: RegExp }> = {
  image: { bytes: 20 * MB, extensions: /\.(jpe?g|gif|png|bmp)$/i },
  voice: { bytes: 2 * MB, extensions: /\.(amr|mp3|wav)$/i },
  video: { bytes: 20 * MB, extensions: /\.mp4$/i },
  file: { bytes: 20 * MB, extensions: /\.(docx?|xlsx?|pptx?|zip|pdf|rar)$/i },
}

interface Upload {
  type: string
  name: string
  bytes: Buffer
}

/** The upload of pictures and files, of the old family. */
export function mediaRoutes(fastify: FastifyInstance, ctx: DingtalkContext, traffic: Traffic): void {
  fastify.post('/media/upload', async (request) => {
    const upload = await readUpload(request)
    const { type, name, bytes } = upload
    traffic.describe(request, { type, media: `<${name}, ${bytes.length} bytes>` })
    const mime = check(upload)
    const media_id = ctx.media.upload({ kind: type === 'image' ? 'image' : 'file', name, mime, bytes })
    return { errcode: 0, errmsg: 'ok', type, media_id, created_at: ctx.clock.now().getTime() }
  })
}

/** The MIME type under which it is kept; throws the refusals. */
function check({ type, name, bytes }: Upload): string {
  const limit = Object.hasOwn(LIMITS, type) ? LIMITS[type] : undefined
  if (!limit) throw new OldRefusal(40004, '不合法的媒体文件类型')
  if (name === '' || bytes.length === 0) throw new OldRefusal(400402, '缺少参数 media')
  if (bytes.length > limit.bytes) throw new OldRefusal(40006, '不合法的文件大小')
  if (type !== 'image') {
    if (!limit.extensions.test(name)) throw new OldRefusal(40005, '不合法的文件类型')
    return 'application/octet-stream'
  }
  const mime = imageType(bytes)
  if (!mime) throw new OldRefusal(40005, '不合法的文件类型')
  return mime
}

async function readUpload(request: FastifyRequest): Promise<Upload> {
  const upload: Upload = { type: '', name: '', bytes: Buffer.alloc(0) }
  if (!request.isMultipart()) return upload
  for await (const part of request.parts({ limits: { fileSize: 20 * MB + 1 } })) {
    if (part.type === 'field') {
      if (part.fieldname === 'type') upload.type = String(part.value)
      continue
    }
    const chunks: Buffer[] = []
    for await (const chunk of part.file) chunks.push(chunk as Buffer)
    if (part.fieldname !== 'media') continue
    upload.name = part.filename
    upload.bytes = Buffer.concat(chunks)
  }
  return upload
}
