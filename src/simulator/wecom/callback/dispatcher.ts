import { type Fault, numberParam } from '../../faults.ts'
import type { WecomContext } from '../context.ts'
import type { Deliveries } from '../deliveries.ts'
import type { StoredMessage } from '../messages.ts'
import type { CallbackUrl, SendOptions } from './callback-url.ts'
import type { AppEvent } from './events.ts'
import { applyReply } from './passive-reply.ts'

/** Without a 200 the platform tries again at once, three times in total. */
const ATTEMPTS = 3

/** How the callback of a card ended. */
export type Called =
  | { kind: 'done' }
  | { kind: 'unreachable' }
  | { kind: 'timeout' }
  | { kind: 'refused'; status: number }
  | { kind: 'malformed'; reason: string }

/** Tells the app what people do, and carries out what it answers. */
export class AppDispatcher {
  readonly #ctx: WecomContext
  readonly #url: CallbackUrl
  readonly #deliveries: Deliveries

  constructor(ctx: WecomContext, url: CallbackUrl, deliveries: Deliveries) {
    this.#ctx = ctx
    this.#url = url
    this.#deliveries = deliveries
  }

  /** Sends a message or an event in the background; those of one person arrive in order. */
  publish(event: AppEvent): void {
    const fault = this.#faultFor(event)
    const job = async () => {
      const copies = fault?.kind === 'duplicate' ? 2 : 1
      await Promise.all(Array.from({ length: copies }, () => this.#deliver(event, fault)))
    }
    if (fault?.kind === 'reorder') this.#deliveries.hold(event.person.id, job)
    else this.#deliveries.enqueue(event.person.id, job)
  }

  /** Sends the event of a pressed card and changes that card as answered. */
  async call(event: AppEvent, card: StoredMessage): Promise<Called> {
    return this.#deliveries.count(() => this.#attempts(event, this.#faultFor(event), card))
  }

  async #deliver(event: AppEvent, fault: Fault | undefined): Promise<void> {
    const called = await this.#attempts(event, fault)
    if (called.kind === 'done' || !this.#url.isVerified) return
    const reason = called.kind === 'malformed' ? called.reason : 'it was never acknowledged'
    this.#ctx.log(`simulator: ${event.subject}: ${reason}`)
  }

  async #attempts(event: AppEvent, fault: Fault | undefined, card?: StoredMessage): Promise<Called> {
    let called: Called = { kind: 'unreachable' }
    for (let attempt = 0; attempt < ATTEMPTS && !this.#deliveries.isClosed; attempt += 1) {
      called = await this.#attempt(event, attempt === 0 ? fault : undefined, card)
      if (called.kind === 'done' || called.kind === 'malformed') return called
    }
    return called
  }

  async #attempt(event: AppEvent, fault: Fault | undefined, card: StoredMessage | undefined): Promise<Called> {
    const result = await this.#url.send(event, optionsOf(fault))
    if (!result) return { kind: 'unreachable' }
    if (fault?.kind === 'lost_answer') return { kind: 'timeout' }
    if (result.kind === 'failure') return { kind: result.reason === 'timeout' ? 'timeout' : 'unreachable' }
    if (result.status !== 200) return { kind: 'refused', status: result.status }
    const reason = applyReply(this.#ctx, event.person, result.body, card)
    return reason === undefined ? { kind: 'done' } : { kind: 'malformed', reason }
  }

  #faultFor(event: AppEvent): Fault | undefined {
    return this.#ctx.faults.take('event', 'POST', [event.subject])
  }
}

function optionsOf(fault: Fault | undefined): SendOptions {
  return {
    skewSeconds: fault?.kind === 'skew' ? numberParam(fault, 'seconds', 600) : 0,
    cut: fault?.kind === 'cut',
  }
}
