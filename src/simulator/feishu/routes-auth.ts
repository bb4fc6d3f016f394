import type { FastifyInstance } from 'fastify'
import { stringAt } from '../json.ts'
import type { FeishuContext } from './context.ts'
import { bodyOf } from './read.ts'

/** The tenant token of a self-built app; the only call without a token. */
export function authRoutes(fastify: FastifyInstance, ctx: FeishuContext): void {
  fastify.post('/open-apis/auth/v3/tenant_access_token/internal', async (request) => {
    const body = bodyOf(request)
    const { token, expire } = ctx.tokens.issue(stringAt(body, 'app_id'), stringAt(body, 'app_secret'))
    return { code: 0, msg: 'ok', tenant_access_token: token, expire }
  })
}
