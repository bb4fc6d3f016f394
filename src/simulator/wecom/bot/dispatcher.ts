import { type Fault, numberParam } from '../../faults.ts'
import type { Json } from '../../json.ts'
import type { Deliveries } from '../deliveries.ts'
import type { Chat } from '../directory.ts'
import type { StoredMessage } from '../messages.ts'
import type { BotParts } from './parts.ts'
import { EVENT_MS } from './requests.ts'
import type { BotSockets } from './sockets.ts'

/** How a press ended: an update came, none came in time, or nobody is connected. */
export type PressOutcome = 'done' | 'timeout' | 'unreachable'

interface Callback {
  reqId: string
  body: Json
  fault: Fault | undefined
  /** Ids of the messages that it is about, where the frame does not name them. */
  messages?: readonly string[]
}

/** Tells the bot what people do. What finds nobody connected is lost; nothing is sent again. */
export class BotDispatcher {
  readonly #parts: BotParts
  readonly #sockets: BotSockets
  readonly #deliveries: Deliveries

  constructor(parts: BotParts, sockets: BotSockets, deliveries: Deliveries) {
    this.#parts = parts
    this.#sockets = sockets
    this.#deliveries = deliveries
  }

  /** A message in a chat, in the background; those of one chat arrive in order. */
  hear(chat: Chat, body: Json): void {
    this.#parts.conversations.spokenTo(chat.id)
    const fault = this.#faultFor(`aibot_msg_callback/${String(body.msgtype)}`)
    const at = this.#parts.ctx.clock.now().getTime()
    const job = async () => {
      for (let copies = fault?.kind === 'duplicate' ? 2 : 1; copies > 0; copies -= 1) {
        const reqId = this.#parts.requests.open({ kind: 'message', chatId: chat.id, at, streams: new Map() })
        await this.#deliver('aibot_msg_callback', { reqId, body, fault })
      }
    }
    if (fault?.kind === 'reorder') this.#deliveries.hold(chat.id, job)
    else this.#deliveries.enqueue(chat.id, job)
  }

  /** Somebody opens the private chat with the bot. */
  enter(chat: Chat, body: Json): void {
    this.#parts.conversations.spokenTo(chat.id)
    const fault = this.#faultFor('aibot_event_callback/enter_chat')
    this.#deliveries.enqueue(chat.id, async () => {
      const reqId = this.#parts.requests.open({ kind: 'enter', chatId: chat.id, started: performance.now() })
      await this.#deliver('aibot_event_callback', { reqId, body, fault })
    })
  }

  /** A pressed card: waits up to 5 s for its update. */
  press(card: StoredMessage, body: Json): Promise<PressOutcome> {
    return this.#deliveries.count(async () => {
      const fault = this.#faultFor('aibot_event_callback/template_card_event')
      if (!this.#sockets.isConnected) return 'unreachable'
      const answered = Promise.withResolvers<PressOutcome>()
      const reqId = this.#parts.requests.open({ kind: 'card', card, settle: () => answered.resolve('done') })
      // The answer comes too late: it is refused, and for the person nothing ever comes.
      if (fault?.kind === 'lost_answer') this.#parts.requests.close(reqId)
      const timer = setTimeout(() => answered.resolve('timeout'), EVENT_MS)
      const forget = this.#sockets.onLost(() => answered.resolve('unreachable'))
      const sending = this.#send({ reqId, body, fault, messages: [card.id] }).then((arrived) => {
        if (!arrived) answered.resolve('unreachable')
        else if (fault?.kind === 'lost_answer') answered.resolve('timeout')
      })
      const outcome = await answered.promise
      clearTimeout(timer)
      forget()
      await sending
      this.#parts.requests.close(reqId)
      return outcome
    })
  }

  async #send(callback: Callback): Promise<boolean> {
    const arrived = await this.#deliver('aibot_event_callback', callback)
    if (callback.fault?.kind === 'duplicate') await this.#deliver('aibot_event_callback', callback)
    return arrived
  }

  async #deliver(cmd: string, { reqId, body, fault, messages = [] }: Callback): Promise<boolean> {
    if (this.#deliveries.isClosed) return false
    if (fault?.kind === 'cut') {
      this.#sockets.cut()
      return false
    }
    return this.#sockets.deliver({ cmd, headers: { req_id: reqId }, body: skewed(body, fault) }, messages)
  }

  #faultFor(subject: string): Fault | undefined {
    return this.#parts.ctx.faults.take('event', 'POST', [subject])
  }
}

/** Only events say when they happened. */
function skewed(body: Json, fault: Fault | undefined): Json {
  const { create_time } = body
  if (fault?.kind !== 'skew' || typeof create_time !== 'number') return body
  return { ...body, create_time: create_time + numberParam(fault, 'seconds', 600) }
}
