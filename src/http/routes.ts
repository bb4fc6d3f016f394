/** The service's own HTTP surface: the messengers' doors, health, metrics. */
import type { FastifyError, FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { Door } from '../adapters/shared/messenger-adapter.ts'
import type { Metrics } from './metrics.ts'

export type PlatformDoor = Door & { platform: string }

export interface HealthFacts {
  status: 'ok' | 'degraded'
  [fact: string]: unknown
}

/** `/webhooks/<platform>` and below: bytes in, bytes out; nothing parses the body before its signature was checked. */
export function doors(list: readonly PlatformDoor[], metrics: Metrics): FastifyPluginAsync {
  return async (app) => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    for (const door of list) addDoor(app, door, metrics)
  }
}

const JSON_TYPE = 'application/json; charset=utf-8'

function addDoor(app: FastifyInstance, door: PlatformDoor, metrics: Metrics): void {
  const { platform } = door
  // The adapter refuses what is too large itself, so that it is audited; this only stops a flood beyond it.
  const errorHandler = async (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    if (error.statusCode === 413) await tooLarge(door, request, metrics)
    return reply.status(error.statusCode ?? 500).send({ error: error.statusCode === 413 ? 'oversized' : 'failed' })
  }
  for (const { method, path } of door.routes) {
    app.route({
      method,
      url: `/webhooks/${platform}${path}`,
      bodyLimit: door.maxBytes * 4,
      // A GET is only ever the platform asking whether the address is ours.
      exposeHeadRoute: false,
      errorHandler,
      handler: async (request, reply) => {
        const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        const query = request.url.split('?').slice(1).join('?')
        const answer = await door.handle({ method, path, query, headers: request.headers, raw })
        metrics.doorRequests.inc({ platform, status: String(answer.status) })
        if (answer.sent) reply.raw.once('finish', answer.sent)
        return reply
          .status(answer.status)
          .type(answer.contentType ?? JSON_TYPE)
          .send(answer.body)
      },
    })
  }
}

async function tooLarge(
  { platform, oversized }: PlatformDoor,
  request: FastifyRequest,
  metrics: Metrics,
): Promise<void> {
  metrics.doorRequests.inc({ platform, status: '413' })
  await oversized(request.headers['content-length'] ?? '')
}

export function operations(health: () => Promise<HealthFacts>, metrics: Metrics): FastifyPluginAsync {
  return async (app) => {
    app.get('/healthz', async (_request, reply) => {
      const facts = await health()
      return reply.status(facts.status === 'ok' ? 200 : 503).send(facts)
    })
    app.get('/metrics', async (_request, reply) =>
      reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
    )
  }
}
