import type { FastifyInstance } from 'fastify'
import type { WecomContext } from '../context.ts'
import { ok, query } from './read.ts'

/** The app's token; the only call of the app without one. */
export function authRoutes(fastify: FastifyInstance, ctx: WecomContext): void {
  fastify.get('/cgi-bin/gettoken', async (request) =>
    ok(ctx.tokens.issue(query(request, 'corpid'), query(request, 'corpsecret'))),
  )
}
