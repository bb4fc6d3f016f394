import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { parseRecord, stringAt } from '../json.ts'
import type { Medium } from '../media.ts'
import type { FeishuContext } from './context.ts'
import { FeishuError } from './errors.ts'
import { inspectImage } from './images.ts'
import { ok, param, query } from './read.ts'
import { byId } from './routes-messages.ts'
import type { Traffic } from './traffic.ts'
import { readUpload } from './uploads.ts'

const MB = 1024 * 1024
const IMAGE_BYTES = 10 * MB
const FILE_BYTES = 30 * MB
const FILE_TYPES = new Set(['opus', 'mp4', 'pdf', 'doc', 'xls', 'ppt', 'stream'])
const MAX_SIDE = 12_000
const MAX_GIF_SIDE = 2_000

/** Uploads of images and files, and downloads of what people sent. */
export function mediaRoutes(fastify: FastifyInstance, ctx: FeishuContext, traffic: Traffic): void {
  const receive = async (request: FastifyRequest, part: string, limit: number) => {
    const upload = await readUpload(request, part, limit)
    traffic.describe(request, { ...upload.fields, [part]: `<${upload.bytes.length} bytes>` })
    if (upload.tooLarge) throw new FeishuError(234006)
    if (upload.bytes.length === 0) throw new FeishuError(234010)
    return upload
  }

  fastify.post('/open-apis/im/v1/images', async (request) => {
    const { fields, bytes } = await receive(request, 'image', IMAGE_BYTES)
    if (fields.image_type !== 'message' && fields.image_type !== 'avatar') throw new FeishuError(234001, 'image_type')
    const image = inspectImage(bytes)
    if (!image) throw new FeishuError(234011)
    const side = Math.max(image.width ?? 0, image.height ?? 0)
    if (side > (image.mime === 'image/gif' ? MAX_GIF_SIDE : MAX_SIDE)) throw new FeishuError(234039)
    return ok({ image_key: ctx.media.add({ kind: 'image', name: 'image', mime: image.mime, bytes }) })
  })

  fastify.post('/open-apis/im/v1/files', async (request) => {
    const { fields, bytes } = await receive(request, 'file', FILE_BYTES)
    const name = fields.file_name ?? ''
    if (!FILE_TYPES.has(fields.file_type ?? '') || name === '') throw new FeishuError(234001, 'file_type, file_name')
    return ok({ file_key: ctx.media.add({ kind: 'file', name, mime: 'application/octet-stream', bytes }) })
  })

  fastify.get('/open-apis/im/v1/images/:key', async (request, reply) => {
    const medium = ctx.media.get(param(request, 'key'), 'image')
    if (!medium) throw new FeishuError(234001, 'image_key')
    return send(reply, medium)
  })

  fastify.get('/open-apis/im/v1/messages/:id/resources/:key', async (request, reply) => {
    const message = byId(ctx, request)
    const key = param(request, 'key')
    if (message.type === 'interactive') throw new FeishuError(234043)
    const medium = ctx.media.get(key, query(request, 'type') === 'image' ? 'image' : 'file')
    const mentioned = JSON.stringify(parseRecord(message.content) ?? {}).includes(JSON.stringify(key))
    if (!medium || !mentioned) throw new FeishuError(234001, 'file_key is not in the message')
    return send(reply, medium)
  })
}

function send(reply: FastifyReply, medium: Medium): FastifyReply {
  const name = encodeURIComponent(stringAt(medium, 'name'))
  return reply
    .type(medium.mime)
    .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
    .send(medium.bytes)
}
