import type { SubscriptionState } from '../types.ts'
import type { CardInstance } from './cards.ts'
import type { DingtalkContext } from './context.ts'
import type { DingtalkSubscription, EventPush } from './options.ts'
import type { Outcome, Push, SendOptions } from './push.ts'
import type { Stream } from './stream.ts'
import { Webhook } from './webhook.ts'

/** Where things go: robot messages and events as the console has it, card callbacks as each card has it. */
export class SubscriptionSwitch {
  readonly #stream: Stream
  readonly #webhook: Webhook
  readonly #ctx: DingtalkContext
  #current: DingtalkSubscription
  /** Registered for good: neither follows the receiving mode. */
  #cardUrl: string | undefined
  #events: EventPush | undefined
  #state: SubscriptionState
  /** Starts when somebody first waits for it: at the beginning the service may not listen yet. */
  #check: () => Promise<void> = async () => undefined

  constructor(ctx: DingtalkContext, stream: Stream) {
    this.#ctx = ctx
    this.#stream = stream
    this.#webhook = new Webhook(ctx)
    this.#current = ctx.app.subscription
    this.#state = { mode: 'long-connection', status: 'pending' }
    this.set(this.#current)
  }

  get state(): SubscriptionState {
    return { ...this.#state }
  }

  /** True if robot messages travel through the stream, where the un-acknowledged are sent again. */
  get robotStreams(): boolean {
    return this.#current.mode === 'stream'
  }

  /** True if events travel through the stream. */
  get eventsStream(): boolean {
    return this.#current.mode === 'stream' || this.#events === undefined
  }

  set(subscription: DingtalkSubscription): void {
    this.#current = subscription
    if (subscription.mode === 'stream') {
      this.#state = { mode: 'long-connection', status: 'verified' }
      return
    }
    this.#cardUrl = subscription.cardUrl ?? this.#cardUrl
    this.#events = subscription.events ?? this.#events
    this.#check = this.#verification(subscription.url)
  }

  async settled(): Promise<SubscriptionState> {
    await this.#check()
    return this.state
  }

  async robot(push: Push, options: SendOptions): Promise<Outcome> {
    const current = this.#current
    if (current.mode === 'stream') return this.#stream.send(push, options)
    return this.#webhook.robot(current.url, push, options)
  }

  async event(push: Push, options: SendOptions): Promise<Outcome> {
    await this.#check()
    if (this.#current.mode === 'stream' || !this.#events) return this.#stream.send(push, options)
    if (this.#state.status !== 'verified') return { kind: 'failed', reason: 'none' }
    return this.#webhook.event(this.#events, push, options)
  }

  /** Over the stream the answer stands inside `{"response": …}`, over HTTP it is the body. */
  async card(card: CardInstance, push: Push, options: SendOptions): Promise<Outcome> {
    if (card.callbackType === 'STREAM') return this.#stream.send(push, options)
    const route = card.callbackType === 'HTTP' ? this.#routeOf(card) : undefined
    return route ? this.#webhook.card(route, push, options) : { kind: 'failed', reason: 'none' }
  }

  #routeOf(card: CardInstance) {
    const registered = this.#ctx.cardRoutes.get(card.routeKey)
    const url = this.#cardUrl
    return registered ?? (url === undefined ? undefined : { url, apiSecret: this.#ctx.app.cardApiSecret })
  }

  /** The console checks only the address of the event push; that of the robot is taken as it is. */
  #verification(url: string): () => Promise<void> {
    const events = this.#events
    const pending: SubscriptionState = { mode: 'webhook', url, status: events ? 'pending' : 'verified' }
    this.#state = pending
    let running: Promise<void> | undefined
    return async () => {
      if (events) running ??= this.#verify(events, pending)
      await running
    }
  }

  async #verify(events: EventPush, pending: SubscriptionState): Promise<void> {
    const detail = await this.#webhook.check(events)
    // A later call of `set` may have taken over meanwhile.
    if (this.#state !== pending) return
    this.#state = { ...pending, status: detail ? 'failed' : 'verified', ...(detail ? { detail } : {}) }
    if (detail) this.#ctx.log(`simulator: the event address failed its check: ${detail}`)
  }
}
