import type { ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Change } from '../feed.ts'
import type { ApiContext } from './context.ts'

const PING_MS = 15_000

/** Server-sent events: message, clock, exchange. */
export function streamRoute(fastify: FastifyInstance, ctx: ApiContext): void {
  const open = new Set<ServerResponse>()

  fastify.get('/stream', (_request, reply) => {
    reply.hijack()
    const { raw } = reply
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      connection: 'keep-alive',
    })
    raw.write(': hello\n\n')
    open.add(raw)
    const silence = ctx.feed.listen((change) => raw.write(frameOf(change)))
    const pinging = setInterval(() => raw.write(': ping\n\n'), PING_MS)
    raw.once('close', () => {
      silence()
      clearInterval(pinging)
      open.delete(raw)
    })
  })

  fastify.addHook('preClose', async () => {
    for (const raw of open) raw.destroy()
  })
}

function frameOf(change: Change): string {
  const { kind, ...data } = change
  return `event: ${kind}\ndata: ${JSON.stringify(data)}\n\n`
}
