import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Medium } from '../media.ts'
import type { ApiContext } from './context.ts'
import { ApiError } from './read.ts'

const DEFAULT_LIMIT = 100

/** The protocol inspector, and the bytes of what was uploaded. */
export function inspectRoutes(fastify: FastifyInstance, ctx: ApiContext): void {
  fastify.get('/exchanges', async (request) => {
    const { message, limit } = request.query as Record<string, string | undefined>
    const count = limit === undefined ? DEFAULT_LIMIT : Number(limit)
    if (!Number.isInteger(count) || count < 1) throw new ApiError(400, 'limit must be a positive number')
    return ctx.exchanges.list(message, count)
  })

  for (const kind of ['image', 'file'] as const)
    fastify.get(`/${kind}s/:key`, async (request, reply) => {
      const { key } = request.params as { key: string }
      const medium = ctx.media.get(key, kind)
      if (!medium) throw new ApiError(404, `no ${kind} ${key}`)
      return sendMedium(reply, medium)
    })
}

function sendMedium(reply: FastifyReply, medium: Medium): FastifyReply {
  const disposition = medium.kind === 'image' ? 'inline' : 'attachment'
  return reply
    .type(medium.mime)
    .header('content-disposition', `${disposition}; filename*=UTF-8''${encodeURIComponent(medium.name)}`)
    .header('x-content-type-options', 'nosniff')
    .send(medium.bytes)
}
