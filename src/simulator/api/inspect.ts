import type { FastifyInstance, FastifyReply } from 'fastify'
import { stringAt } from '../json.ts'
import type { Medium } from '../media.ts'
import type { ApiContext } from './context.ts'
import { platformsOf } from './find.ts'
import { ApiError, queryOf } from './read.ts'

const DEFAULT_LIMIT = 100

/** The protocol inspector, and the bytes of what was uploaded. */
export function inspectRoutes(fastify: FastifyInstance, ctx: ApiContext): void {
  fastify.get('/exchanges', async (request) => {
    const { platform, message, limit } = queryOf(request)
    const count = limit === undefined ? DEFAULT_LIMIT : Number(limit)
    if (!Number.isInteger(count) || count < 1) throw new ApiError(400, 'limit must be a positive number')
    platformsOf(ctx, platform)
    return ctx.exchanges.list({ message, platform }, count)
  })

  for (const kind of ['image', 'file'] as const)
    fastify.get(`/${kind}s/:key`, async (request, reply) => {
      const key = stringAt(request.params, 'key')
      const media = ctx.platforms.flatMap((platform) => platform.medium(key) ?? [])
      const medium = media.find((one) => one.kind === kind)
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
