import { type Fault, numberParam } from '../faults.ts'
import { type Json, stringAt } from '../json.ts'
import type { CardInstance } from './cards.ts'
import type { DingtalkContext } from './context.ts'
import { event, type Outcome, type Push, redelivered, type SendOptions } from './push.ts'
import type { SubscriptionSwitch } from './subscription.ts'

/** How long the simulator counts an un-answered push as under way; the platform itself does not give up here. */
const ANSWER_MS = 5_000
/** After this the client shows a failure, although the handler may have run. */
const CARD_ANSWER_MS = 2_000
const REDELIVERY = { afterSeconds: 60, times: 10 }
/** A held-back push goes out at the latest after this, when no other follows. */
const HOLD_MS = 10_000

interface Job {
  push: Push
  chatId: string
  send: (push: Push, options: SendOptions) => Promise<Outcome>
  /** Whether it is sent again when nobody acknowledged it. */
  streams: () => boolean
  /** Called with the answer of the service, if that may carry a message. */
  onAnswer: ((answer: unknown) => void) | undefined
  progress: Progress
}

/** Of one fact, over all its deliveries: an acknowledgement of any of them ends it. */
interface Progress {
  /** Cancels the next delivery. */
  cancel: () => void
}

interface Held {
  job: Job
  cancel: () => void
}

/**
 * Sends pushes in order within a chat. Over the stream what was not acknowledged comes again, on the virtual clock, with
 * another messageId; over HTTP nothing does. Carries card callbacks, which are never sent again.
 */
export class Dispatcher {
  readonly #ctx: DingtalkContext
  readonly #subscription: SubscriptionSwitch
  readonly #tails = new Map<string, Promise<unknown>>()
  #held: Held[] = []
  #inFlight = 0
  #closed = false

  constructor(ctx: DingtalkContext, subscription: SubscriptionSwitch) {
    this.#ctx = ctx
    this.#subscription = subscription
    ctx.faults.onClear(() => this.#releaseHeld())
  }

  /** Pushes whose answer is awaited right now; waiting redeliveries are not among them. */
  get inFlight(): number {
    return this.#inFlight
  }

  /** Sends a robot message in the background. Over HTTP the answer may itself be a message. */
  publishMessage(push: Push, chatId: string, onAnswer: (answer: unknown) => void): void {
    const streams = () => this.#subscription.robotStreams
    const send = (made: Push, options: SendOptions) => this.#subscription.robot(made, options)
    this.#publish({ push, chatId, send, streams, onAnswer: streams() ? undefined : onAnswer, progress: fresh() })
  }

  publishEvent(type: string, data: Json): void {
    const streams = () => this.#subscription.eventsStream
    const send = (made: Push, options: SendOptions) => this.#subscription.event(made, options)
    this.#ctx.quota.push()
    const push = event(type, data, this.#ctx.clock.now().getTime())
    this.#publish({ push, chatId: '', send, streams, onAnswer: undefined, progress: fresh() })
  }

  /** Sends a card callback once and resolves to its answer, or to a timeout after 2 s. */
  async call(card: CardInstance, push: Push): Promise<Outcome> {
    const fault = this.#faultFor(push)
    const options = sendOptions(fault, CARD_ANSWER_MS)
    const outcome = await this.#count(() => this.#subscription.card(card, push, options))
    return fault?.kind === 'lost_answer' ? { kind: 'failed', reason: 'timeout' } : outcome
  }

  close(): void {
    this.#closed = true
    for (const held of this.#held) held.cancel()
    this.#held = []
  }

  #publish(job: Job): void {
    const fault = this.#faultFor(job.push)
    if (fault?.kind === 'reorder') {
      this.#hold(job)
      return
    }
    this.#start(job, fault)
    this.#releaseHeld()
  }

  #faultFor(push: Push): Fault | undefined {
    const subjects = push.event ? [push.topic, push.event.type] : [push.topic]
    return this.#ctx.faults.take('event', 'POST', subjects)
  }

  #hold(job: Job): void {
    const until = new Date(this.#ctx.clock.now().getTime() + HOLD_MS)
    this.#held.push({ job, cancel: this.#ctx.clock.at(until, () => this.#releaseHeld()) })
  }

  #releaseHeld(): void {
    const held = this.#held
    this.#held = []
    for (const { job, cancel } of held) {
      cancel()
      this.#start(job, undefined)
    }
  }

  #start(job: Job, fault: Fault | undefined): void {
    const copies = fault?.kind === 'duplicate' ? [fault.eventId === 'new' ? redelivered(job.push) : job.push] : []
    for (const push of [job.push, ...copies]) void this.#attempt({ ...job, push, progress: fresh() }, 0, fault)
  }

  async #attempt(job: Job, resends: number, fault: Fault | undefined): Promise<void> {
    if (this.#closed) return
    this.#planRedelivery(job, resends)
    const lost = fault?.kind === 'lost_answer'
    const options = { ...sendOptions(fault, ANSWER_MS), onLateAnswer: () => lost || job.progress.cancel() }
    const outcome = await this.#count(() => this.#inOrder(job, () => job.send(job.push, options)))
    if (lost || outcome.kind === 'failed') return
    if (isAcknowledged(job.push, outcome)) job.progress.cancel()
    if (outcome.code === 200) job.onAnswer?.(outcome.data)
  }

  /** Over the stream the order of sending is that of arrival; over HTTP each waits for the answer to the one before. */
  #inOrder(job: Job, send: () => Promise<Outcome>): Promise<Outcome> {
    if (job.streams()) return send()
    const sent = (this.#tails.get(job.chatId) ?? Promise.resolve()).then(send)
    this.#tails.set(job.chatId, sent)
    void sent.finally(() => {
      if (this.#tails.get(job.chatId) === sent) this.#tails.delete(job.chatId)
    })
    return sent
  }

  #planRedelivery(job: Job, resends: number): void {
    if (!job.streams()) return
    const { afterSeconds, times } = this.#ctx.app.redelivery ?? REDELIVERY
    const at = new Date(this.#ctx.clock.now().getTime() + afterSeconds * 1000)
    job.progress.cancel = this.#ctx.clock.at(at, () => {
      if (resends < times) void this.#attempt({ ...job, push: redelivered(job.push) }, resends + 1, undefined)
      else this.#ctx.log(`simulator: ${job.push.event?.type ?? job.push.topic} was never acknowledged`)
    })
  }

  async #count<T>(work: () => Promise<T>): Promise<T> {
    this.#inFlight += 1
    try {
      return await work()
    } finally {
      this.#inFlight -= 1
    }
  }
}

function fresh(): Progress {
  return { cancel: () => undefined }
}

/** An event may be put off with code 200 and the status LATER. */
function isAcknowledged(push: Push, outcome: Extract<Outcome, { kind: 'answered' }>): boolean {
  return outcome.code === 200 && (push.type !== 'EVENT' || stringAt(outcome.data, 'status') !== 'LATER')
}

function sendOptions(fault: Fault | undefined, answerMs: number): SendOptions {
  if (fault?.kind === 'skew') return { answerMs, skewSeconds: numberParam(fault, 'seconds', 7_200) }
  return { answerMs, cut: fault?.kind === 'cut' }
}
