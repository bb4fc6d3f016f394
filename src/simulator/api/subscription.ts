import type { FastifyInstance } from 'fastify'
import type { Json } from '../json.ts'
import type { Subscription } from '../types.ts'
import type { ApiContext } from './context.ts'
import { platformOf } from './find.ts'
import { ApiError, bodyOf, optionalText, queryOf, textField } from './read.ts'

/** Where a platform's events go: what an administrator sets in its console. */
export function subscriptionRoutes(fastify: FastifyInstance, ctx: ApiContext): void {
  fastify.get('/subscription', async (request) => platformOf(ctx, queryOf(request).platform).subscription)

  fastify.post('/subscription', async (request) => {
    const body = bodyOf(request)
    const platform = platformOf(ctx, optionalText(body, 'platform'))
    platform.subscribe(subscriptionOf(body))
    return platform.subscribed()
  })
}

function subscriptionOf(body: Json): Subscription {
  const mode = textField(body, 'mode')
  if (mode === 'long-connection') return { mode }
  if (mode !== 'webhook') throw new ApiError(400, 'mode must be webhook or long-connection')
  const url = textField(body, 'url')
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new ApiError(400, 'url must be http or https')
  return { mode, url }
}
