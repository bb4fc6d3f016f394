import multipart from '@fastify/multipart'
import websocket from '@fastify/websocket'
import type { FastifyError, FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { parseJson } from '../../json.ts'
import type { BotSockets } from '../bot/sockets.ts'
import type { WecomContext } from '../context.ts'
import { WecomError } from '../errors.ts'
import { query } from './read.ts'
import { appChatRoutes } from './routes-appchat.ts'
import { authRoutes } from './routes-auth.ts'
import { contactRoutes } from './routes-contacts.ts'
import { mediaRoutes } from './routes-media.ts'
import { messageRoutes } from './routes-messages.ts'
import { pictureRoutes } from './routes-pictures.ts'
import { webhookRoutes } from './routes-webhook.ts'
import { Traffic } from './traffic.ts'

const BODY_LIMIT = 40 * 1024 * 1024
const MINUTE = 60_000
const PER_MINUTE = 10_000

/**
 * The platform's addresses: /cgi-bin/*, the socket /ws, and the pictures people sent. A host with several platforms
 * registers @fastify/websocket itself, above them.
 */
export function wecomPlugin(ctx: WecomContext, sockets: BotSockets): FastifyPluginAsync {
  return async (fastify) => {
    if (!fastify.hasDecorator('websocketServer')) await fastify.register(websocket)
    fastify.addHook('onRequest', async (request) => {
      ctx.origin = `http://${request.host}${fastify.prefix}`
    })
    sockets.route(fastify)
    pictureRoutes(fastify, ctx, sockets)
    await fastify.register(async (scope) => {
      const traffic = new Traffic(ctx)
      readJson(scope)
      if (!scope.hasRequestDecorator('parts')) await scope.register(multipart)
      scope.setErrorHandler((error: FastifyError | WecomError, _request, reply) => answerError(ctx, error, reply))
      traffic.watch(scope)
      authRoutes(scope, ctx)
      webhookRoutes(scope, ctx, traffic)
      await scope.register(async (guarded) => {
        guarded.addHook('preHandler', async (request, reply) => admit(ctx, request, reply))
        messageRoutes(guarded, ctx, traffic)
        mediaRoutes(guarded, ctx, traffic)
        contactRoutes(guarded, ctx)
        appChatRoutes(guarded, ctx, traffic)
      })
      scope.all('/cgi-bin/*', async (_request, reply) => reply.code(404).type('text/plain').send('404 not found'))
    })
  }
}

async function admit(ctx: WecomContext, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (reply.sent) return
  ctx.tokens.check(query(request, 'access_token'))
  if (!ctx.limits.take(`call ${request.routeOptions.url}`, PER_MINUTE, MINUTE)) throw new WecomError(45009)
}

/** JSON whatever the content type says, as the platform takes it. */
function readJson(scope: FastifyInstance): void {
  scope.removeContentTypeParser(['application/json', 'text/plain'])
  for (const type of ['application/json', '*'])
    scope.addContentTypeParser(
      type,
      { parseAs: 'buffer', bodyLimit: BODY_LIMIT },
      async (_request: FastifyRequest, raw: Buffer) => parseJson(raw.toString('utf8')),
    )
}

/** Fastify's own refusals carry a status; anything else is a bug of the simulator and must not look like a refusal. */
async function answerError(ctx: WecomContext, error: FastifyError | WecomError, reply: FastifyReply) {
  if (error instanceof WecomError) return reply.code(200).send(error.body())
  if (error.statusCode !== undefined && error.statusCode < 500)
    return reply.code(200).send(new WecomError(47001, error.message).body())
  ctx.log(`simulator: ${error.stack ?? error.message}`)
  return reply.code(500).send({ errcode: -1, errmsg: 'simulator bug' })
}
