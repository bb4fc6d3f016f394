import { randomInt } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { WebSocket } from 'ws'
import { freshId } from '../ids.ts'
import { parseJson, stringAt } from '../json.ts'
import type { LongConnectionSettings } from './app.ts'
import { Connection } from './connection.ts'
import type { FeishuContext } from './context.ts'
import { PLATFORM } from './directory.ts'
import type { Envelope } from './envelopes.ts'
import { query } from './read.ts'
import type { Outcome, SendOptions, Transport } from './transport.ts'

const MAX_CONNECTIONS = 50
const SERVICE_ID = 33554678
const DEFAULTS: LongConnectionSettings = {
  pingInterval: 120,
  reconnectInterval: 120,
  reconnectNonce: 30,
  fragmentBytes: 32 * 1024,
}

/** The long connection: an endpoint that hands out addresses, and the sockets opened there. One random socket per event. */
export class LongConnections implements Transport {
  readonly #ctx: FeishuContext
  readonly #open = new Set<Connection>()
  readonly #tickets = new Set<string>()
  readonly #settings: LongConnectionSettings

  constructor(ctx: FeishuContext) {
    this.#ctx = ctx
    this.#settings = { ...DEFAULTS, ...ctx.app.longConnection }
  }

  /** POST /callback/ws/endpoint; refusals carry an empty `data`, without which the official SDK retries in silence. */
  endpoint(request: FastifyRequest, prefix: string): Record<string, unknown> {
    const appId = stringAt(request.body, 'AppID')
    const secret = stringAt(request.body, 'AppSecret')
    if (!appId || !secret) return refusal(1000040344, 'no credential')
    if (appId !== this.#ctx.app.appId) return refusal(403, 'forbidden')
    if (secret !== this.#ctx.app.appSecret) return refusal(514, 'auth failed')
    if (this.#open.size >= MAX_CONNECTIONS) return refusal(1000040350, 'the number of connections exceeded the limit')
    const ticket = freshId('')
    this.#tickets.add(ticket)
    // The SDK loses the first query key, so service_id must not stand there.
    const search = `fpid=493&aid=552564&device_id=${freshId('').slice(0, 19)}&access_key=${ticket}&service_id=${SERVICE_ID}&ticket=${ticket}`
    const url = `ws://${request.host}${prefix}/ws/v2?${search}`
    return { code: 0, msg: 'ok', data: { URL: url, ClientConfig: this.#clientConfig() } }
  }

  /** GET /ws/v2, upgraded. A ticket opens one connection. */
  route(fastify: FastifyInstance): void {
    fastify.get(
      '/ws/v2',
      {
        websocket: true,
        preValidation: async (request, reply) => {
          if (this.#tickets.delete(query(request, 'ticket'))) return
          const headers = { 'handshake-status': '514', 'handshake-msg': 'auth failed', 'handshake-autherrcode': '514' }
          await reply.code(401).headers(headers).send()
        },
      },
      (socket) => this.#accept(socket),
    )
  }

  async send(envelope: Envelope, options: SendOptions): Promise<Outcome> {
    const open = [...this.#open]
    const chosen = open.length > 0 ? open[randomInt(open.length)] : undefined
    const started = performance.now()
    const outcome = await sendOver(chosen, envelope, options)
    this.#record(envelope, outcome, performance.now() - started)
    return outcome
  }

  cutAll(): void {
    for (const connection of this.#open) connection.cut()
  }

  #accept(socket: WebSocket): void {
    const connection = new Connection(socket, {
      serviceId: SERVICE_ID,
      fragmentBytes: this.#settings.fragmentBytes,
      clientConfig: JSON.stringify(this.#clientConfig()),
    })
    this.#open.add(connection)
    socket.once('close', () => this.#open.delete(connection))
  }

  #clientConfig(): Record<string, number> {
    const { pingInterval, reconnectInterval, reconnectNonce } = this.#settings
    return {
      ReconnectCount: -1,
      ReconnectInterval: reconnectInterval,
      ReconnectNonce: reconnectNonce,
      PingInterval: pingInterval,
    }
  }

  #record(envelope: Envelope, outcome: Outcome, ms: number): void {
    const answered = outcome.kind === 'answered'
    this.#ctx.exchanges.add({
      platform: PLATFORM,
      direction: 'to-service',
      transport: 'long-connection',
      method: 'DATA',
      path: envelope.header.event_type,
      status: answered ? outcome.status : 0,
      ms: Math.round(ms),
      requestHeaders: {},
      request: envelope,
      responseHeaders: {},
      response: answered ? (parseJson(outcome.body) ?? outcome.body) : outcome.reason,
    })
  }
}

async function sendOver(
  connection: Connection | undefined,
  envelope: Envelope,
  options: SendOptions,
): Promise<Outcome> {
  if (!connection) return { kind: 'failed', reason: 'none' }
  if (!options.cut) return connection.send(skewed(envelope, options.skewSeconds ?? 0))
  connection.cut()
  return { kind: 'failed', reason: 'cut' }
}

/** There is no timestamp header here, so a wrong platform clock shows in the event's create_time. */
function skewed(envelope: Envelope, seconds: number): Envelope {
  if (seconds === 0) return envelope
  const { create_time } = envelope.header
  const unit = create_time.length > 13 ? 1_000_000 : 1_000
  return { ...envelope, header: { ...envelope.header, create_time: String(Number(create_time) + seconds * unit) } }
}

function refusal(code: number, msg: string): Record<string, unknown> {
  return { code, msg, data: {} }
}
