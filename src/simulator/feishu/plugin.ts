import multipart from '@fastify/multipart'
import websocket from '@fastify/websocket'
import type { FastifyError, FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { parseJson } from '../json.ts'
import type { FeishuContext } from './context.ts'
import { FeishuError } from './errors.ts'
import type { LongConnections } from './long-connection.ts'
import { authRoutes } from './routes-auth.ts'
import { cardRoutes } from './routes-cards.ts'
import { contactRoutes } from './routes-contacts.ts'
import { mediaRoutes } from './routes-media.ts'
import { messageRoutes } from './routes-messages.ts'
import { Traffic } from './traffic.ts'

const BODY_LIMIT = 40 * 1024 * 1024

/** The platform's HTTP endpoints and the socket of the long connection. */
export function feishuPlugin(ctx: FeishuContext, connections: LongConnections): FastifyPluginAsync {
  return async (fastify) => {
    const traffic = new Traffic(ctx)
    if (!fastify.hasDecorator('websocketServer')) await fastify.register(websocket)
    connections.route(fastify)
    await fastify.register(async (scope) => {
      const bodyBytes = readJson(scope)
      if (!scope.hasRequestDecorator('parts')) await scope.register(multipart)
      scope.setErrorHandler((error: FastifyError | FeishuError, _request, reply) => answerError(ctx, error, reply))
      traffic.watch(scope)
      scope.post('/callback/ws/endpoint', async (request) => connections.endpoint(request, fastify.prefix))
      authRoutes(scope, ctx)
      await scope.register(async (guarded) => {
        guarded.addHook('preHandler', async (request, reply) => admit(ctx, request, reply))
        messageRoutes(guarded, ctx, bodyBytes)
        mediaRoutes(guarded, ctx, traffic)
        contactRoutes(guarded, ctx)
        cardRoutes(guarded, ctx)
      })
      scope.all('/open-apis/*', async (_request, reply) =>
        reply.code(404).type('text/plain').send('404 page not found'),
      )
    })
  }
}

async function admit(ctx: FeishuContext, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (reply.sent) return
  ctx.tokens.check(request.headers.authorization)
  ctx.limits.call(`${request.method} ${request.routeOptions.url ?? ''}`)
}

/** Parses JSON bodies and remembers their length in bytes, which the size limits count. */
function readJson(scope: FastifyInstance): (request: FastifyRequest) => number {
  const lengths = new WeakMap<FastifyRequest, number>()
  scope.removeContentTypeParser('application/json')
  scope.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: BODY_LIMIT },
    async (request: FastifyRequest, raw: Buffer) => {
      lengths.set(request, raw.length)
      return parseJson(raw.toString('utf8'))
    },
  )
  return (request) => lengths.get(request) ?? 0
}

async function answerError(ctx: FeishuContext, error: FastifyError | FeishuError, reply: FastifyReply) {
  const refusal = error instanceof FeishuError ? error : asRefusal(ctx, error)
  const body = refusal.body()
  return reply
    .code(refusal.status)
    .headers({ ...refusal.headers, 'x-tt-logid': body.error.log_id })
    .send(body)
}

/** Fastify's own refusals carry a status; anything else is a bug of the simulator and must not look like a refusal. */
function asRefusal(ctx: FeishuContext, error: FastifyError): FeishuError {
  if (error.statusCode !== undefined && error.statusCode < 500) return new FeishuError(99992402, error.message)
  ctx.log(`simulator: ${error.stack ?? error.message}`)
  return new FeishuError(1, 'simulator bug', { status: 500 })
}
