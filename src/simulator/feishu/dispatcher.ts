import { type Fault, numberParam } from '../faults.ts'
import type { FeishuContext } from './context.ts'
import { type Envelope, withNewEventId } from './envelopes.ts'
import type { Outcome, SendOptions, Transport } from './transport.ts'

/** Milliseconds between an attempt that was not acknowledged and the next; after the last the event is lost. */
const RESEND_AFTER_MS = [15_000, 300_000, 3_600_000, 21_600_000]
/** A held-back event goes out at the latest after this, when no other follows. */
const HOLD_MS = 10_000

interface Held {
  chatId: string
  envelope: Envelope
  cancel: () => void
}

/**
 * Sends events in order of occurrence within a chat, re-sends the un-acknowledged on the documented schedule (on the
 * virtual clock), and carries card callbacks, which are never re-sent.
 */
export class Dispatcher {
  readonly #ctx: FeishuContext
  readonly #transport: Transport
  readonly #tails = new Map<string, Promise<void>>()
  #held: Held[] = []
  #inFlight = 0
  #closed = false

  constructor(ctx: FeishuContext, transport: Transport) {
    this.#ctx = ctx
    this.#transport = transport
    ctx.faults.onClear(() => this.#releaseHeld())
  }

  /** Deliveries whose acknowledgement is awaited right now; waiting re-sends are not among them. */
  get inFlight(): number {
    return this.#inFlight
  }

  /** Sends an event in the background. */
  publish(envelope: Envelope, chatId: string): void {
    const fault = this.#faultFor(envelope)
    if (fault?.kind === 'reorder') {
      this.#hold(envelope, chatId)
      return
    }
    this.#enqueue(chatId, () => this.#first(envelope, fault))
    this.#releaseHeld()
  }

  /** Sends a card callback once and resolves to its answer. */
  async call(envelope: Envelope): Promise<Outcome> {
    const fault = this.#faultFor(envelope)
    return this.#count(async () => {
      const outcome = await this.#transport.send(envelope, sendOptions(fault))
      return fault?.kind === 'lost_answer' ? { kind: 'failed', reason: 'timeout' } : outcome
    })
  }

  close(): void {
    this.#closed = true
    for (const held of this.#held) held.cancel()
    this.#held = []
  }

  #faultFor(envelope: Envelope): Fault | undefined {
    return this.#ctx.faults.take('event', 'POST', [envelope.header.event_type])
  }

  #hold(envelope: Envelope, chatId: string): void {
    const until = new Date(this.#ctx.clock.now().getTime() + HOLD_MS)
    this.#held.push({ chatId, envelope, cancel: this.#ctx.clock.at(until, () => this.#releaseHeld()) })
  }

  #releaseHeld(): void {
    const held = this.#held
    this.#held = []
    for (const { chatId, envelope, cancel } of held) {
      cancel()
      this.#enqueue(chatId, () => this.#first(envelope, undefined))
    }
  }

  #enqueue(chatId: string, job: () => Promise<void>): void {
    const before = this.#tails.get(chatId) ?? Promise.resolve()
    const tail = this.#count(async () => {
      await before
      await job()
    })
    this.#tails.set(chatId, tail)
    void tail.finally(() => {
      if (this.#tails.get(chatId) === tail) this.#tails.delete(chatId)
    })
  }

  async #first(envelope: Envelope, fault: Fault | undefined): Promise<void> {
    const copies = fault?.kind === 'duplicate' ? [fault.eventId === 'new' ? withNewEventId(envelope) : envelope] : []
    await Promise.all([envelope, ...copies].map((copy) => this.#attempt(copy, 0, fault)))
  }

  async #attempt(envelope: Envelope, resends: number, fault: Fault | undefined): Promise<void> {
    if (this.#closed) return
    const outcome = await this.#transport.send(envelope, sendOptions(fault))
    const acknowledged = outcome.kind === 'answered' && outcome.status === 200 && fault?.kind !== 'lost_answer'
    const wait = RESEND_AFTER_MS[resends]
    if (acknowledged || this.#closed) return
    if (wait === undefined) return this.#ctx.log(`simulator: event ${envelope.header.event_id} was never acknowledged`)
    const at = new Date(this.#ctx.clock.now().getTime() + wait)
    this.#ctx.clock.at(at, () => this.#count(() => this.#attempt(envelope, resends + 1, undefined)))
  }

  async #count<T>(job: () => Promise<T>): Promise<T> {
    this.#inFlight += 1
    try {
      return await job()
    } finally {
      this.#inFlight -= 1
    }
  }
}

function sendOptions(fault: Fault | undefined): SendOptions {
  if (fault?.kind === 'skew') return { skewSeconds: numberParam(fault, 'seconds', 600) }
  return fault?.kind === 'cut' ? { cut: true } : {}
}
