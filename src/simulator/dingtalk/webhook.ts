import { freshId } from '../ids.ts'
import { parseJson, stringAt } from '../json.ts'
import type { CardRoute } from './card-routes.ts'
import type { DingtalkContext } from './context.ts'
import { eventSignature, openEvent, sealEvent } from './event-crypto.ts'
import { type PostResult, postJson } from './http-post.ts'
import { record } from './inspector.ts'
import type { EventPush } from './options.ts'
import type { Outcome, Push, SendOptions } from './push.ts'
import { cardSign, robotSign } from './signatures.ts'

const CHECK_MS = 2_500

/** The HTTP mode: three kinds of POSTs, each with an algorithm of its own. Nothing is sent twice. */
export class Webhook {
  readonly #ctx: DingtalkContext

  constructor(ctx: DingtalkContext) {
    this.#ctx = ctx
  }

  /** A robot message: the stream's `data` as the body, the time and secret signed in the headers. */
  async robot(url: string, push: Push, options: SendOptions): Promise<Outcome> {
    const timestamp = this.#timestamp(options)
    const headers = { timestamp, sign: robotSign(timestamp, this.#ctx.app.clientSecret) }
    return this.#post(url, push.data, headers, options, undefined)
  }

  /** A card callback; signed only if the route was registered with a secret. */
  async card(route: CardRoute, push: Push, options: SendOptions): Promise<Outcome> {
    const timestamp = this.#timestamp(options)
    const signature =
      route.apiSecret === undefined ? {} : { 'x-ddpaas-signature': cardSign(timestamp, route.apiSecret) }
    return this.#post(
      route.url,
      push.data,
      { 'x-ddpaas-signature-timestamp': timestamp, ...signature },
      options,
      undefined,
    )
  }

  /** An encrypted event; it is acknowledged by the encrypted word `success`. */
  async event(to: EventPush, push: Push, options: SendOptions): Promise<Outcome> {
    const plain = {
      EventType: push.event?.type,
      CorpId: this.#ctx.app.corpId,
      TimeStamp: push.event?.bornAt,
      ...push.data,
    }
    return this.#sealed(to, plain, options)
  }

  /** Asks an event push address to prove itself. Resolves to what is wrong, or undefined. */
  async check(to: EventPush): Promise<string | undefined> {
    const outcome = await this.#sealed(to, { EventType: 'check_url' }, { answerMs: CHECK_MS })
    if (outcome.kind === 'failed') return `no answer (${outcome.reason})`
    return outcome.code === 200 ? undefined : 'the encrypted word success did not come back'
  }

  async #sealed(to: EventPush, plain: Record<string, unknown>, options: SendOptions): Promise<Outcome> {
    const encrypt = sealEvent(JSON.stringify(plain), this.#ctx.app.clientId, to.aesKey)
    const timestamp = this.#timestamp(options)
    const nonce = freshId('').slice(0, 8)
    const signature = eventSignature(to.token, timestamp, nonce, encrypt)
    const search = `signature=${signature}&msg_signature=${signature}&timestamp=${timestamp}&nonce=${nonce}`
    const url = `${to.url}${to.url.includes('?') ? '&' : '?'}${search}`
    const outcome = await this.#post(url, { encrypt }, {}, options, plain)
    return outcome.kind === 'answered' && !isSuccess(to, outcome.data) ? { ...outcome, code: 500 } : outcome
  }

  #timestamp(options: SendOptions): string {
    return String(this.#ctx.clock.now().getTime() + (options.skewSeconds ?? 0) * 1000)
  }

  async #post(
    url: string,
    body: Record<string, unknown>,
    headers: Record<string, string>,
    options: SendOptions,
    decrypted: unknown,
  ): Promise<Outcome> {
    const started = performance.now()
    const { answerMs, cut = false } = options
    const result = await postJson(url, JSON.stringify(body), { headers, answerMs, cut })
    this.#record(url, body, headers, result, performance.now() - started, decrypted)
    if (result.kind === 'failure') return { kind: 'failed', reason: result.reason }
    return { kind: 'answered', code: result.status, data: result.body === '' ? {} : parseJson(result.body) }
  }

  #record(
    url: string,
    body: unknown,
    headers: Record<string, string>,
    result: PostResult,
    ms: number,
    decrypted: unknown,
  ): void {
    const answered = result.kind === 'answer'
    record(this.#ctx, {
      direction: 'to-service',
      transport: 'http',
      method: 'POST',
      path: url,
      status: answered ? result.status : 0,
      ms: Math.round(ms),
      requestHeaders: headers,
      request: body,
      responseHeaders: answered ? result.headers : {},
      response: answered ? (parseJson(result.body) ?? result.body) : result.reason,
      ...(decrypted === undefined ? {} : { decrypted }),
    })
  }
}

function isSuccess(to: EventPush, answer: unknown): boolean {
  const encrypt = stringAt(answer, 'encrypt')
  const expected = eventSignature(to.token, stringAt(answer, 'timeStamp'), stringAt(answer, 'nonce'), encrypt)
  return stringAt(answer, 'msg_signature') === expected && openEvent(encrypt, to.aesKey) === 'success'
}
