import Fastify from 'fastify'
import { afterEach, describe, expect, it } from 'vitest'
import { createMetrics } from '../../src/http/metrics.ts'
import { doors, operations, type PlatformDoor } from '../../src/http/routes.ts'

const servers: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

function world() {
  const received: Uint8Array[] = []
  const oversized: string[] = []
  let sent = 0
  const door: PlatformDoor = {
    platform: 'feishu',
    routes: [{ method: 'POST', path: '' }],
    maxBytes: 100,
    async handle({ raw }) {
      received.push(raw)
      return { status: 200, body: '{"ok":true}', sent: () => sent++ }
    },
    async oversized(bytes) {
      oversized.push(bytes)
    },
  }
  const metrics = createMetrics({ outbox: async () => ({ waiting: 2, dead: 1 }), inboxWaiting: async () => 3 })
  const server = Fastify()
  servers.push(server)
  server.register(doors([door], metrics))
  let status: 'ok' | 'degraded' = 'ok'
  server.register(operations(async () => ({ status, feishu: {} }), metrics))
  return { server, received, oversized, sent: () => sent, degrade: () => (status = 'degraded') }
}

const post = (server: ReturnType<typeof world>['server'], payload: Buffer, type = 'application/json') =>
  server.inject({ method: 'POST', url: '/webhooks/feishu', payload, headers: { 'content-type': type } })

describe('the door', () => {
  it('hands on the very bytes, whatever they are called, and says when the answer is out', async () => {
    const { server, received, sent } = world()
    const bytes = Buffer.from('{ "a":"\\/" }\n')
    for (const type of ['application/json', 'text/plain', 'application/x-unknown']) {
      expect((await post(server, bytes, type)).json()).toEqual({ ok: true })
    }
    expect(received.map((raw) => Buffer.from(raw))).toEqual([bytes, bytes, bytes])
    expect(sent()).toBe(3)
  })

  it('audits and counts what is too large even to be read', async () => {
    const { server, received, oversized } = world()
    const answer = await post(server, Buffer.alloc(401))
    expect([answer.statusCode, answer.json()]).toEqual([413, { error: 'oversized' }])
    expect([received, oversized]).toEqual([[], ['401']])
    const { body } = await server.inject('/metrics')
    expect(body).toContain('mems_door_requests_total{platform="feishu",status="413"} 1')
  })
})

describe('operations', () => {
  it('tells health as a status code, and the queues as metrics', async () => {
    const { server, degrade } = world()
    expect((await server.inject('/healthz')).statusCode).toBe(200)
    degrade()
    expect((await server.inject('/healthz')).statusCode).toBe(503)
    const { body } = await server.inject('/metrics')
    expect(body).toContain('mems_outbox_waiting 2')
    expect(body).toContain('mems_outbox_dead 1')
    expect(body).toContain('mems_inbox_waiting 3')
  })
})
