import type { FastifyInstance } from 'fastify'
import type { WecomContext } from '../context.ts'
import { WecomError } from '../errors.ts'
import { MEDIA_TYPES } from '../media.ts'
import { ok, query } from './read.ts'
import type { Traffic } from './traffic.ts'
import { readUpload } from './uploads.ts'

/** Temporary media: uploads, and downloads of one's own and of what people sent. */
export function mediaRoutes(fastify: FastifyInstance, ctx: WecomContext, traffic: Traffic): void {
  fastify.post('/cgi-bin/media/upload', async (request) => {
    const type = MEDIA_TYPES.find((candidate) => candidate === query(request, 'type'))
    if (!type) throw new WecomError(40004)
    const { name, bytes } = await readUpload(request)
    traffic.describe(request, { media: `<${bytes.length} bytes of ${name}>` })
    const { mediaId, createdAt } = ctx.media.add(type, name, bytes)
    return ok({ type, media_id: mediaId, created_at: String(createdAt) })
  })

  fastify.get('/cgi-bin/media/get', async (request, reply) => {
    const { name, mime, bytes } = ctx.media.use(query(request, 'media_id'))
    const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(name)}`
    return reply.type(mime).header('content-disposition', disposition).send(bytes)
  })
}
