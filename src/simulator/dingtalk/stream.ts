import { randomInt } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { WebSocket } from 'ws'
import { listAt, stringAt } from '../json.ts'
import { Connection, type Identity } from './connection.ts'
import type { DingtalkContext } from './context.ts'
import { ApiRefusal } from './errors.ts'
import { record } from './inspector.ts'
import type { Outcome, Push, SendOptions } from './push.ts'
import { bodyOf, query, required } from './read.ts'
import { Tickets } from './tickets.ts'

/** A dismissed connection is closed after this. */
const FAREWELL_MS = 10_000
const ECHO_MS = 5_000

/** The Stream mode: the gateway that hands out tickets, and the sockets opened with them. They share the load at random. */
export class Stream {
  readonly #ctx: DingtalkContext
  readonly #tickets: Tickets
  readonly #open = new Set<Connection>()

  constructor(ctx: DingtalkContext) {
    this.#ctx = ctx
    this.#tickets = new Tickets(ctx.clock)
  }

  get connections(): string[] {
    return [...this.#open].map(({ id }) => id)
  }

  /** POST /v1.0/gateway/connections/open. No access token is needed. */
  openConnection(request: FastifyRequest, prefix: string): { endpoint: string; ticket: string } {
    const body = bodyOf(request)
    const clientId = required(body, 'clientId', 'param.error')
    const secret = required(body, 'clientSecret', 'param.error')
    const { app } = this.#ctx
    if (clientId !== app.clientId || secret !== app.clientSecret) throw new ApiRefusal('authFailed')
    const ticket = this.#tickets.issue(subscriptionsOf(body))
    return { endpoint: `ws://${request.host}${prefix}/connect`, ticket }
  }

  /** GET /connect, upgraded. */
  route(fastify: FastifyInstance): void {
    const redeemed = new WeakMap<FastifyRequest, ReadonlySet<string>>()
    fastify.get(
      '/connect',
      {
        websocket: true,
        preValidation: async (request, reply) => {
          const subscriptions = this.#tickets.redeem(query(request, 'ticket'))
          if (!subscriptions) return reply.code(401).send()
          redeemed.set(request, subscriptions)
        },
      },
      (socket, request) => this.#accept(socket, redeemed.get(request) ?? new Set()),
    )
  }

  async send(push: Push, options: SendOptions): Promise<Outcome> {
    const fit = [...this.#open].filter((open) => open.takes && open.subscriptions.has(`${push.type} ${push.topic}`))
    const chosen = fit.length > 0 ? fit[randomInt(fit.length)] : undefined
    const started = performance.now()
    const outcome = await sendOver(chosen, push, options)
    this.#record(push, chosen, outcome, performance.now() - started)
    return outcome
  }

  async ping(): Promise<number> {
    const echoes = await Promise.all([...this.#open].map((connection) => connection.ping(ECHO_MS)))
    return echoes.filter(Boolean).length
  }

  recycle(reason: string): void {
    const closing = new Date(this.#ctx.clock.now().getTime() + FAREWELL_MS)
    for (const connection of this.#open) {
      connection.dismiss(reason)
      this.#ctx.clock.at(closing, () => connection.cut())
    }
  }

  cutAll(): void {
    for (const connection of this.#open) connection.cut()
  }

  #accept(socket: WebSocket, subscriptions: ReadonlySet<string>): void {
    const { clientId, corpId } = this.#ctx.app
    const identity: Identity = { clientId, corpId, now: () => this.#ctx.clock.now().getTime() }
    const connection = new Connection(socket, subscriptions, identity)
    this.#open.add(connection)
    socket.once('close', () => this.#open.delete(connection))
  }

  #record(push: Push, connection: Connection | undefined, outcome: Outcome, ms: number): void {
    const answered = outcome.kind === 'answered'
    record(this.#ctx, {
      direction: 'to-service',
      transport: 'long-connection',
      method: push.type,
      path: push.event?.type ?? push.topic,
      status: answered ? outcome.code : 0,
      ms: Math.round(ms),
      requestHeaders: {},
      // In the frame `data` is JSON text; here it is shown opened.
      request: connection ? { ...connection.frameOf(push, 0), data: push.data } : push,
      responseHeaders: {},
      response: answered ? outcome.data : outcome.reason,
    })
  }
}

async function sendOver(connection: Connection | undefined, push: Push, options: SendOptions): Promise<Outcome> {
  if (!connection) return { kind: 'failed', reason: 'none' }
  if (!options.cut) return connection.send(push, options)
  connection.cut()
  return { kind: 'failed', reason: 'cut' }
}

/** `EVENT *` and `CALLBACK <topic>`; an EVENT takes no other topic than `*`. */
function subscriptionsOf(body: unknown): ReadonlySet<string> {
  const named = listAt(body, 'subscriptions').map((item) => [stringAt(item, 'type'), stringAt(item, 'topic')] as const)
  if (named.length === 0) throw new ApiRefusal('param.error', { message: 'subscriptions is required' })
  for (const [type, topic] of named) {
    const known = type === 'EVENT' ? topic === '*' : type === 'CALLBACK' && topic !== ''
    if (!known) throw new ApiRefusal('param.error', { message: `no subscription ${type} ${topic}` })
  }
  return new Set(named.map(([type, topic]) => `${type} ${topic}`))
}
