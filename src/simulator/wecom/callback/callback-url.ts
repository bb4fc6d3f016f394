import { randomInt } from 'node:crypto'
import type { ExchangeRecord } from '../../exchanges.ts'
import type { SubscriptionState } from '../../types.ts'
import { PLATFORM } from '../app.ts'
import type { WecomContext } from '../context.ts'
import type { AppEvent } from './events.ts'
import { type CallResult, callService } from './http-call.ts'
import { openReply, seal, sealEcho } from './seal.ts'

/** The service has this long for an event, and for the echo, in milliseconds. */
const ANSWER_MS = 5_000
const ECHO_MS = 1_000
/** An administrator presses Save again when the address was not up yet. */
const TRIES = 3

export interface SendOptions {
  /** Seconds by which the signed timestamp is off. */
  skewSeconds: number
  /** Cuts the connection before the event is complete. */
  cut: boolean
}

type Sent = Pick<ExchangeRecord, 'method' | 'path' | 'request' | 'decrypted' | 'messages'>

/** The URL of 接收消息: verified when it is saved; one that failed gets nothing. */
export class CallbackUrl {
  readonly #ctx: WecomContext
  #state: SubscriptionState = { mode: 'webhook', status: 'pending' }
  #ready: Promise<void> = Promise.resolve()

  constructor(ctx: WecomContext) {
    this.#ctx = ctx
  }

  get state(): SubscriptionState {
    return { ...this.#state }
  }

  get isVerified(): boolean {
    return this.#state.status === 'verified'
  }

  /** The administrator presses Save. */
  set(url: string): void {
    this.#ready = this.#verify(url)
  }

  async settled(): Promise<SubscriptionState> {
    await this.#ready
    return this.state
  }

  /** One attempt; undefined without a verified URL. */
  async send(event: AppEvent, options: SendOptions): Promise<CallResult | undefined> {
    await this.#ready
    const { url } = this.#state
    if (url === undefined || !this.isVerified) return undefined
    const timestamp = this.#seconds() + options.skewSeconds
    const { query, body } = seal(this.#ctx.app, event.xml, timestamp, nonce())
    const started = performance.now()
    const result = await callService(withQuery(url, query), { body, answerMs: ANSWER_MS, cut: options.cut })
    const reply = result.kind === 'answer' && result.body !== '' ? openReply(this.#ctx.app, result.body) : undefined
    const decrypted = reply ? { event: event.xml, reply } : event.xml
    const { messages = [] } = event
    this.#record({ method: 'POST', path: withQuery(url, query), request: body, decrypted, messages }, result, started)
    return result
  }

  async #verify(url: string): Promise<void> {
    const pending: SubscriptionState = { mode: 'webhook', url, status: 'pending' }
    this.#state = pending
    let detail = await this.#echo(url)
    for (let tries = 1; detail !== undefined && tries < TRIES; tries += 1) detail = await this.#echo(url)
    // A later call of `set` may have taken over meanwhile.
    if (this.#state !== pending) return
    this.#state = { ...pending, status: detail ? 'failed' : 'verified', ...(detail ? { detail } : {}) }
    if (detail) this.#ctx.log(`simulator: ${url.replace(/\?.*$/, '')} failed the URL verification: ${detail}`)
  }

  /** Resolves to what is wrong, or undefined. The plain echo must come back alone: no quotes, no newline. */
  async #echo(url: string): Promise<string | undefined> {
    const echo = String(randomInt(1e14, 2e14))
    const target = withQuery(url, sealEcho(this.#ctx.app, echo, this.#seconds(), nonce()))
    const started = performance.now()
    const result = await callService(target, { answerMs: ECHO_MS })
    this.#record({ method: 'GET', path: target, request: null, decrypted: echo }, result, started)
    if (result.kind === 'failure') return `no answer (${result.reason})`
    if (result.status !== 200) return `HTTP ${result.status}`
    return result.body === echo ? undefined : 'the echo did not come back'
  }

  #seconds(): number {
    return Math.floor(this.#ctx.clock.now().getTime() / 1000)
  }

  #record(sent: Sent, result: CallResult, started: number): void {
    const answered = result.kind === 'answer'
    this.#ctx.exchanges.add({
      ...sent,
      platform: PLATFORM,
      direction: 'to-service',
      transport: 'http',
      status: answered ? result.status : 0,
      ms: Math.round(performance.now() - started),
      requestHeaders: sent.request === null ? {} : { 'content-type': 'text/xml' },
      responseHeaders: answered ? result.headers : {},
      response: answered ? result.body : result.reason,
    })
  }
}

function withQuery(url: string, query: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}${query}`
}

function nonce(): string {
  return String(randomInt(1e9, 1e10))
}
