import type { FastifyInstance } from 'fastify'
import type { Json } from '../json.ts'
import type { Subscription } from '../types.ts'
import type { ApiContext } from './context.ts'
import { ApiError, bodyOf, textField } from './read.ts'

/** Where events go: what an administrator sets in the platform's console. */
export function subscriptionRoutes(fastify: FastifyInstance, ctx: ApiContext): void {
  fastify.get('/subscription', async () => ctx.subscription.state)

  fastify.post('/subscription', async (request) => {
    ctx.subscription.set(subscriptionOf(bodyOf(request)))
    return ctx.subscription.settled()
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
