import type { FastifyInstance } from 'fastify'
import { stringAt } from '../../json.ts'
import type { BotSockets } from '../bot/sockets.ts'
import type { WecomContext } from '../context.ts'
import { BOT_FILES, PICTURES } from './paths.ts'

/** Pictures that people sent to the app, and the encrypted files that the bot is told of. */
export function pictureRoutes(fastify: FastifyInstance, ctx: WecomContext, sockets: BotSockets): void {
  fastify.get(`${PICTURES}/:id`, async (request, reply) => {
    const medium = ctx.media.ever(stringAt(request.params, 'id'))
    if (medium?.kind !== 'image') return reply.code(404).send()
    return reply.type(medium.mime).send(medium.bytes)
  })

  fastify.get(`${BOT_FILES}/:ticket`, async (request, reply) => {
    const file = sockets.files.get(stringAt(request.params, 'ticket'))
    if (!file) return reply.code(403).send()
    const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`
    return reply.type('application/octet-stream').header('content-disposition', disposition).send(file.bytes)
  })
}
