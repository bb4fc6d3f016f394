import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Fault, numberParam } from '../faults.ts'
import { parseJson } from '../json.ts'
import type { DingtalkContext } from './context.ts'
import { ApiRefusal, familyOf, OldRefusal, qpsLimit, type Refusal, WebhookRefusal } from './errors.ts'
import { record } from './inspector.ts'

interface Passage {
  readonly started: number
  response: unknown
  loseAnswer: boolean
  /** What stands in the inspector in place of a body that is not JSON. */
  request: unknown
}

/** Records each request of the platform's API in the inspector, and lets planned faults happen to it. */
export class Traffic {
  readonly #ctx: DingtalkContext
  readonly #passages = new WeakMap<FastifyRequest, Passage>()
  readonly #hanging = new Set<FastifyReply>()

  constructor(ctx: DingtalkContext) {
    this.#ctx = ctx
  }

  /** Adds the hooks to an encapsulated Fastify context. */
  watch(fastify: FastifyInstance): void {
    fastify.addHook('onRequest', async (request) => {
      this.#passages.set(request, { started: performance.now(), response: null, loseAnswer: false, request: undefined })
    })
    fastify.addHook('preHandler', (request, reply) => this.#befall(request, reply, fastify.prefix))
    fastify.addHook('onSend', async (request, _reply, payload) => this.#leave(request, payload))
    fastify.addHook('onResponse', async (request, reply) => this.#record(request, reply.statusCode, reply.getHeaders()))
    fastify.addHook('preClose', async () => this.#release())
  }

  /** Describes a body that is no JSON (an upload) for the inspector. */
  describe(request: FastifyRequest, body: unknown): void {
    const passage = this.#passages.get(request)
    if (passage) passage.request = body
  }

  async #befall(request: FastifyRequest, reply: FastifyReply, prefix: string): Promise<void> {
    const fault = this.#ctx.faults.take('api', request.method, [request.url])
    if (!fault) return
    if (fault.kind === 'lost_answer') this.#loseAnswer(request)
    else if (fault.kind === 'hang') await this.#hang(request, reply, numberParam(fault, 'seconds', 0))
    else if (fault.kind === 'cut') this.#cut(request, reply)
    else if (fault.kind === 'server_error') await fail(reply, numberParam(fault, 'status', 502))
    else throw refusalOf(fault, request.url.slice(prefix.length))
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

  #leave(request: FastifyRequest, payload: unknown): unknown {
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
    record(this.#ctx, {
      direction: 'to-platform',
      transport: 'http',
      method: request.method,
      path: request.url,
      status,
      ms: Math.round(performance.now() - passage.started),
      requestHeaders: { ...request.headers },
      request: passage.request ?? request.body ?? null,
      responseHeaders: { ...responseHeaders },
      response: passage.response,
    })
  }

  #release(): void {
    for (const reply of this.#hanging) reply.raw.destroy()
  }
}

async function fail(reply: FastifyReply, status: number): Promise<void> {
  const page = `<html><head><title>${status}</title></head><body><center><h1>${status}</h1></center></body></html>`
  await reply.code(status).type('text/html').send(page)
}

/** `rate_limit` and `code`, in the words of the family. The new family's codes are texts, the old one's numbers. */
function refusalOf(fault: Fault, path: string): Refusal {
  const family = familyOf(path)
  if (fault.kind === 'rate_limit' && fault.code === undefined) return qpsLimit(family)
  const message = typeof fault.msg === 'string' ? fault.msg : undefined
  if (family === 'new') return newRefusal(fault, message)
  const errcode = numberParam(fault, 'code', -1)
  if (family === 'webhook') return new WebhookRefusal(errcode, message ?? 'error')
  const sub = typeof fault.subCode === 'string' ? { code: fault.subCode, message: message ?? 'error' } : undefined
  return new OldRefusal(errcode, message ?? '系统繁忙', sub)
}

function newRefusal(fault: Fault, message: string | undefined): ApiRefusal {
  const status = fault.kind === 'rate_limit' ? 403 : numberParam(fault, 'status', 0)
  return new ApiRefusal(String(fault.code), {
    ...(message === undefined ? {} : { message }),
    ...(status === 0 ? {} : { status }),
  })
}

function readable(payload: unknown): unknown {
  if (typeof payload === 'string') return parseJson(payload) ?? payload
  if (Buffer.isBuffer(payload)) return `<${payload.length} bytes>`
  return payload ?? null
}
