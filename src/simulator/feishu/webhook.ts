import { freshId } from '../ids.ts'
import { parseJson, parseRecord } from '../json.ts'
import type { FeishuContext } from './context.ts'
import { encrypt, sign } from './crypto.ts'
import { PLATFORM } from './directory.ts'
import type { Envelope } from './envelopes.ts'
import { type PostResult, postJson } from './http-post.ts'
import { ANSWER_MS, type Outcome, type SendOptions, type Transport } from './transport.ts'

const CONNECT_MS = 2_000
const CHALLENGE_MS = 1_000

/** Events and callbacks as signed, encrypted POSTs to one URL. */
export class Webhook implements Transport {
  readonly #ctx: FeishuContext
  readonly #url: string

  constructor(ctx: FeishuContext, url: string) {
    this.#ctx = ctx
    this.#url = url
  }

  async send(envelope: Envelope, options: SendOptions): Promise<Outcome> {
    const { body, headers } = this.#wrap(envelope, options.skewSeconds ?? 0)
    const result = await this.#post(body, headers, envelope, ANSWER_MS, options.cut ?? false)
    if (result.kind === 'failure') return { kind: 'failed', reason: result.reason }
    return { kind: 'answered', status: result.status, body: result.body }
  }

  /** Asks the URL to prove itself; this request carries no signature. Resolves to what is wrong, or undefined. */
  async verify(): Promise<string | undefined> {
    const challenge = freshId('')
    const plain = { challenge, token: this.#ctx.app.verificationToken, type: 'url_verification' }
    const result = await this.#post(this.#seal(plain), {}, plain, CHALLENGE_MS, false)
    if (result.kind === 'failure') return `no answer (${result.reason})`
    if (result.status !== 200) return `HTTP ${result.status}`
    return parseRecord(result.body)?.challenge === challenge ? undefined : 'the challenge did not come back'
  }

  #seal(plain: unknown): string {
    const { encryptKey } = this.#ctx.app
    const text = JSON.stringify(plain)
    return encryptKey === '' ? text : JSON.stringify({ encrypt: encrypt(text, encryptKey) })
  }

  #wrap(envelope: Envelope, skewSeconds: number): { body: string; headers: Record<string, string> } {
    const body = this.#seal(envelope)
    const { encryptKey } = this.#ctx.app
    if (encryptKey === '') return { body, headers: {} }
    const timestamp = String(Math.floor(this.#ctx.clock.now().getTime() / 1000) + skewSeconds)
    const nonce = freshId('').slice(0, 10)
    const headers = {
      'x-lark-request-timestamp': timestamp,
      'x-lark-request-nonce': nonce,
      'x-lark-signature': sign(timestamp, nonce, encryptKey, body),
    }
    return { body, headers }
  }

  async #post(body: string, headers: Record<string, string>, plain: unknown, answerMs: number, cut: boolean) {
    const started = performance.now()
    const result = await postJson(this.#url, body, { headers, connectMs: CONNECT_MS, answerMs, cut })
    this.#record(body, headers, plain, result, performance.now() - started)
    return result
  }

  #record(body: string, headers: Record<string, string>, plain: unknown, result: PostResult, ms: number): void {
    const answered = result.kind === 'answer'
    this.#ctx.exchanges.add({
      platform: PLATFORM,
      direction: 'to-service',
      transport: 'http',
      method: 'POST',
      path: this.#url,
      status: answered ? result.status : 0,
      ms: Math.round(ms),
      requestHeaders: headers,
      request: parseJson(body),
      responseHeaders: answered ? result.headers : {},
      response: answered ? (parseJson(result.body) ?? result.body) : result.reason,
      decrypted: plain,
    })
  }
}
