/** The service's own HTTP surface: the messengers' doors, health, metrics. */
import type { FastifyError, FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { Metrics } from './metrics.ts'

export interface Door {
  platform: string
  maxBytes: number
  handle(request: {
    headers: Record<string, string | string[] | undefined>
    raw: Uint8Array
  }): Promise<{ status: number; body: string; sent?: () => void }>
  /** Audits a body that was too large even to be read. */
  oversized(bytes: string): Promise<void>
}

export interface HealthFacts {
  status: 'ok' | 'degraded'
  [fact: string]: unknown
}

/** `POST /webhooks/<platform>`: bytes in, bytes out; nothing parses the body before its signature was checked. */
export function doors(list: readonly Door[], metrics: Metrics): FastifyPluginAsync {
  return async (app) => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    for (const door of list) addDoor(app, door, metrics)
  }
}

function addDoor(app: FastifyInstance, door: Door, metrics: Metrics): void {
  // The adapter refuses what is too large itself, so that it is audited; this only stops a flood beyond it.
  const errorHandler = async (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    if (error.statusCode === 413) await tooLarge(door, request, metrics)
    return reply.status(error.statusCode ?? 500).send({ error: error.statusCode === 413 ? 'oversized' : 'failed' })
  }
  const options = { bodyLimit: door.maxBytes * 4, errorHandler }
  app.post(`/webhooks/${door.platform}`, options, async (request, reply) => {
    const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const { status, body, sent } = await door.handle({ headers: request.headers, raw })
    metrics.doorRequests.inc({ platform: door.platform, status: String(status) })
    if (sent) reply.raw.once('finish', sent)
    return reply.status(status).type('application/json; charset=utf-8').send(body)
  })
}

async function tooLarge({ platform, oversized }: Door, request: FastifyRequest, metrics: Metrics): Promise<void> {
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
