import multipart from '@fastify/multipart'
import websocket from '@fastify/websocket'
import type { FastifyError, FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { parseJson } from '../json.ts'
import type { DingtalkContext } from './context.ts'
import { ApiRefusal, type Family, familyOf, OldRefusal, Refusal, WebhookRefusal } from './errors.ts'
import { query } from './read.ts'
import { authRoutes } from './routes-auth.ts'
import { cardRoutes } from './routes-cards.ts'
import { contactRoutes } from './routes-contacts.ts'
import { gatewayRoutes } from './routes-gateway.ts'
import { mediaRoutes } from './routes-media.ts'
import { robotRoutes } from './routes-robot.ts'
import { sessionRoutes } from './routes-session.ts'
import type { Stream } from './stream.ts'
import { Traffic } from './traffic.ts'

const BODY_LIMIT = 32 * 1024 * 1024
/** Counted in the monthly quota; tokens, media and contacts are free. */
const METERED = /^\/v1\.0\/(robot|card)\//
/** Both families of the API and the socket of the stream, on one server. `open` is told where the server listens. */
export function dingtalkPlugin(
  ctx: DingtalkContext,
  stream: Stream,
  open: (fastify: FastifyInstance) => void,
): FastifyPluginAsync {
  return async (fastify) => {
    const traffic = new Traffic(ctx)
    open(fastify)
    if (!fastify.hasDecorator('websocketServer')) await fastify.register(websocket)
    stream.route(fastify)
    await fastify.register(async (scope) => {
      readJson(scope)
      if (!scope.hasRequestDecorator('parts')) await scope.register(multipart)
      scope.setErrorHandler((error: FastifyError | Refusal, request, reply) =>
        answer(ctx, scope, error, request, reply),
      )
      traffic.watch(scope)
      gatewayRoutes(scope, stream, fastify.prefix)
      authRoutes(scope, ctx)
      sessionRoutes(scope, ctx)
      await scope.register(async (guarded) => {
        guarded.addHook('preHandler', async (request, reply) => admit(ctx, fastify.prefix, request, reply))
        robotRoutes(guarded, ctx)
        cardRoutes(guarded, ctx)
        mediaRoutes(guarded, ctx, traffic)
        contactRoutes(guarded, ctx)
      })
      wrongPaths(scope)
    })
  }
}

/** The token, then the rate, then the quota; each family has its own place for the token. */
async function admit(
  ctx: DingtalkContext,
  prefix: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  if (reply.sent) return
  const route = (request.routeOptions.url ?? '').slice(prefix.length)
  const family = familyOf(route)
  const token = request.headers['x-acs-dingtalk-access-token']
  if (family === 'new') ctx.tokens.checkHeader(typeof token === 'string' ? token : undefined)
  else ctx.tokens.checkQuery(query(request, 'access_token'))
  ctx.limits.call(`${request.method} ${route}`, family)
  if (METERED.test(route)) ctx.quota.call(family)
}

/** The old family knows no 404: a wrong path is an error of its own. */
function wrongPaths(scope: FastifyInstance): void {
  scope.all('/v1.0/*', async () => {
    throw new ApiRefusal('InvalidAction.NotFound')
  })
  scope.all('/topapi/*', async (request) => {
    const path = request.url.split('?')[0] ?? ''
    throw new OldRefusal(22, `Invalid method[submsg=不合法ApiName，ApiName = ${path.slice(1).replaceAll('/', '.')}]`)
  })
}

/** A body that is no JSON reads as undefined; what that means is for each family to say. */
function readJson(scope: FastifyInstance): void {
  scope.removeContentTypeParser('application/json')
  scope.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: BODY_LIMIT },
    async (_request: FastifyRequest, raw: Buffer) => parseJson(raw.toString('utf8')),
  )
}

async function answer(
  ctx: DingtalkContext,
  scope: FastifyInstance,
  error: FastifyError | Refusal,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const family = familyOf(request.url.slice(scope.prefix.length))
  const refusal = error instanceof Refusal ? error : asRefusal(ctx, family, error)
  await reply.code(refusal.status).send(refusal.body())
}

/** Fastify's own refusals carry a status; anything else is a bug of the simulator and must not look like a refusal. */
function asRefusal(ctx: DingtalkContext, family: Family, error: FastifyError): Refusal {
  const isOurs = error.statusCode === undefined || error.statusCode >= 500
  if (isOurs) ctx.log(`simulator: ${error.stack ?? error.message}`)
  if (family === 'new')
    return isOurs
      ? new ApiRefusal('simulator.bug', { status: 500, message: 'simulator bug' })
      : new ApiRefusal('param.error', { message: error.message })
  const message = isOurs ? 'simulator bug' : error.message
  return family === 'webhook' ? new WebhookRefusal(-1, message) : new OldRefusal(isOurs ? -1 : 400002, message)
}
