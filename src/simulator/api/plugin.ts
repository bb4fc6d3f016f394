import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyError, FastifyInstance, FastifyPluginAsync } from 'fastify'
import { Impossible } from '../simulated-platform.ts'
import { clockRoutes } from './clock.ts'
import type { ApiContext } from './context.ts'
import { faultRoutes } from './faults.ts'
import { inspectRoutes } from './inspect.ts'
import { messageRoutes } from './messages.ts'
import { stateRoutes } from './state.ts'
import { streamRoute } from './stream.ts'
import { subscriptionRoutes } from './subscription.ts'

/** The HTTP API under /simulator/api, the built page under /simulator, and a redirect from /. */
export function pagesPlugin(ctx: ApiContext): FastifyPluginAsync {
  return async (fastify) => {
    await fastify.register(async (scope) => apiRoutes(scope, ctx), { prefix: '/simulator/api' })
    fastify.get('/', async (_request, reply) => reply.redirect(`${fastify.prefix}/simulator/`))
    fastify.get('/simulator', async (_request, reply) => reply.redirect(`${fastify.prefix}/simulator/`))
    await servePage(fastify, ctx.pageRoot)
  }
}

/** A page of another site that was led here by its name (DNS rebinding) must not speak as our people. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i

async function apiRoutes(scope: FastifyInstance, ctx: ApiContext): Promise<void> {
  scope.addHook('onRequest', async (request, reply) => {
    if (!LOOPBACK.test(request.headers.host ?? '')) return reply.code(403).send({ error: 'only from this machine' })
  })
  scope.setErrorHandler(async (error: FastifyError | Impossible, _request, reply) => {
    const status = (error instanceof Impossible ? error.status : error.statusCode) ?? 500
    if (status >= 500) ctx.log(`simulator: ${error.stack ?? error.message}`)
    return reply.code(status).send({ error: status >= 500 ? 'the simulator failed' : error.message })
  })
  scope.setNotFoundHandler(async (request, reply) =>
    reply.code(404).send({ error: `there is no ${request.method} ${request.url}` }),
  )
  stateRoutes(scope, ctx)
  messageRoutes(scope, ctx)
  clockRoutes(scope, ctx)
  faultRoutes(scope, ctx)
  inspectRoutes(scope, ctx)
  streamRoute(scope, ctx)
  subscriptionRoutes(scope, ctx)
}

async function servePage(fastify: FastifyInstance, root: string | undefined): Promise<void> {
  if (root !== undefined && existsSync(root)) {
    await fastify.register(fastifyStatic, {
      root: resolve(root),
      prefix: '/simulator/',
      decorateReply: false,
      redirect: true,
    })
    return
  }
  fastify.get('/simulator/', async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .send(
        '<!doctype html><meta charset="utf-8"><title>MEMS</title><p>模拟器页面尚未构建；接口在 /simulator/api 下可用。</p>',
      ),
  )
}
