import type { FastifyInstance } from 'fastify'
import { stringAt } from '../json.ts'
import type { DingtalkContext } from './context.ts'
import { ApiRefusal, OldRefusal } from './errors.ts'
import { bodyOf, query } from './read.ts'
import { TOKEN_SECONDS } from './tokens.ts'

/** The three ways to one and the same access token. */
export function authRoutes(fastify: FastifyInstance, ctx: DingtalkContext): void {
  const { clientId, clientSecret, corpId } = ctx.app
  const isApp = (id: string, secret: string) => id === clientId && secret === clientSecret

  fastify.post('/v1.0/oauth2/accessToken', async (request) => {
    const body = bodyOf(request)
    if (!isApp(stringAt(body, 'appKey'), stringAt(body, 'appSecret'))) throw new ApiRefusal('invalidClientIdOrSecret')
    return { accessToken: ctx.tokens.issue(), expireIn: TOKEN_SECONDS }
  })

  fastify.post('/v1.0/oauth2/:corpId/token', async (request) => {
    const body = bodyOf(request)
    if (stringAt(request.params, 'corpId') !== corpId) throw new ApiRefusal('unknownError')
    if (!isApp(stringAt(body, 'client_id'), stringAt(body, 'client_secret')))
      throw new ApiRefusal('invalidClientIdOrSecret')
    if (stringAt(body, 'grant_type') !== 'client_credentials') throw new ApiRefusal('invalidGrantType')
    return { access_token: ctx.tokens.issue(), expires_in: TOKEN_SECONDS }
  })

  fastify.get('/gettoken', async (request) => {
    if (!isApp(query(request, 'appkey'), query(request, 'appsecret')))
      throw new OldRefusal(40096, '不合法的appkey或appsecret')
    return { errcode: 0, access_token: ctx.tokens.issue(), errmsg: 'ok', expires_in: TOKEN_SECONDS }
  })
}
