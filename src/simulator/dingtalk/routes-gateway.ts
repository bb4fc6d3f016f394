import type { FastifyInstance } from 'fastify'
import type { Stream } from './stream.ts'

/** The gateway of the stream. Who does not ask for JSON gets XML, as on the platform. */
export function gatewayRoutes(fastify: FastifyInstance, stream: Stream, prefix: string): void {
  fastify.post('/v1.0/gateway/connections/open', async (request, reply) => {
    const opened = stream.openConnection(request, prefix)
    if (request.headers.accept?.includes('application/json')) return opened
    const xml = `<OpenConnectionResponse><endpoint>${opened.endpoint}</endpoint><ticket>${opened.ticket}</ticket></OpenConnectionResponse>`
    return reply.type('application/xml').send(xml)
  })
}
