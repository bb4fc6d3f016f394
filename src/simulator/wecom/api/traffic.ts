import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { numberParam } from '../../faults.ts'
import { parseJson } from '../../json.ts'
import { PLATFORM } from '../app.ts'
import type { WecomContext } from '../context.ts'
import { shortened } from '../shortened.ts'
import { refusalOf } from './refusal.ts'

interface Passage {
  readonly started: number
  response: unknown
  loseAnswer: boolean
  /** What stands in the inspector in place of a body that is not JSON. */
  request: unknown
  /** Ids of the messages that it touched. */
  messages: string[]
}

/** Records each request of the platform's API in the inspector, and lets planned faults happen to it. */
export class Traffic {
  readonly #ctx: WecomContext
  readonly #passages = new WeakMap<FastifyRequest, Passage>()
  readonly #hanging = new Set<FastifyReply>()

  constructor(ctx: WecomContext) {
    this.#ctx = ctx
  }

  /** Adds the hooks to an encapsulated Fastify context. */
  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRequest', async (request) => {
      this.#passages.set(request, {
        started: performance.now(),
        response: null,
        loseAnswer: false,
        request: undefined,
        messages: [],
      })
    })
    fastify.addHook('preHandler', (request, reply) => this.#befall(request, reply))
    fastify.addHook('onSend', async (request, _reply, payload) => this.#leave(request, payload))
    fastify.addHook('onResponse', async (request, reply) => this.#record(request, reply.statusCode, reply.getHeaders()))
    fastify.addHook('preClose', async () => this.#release())
  }

  /** Describes a body that is no JSON (an upload) for the inspector. */
  describe(request: FastifyRequest, body: unknown): void {
    const passage = this.#passages.get(request)
    if (passage) passage.request = body
  }

  /** Does what the request asks for, and remembers which messages it touched. */
  act<T>(request: FastifyRequest, act: () => T): T {
    const { result, touched } = this.#ctx.messages.during(act)
    this.#passages.get(request)?.messages.push(...touched)
    return result
  }

  async #befall(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const fault = this.#ctx.faults.take('api', request.method, [request.url])
    if (!fault) return
    if (fault.kind === 'lost_answer') this.#loseAnswer(request)
    else if (fault.kind === 'hang') await this.#hang(request, reply, numberParam(fault, 'seconds', 0))
    else if (fault.kind === 'cut') this.#cut(request, reply)
    else if (fault.kind === 'server_error') await this.#fail(reply, numberParam(fault, 'status', 502))
    else throw refusalOf(fault)
  }

  #loseAnswer(request: FastifyRequest): void {
    const passage = this.#passages.get(request)
    if (passage) passage.loseAnswer = true
  }

  /** No answer: until the client gives up, or for some seconds, after which the request is served. */
  async #hang(request: FastifyRequest, reply: FastifyReply, seconds: number): Promise<void> {
    this.#hanging.add(reply)
    const gone = await new Promise<boolean>((resolve) => {
      reply.raw.once('close', () => resolve(true))
      if (seconds > 0) setTimeout(() => resolve(false), seconds * 1000).unref()
    })
    this.#hanging.delete(reply)
    if (gone) this.#cut(request, reply)
  }

  #cut(request: FastifyRequest, reply: FastifyReply): void {
    reply.hijack()
    request.raw.socket.destroy()
    this.#record(request, 0, {})
  }

  async #fail(reply: FastifyReply, status: number): Promise<void> {
    await reply.code(status).type('text/html').send(`<html><body><h1>${status}</h1></body></html>`)
  }

  async #leave(request: FastifyRequest, payload: unknown): Promise<unknown> {
    const passage = this.#passages.get(request)
    if (!passage) return payload
    passage.response = readable(payload)
    if (passage.loseAnswer) {
      this.#record(request, 0, {})
      request.raw.socket.destroy()
    }
    return payload
  }

  #record(request: FastifyRequest, status: number, responseHeaders: Record<string, unknown>): void {
    const passage = this.#passages.get(request)
    if (!passage) return
    this.#passages.delete(request)
    this.#ctx.exchanges.add({
      platform: PLATFORM,
      direction: 'to-platform',
      transport: 'http',
      method: request.method,
      path: request.url,
      status,
      ms: Math.round(performance.now() - passage.started),
      requestHeaders: { ...request.headers },
      request: shortened(passage.request ?? request.body ?? null),
      responseHeaders: { ...responseHeaders },
      response: passage.response,
      messages: passage.messages,
    })
  }

  #release(): void {
    for (const reply of this.#hanging) reply.raw.destroy()
  }
}

function readable(payload: unknown): unknown {
  if (typeof payload === 'string') return parseJson(payload) ?? payload
  if (Buffer.isBuffer(payload)) return `<${payload.length} bytes>`
  return payload ?? null
}
