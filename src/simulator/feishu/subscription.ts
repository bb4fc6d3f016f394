import type { Subscription, SubscriptionState } from '../types.ts'
import type { FeishuContext } from './context.ts'
import type { Envelope } from './envelopes.ts'
import type { Outcome, SendOptions, Transport } from './transport.ts'
import { Webhook } from './webhook.ts'

/** An administrator presses "save" again when the address was not up yet. */
const TRIES = 3

/** Where events go. An address that never answered its challenge gets none, as on the platform. */
export class SubscriptionSwitch implements Transport {
  readonly #ctx: FeishuContext
  readonly #longConnection: Transport
  #transport: Transport | undefined
  #state: SubscriptionState
  #ready: Promise<void> = Promise.resolve()
  #touched = false

  constructor(ctx: FeishuContext, longConnection: Transport) {
    this.#ctx = ctx
    this.#longConnection = longConnection
    this.#state = { mode: ctx.app.subscription.mode, status: 'pending' }
  }

  get state(): SubscriptionState {
    return { ...this.#state }
  }

  /** True once `set` was called. */
  get touched(): boolean {
    return this.#touched
  }

  set(subscription: Subscription): void {
    this.#touched = true
    this.#ready = subscription.mode === 'webhook' ? this.#verify(subscription.url) : this.#connectLong()
  }

  async settled(): Promise<SubscriptionState> {
    await this.#ready
    return this.state
  }

  async send(envelope: Envelope, options: SendOptions): Promise<Outcome> {
    await this.#ready
    return this.#transport?.send(envelope, options) ?? { kind: 'failed', reason: 'none' }
  }

  async #connectLong(): Promise<void> {
    this.#transport = this.#longConnection
    this.#state = { mode: 'long-connection', status: 'verified' }
  }

  async #verify(url: string): Promise<void> {
    const webhook = new Webhook(this.#ctx, url)
    const pending: SubscriptionState = { mode: 'webhook', url, status: 'pending' }
    this.#state = pending
    this.#transport = undefined
    let detail = await webhook.verify()
    for (let tries = 1; detail !== undefined && tries < TRIES; tries += 1) detail = await webhook.verify()
    // A later call of `set` may have taken over meanwhile.
    if (this.#state !== pending) return
    this.#state = { ...pending, status: detail ? 'failed' : 'verified', ...(detail ? { detail } : {}) }
    if (detail) this.#ctx.log(`simulator: ${url} failed the url_verification challenge: ${detail}`)
    else this.#transport = webhook
  }
}
