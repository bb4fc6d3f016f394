import type { VirtualClock } from '../../clock.ts'
import { freshId } from '../../ids.ts'
import { WecomError } from '../errors.ts'
import type { StoredMessage } from '../messages.ts'

const REPLY_MS = 24 * 3_600_000
/** An event is answered within this, in milliseconds of real time. */
export const EVENT_MS = 5_000

export interface Heard {
  kind: 'message'
  chatId: string
  at: number
  /** Streams of this message by their id. */
  streams: Map<string, StoredMessage>
}

export interface Entered {
  kind: 'enter'
  chatId: string
  /** `performance.now()` of the event. */
  started: number
}

export interface Pressed {
  kind: 'card'
  card: StoredMessage
  /** Ends the wait of the person who pressed. */
  settle: () => void
}

/** The req_ids under which the bot may answer, and what they belong to. */
export class BotRequests {
  readonly #known = new Map<string, Heard | Entered | Pressed>()
  readonly #clock: VirtualClock

  constructor(clock: VirtualClock) {
    this.#clock = clock
  }

  open(request: Heard | Entered | Pressed): string {
    this.#forgetOld()
    const reqId = freshId('')
    this.#known.set(reqId, request)
    return reqId
  }

  close(reqId: string): void {
    this.#known.delete(reqId)
  }

  /** A message that may still be answered: for 24 hours. Throws 846605. */
  heard(reqId: string): Heard {
    const request = this.#known.get(reqId)
    if (request?.kind !== 'message' || this.#isOver(request)) throw new WecomError(846605)
    return request
  }

  /** The opening of a chat, to be answered once within 5 s. Throws 846605. */
  entered(reqId: string): Entered {
    const request = this.#known.get(reqId)
    if (request?.kind !== 'enter' || this.#isOver(request)) throw new WecomError(846605)
    return request
  }

  /** Requests are kept in order of time, so the old ones come first. */
  #forgetOld(): void {
    for (const [reqId, request] of this.#known) {
      if (request.kind === 'card' || !this.#isOver(request)) return
      this.#known.delete(reqId)
    }
  }

  #isOver(request: Heard | Entered): boolean {
    if (request.kind === 'enter') return performance.now() - request.started > EVENT_MS
    return this.#clock.now().getTime() - request.at > REPLY_MS
  }

  /** A pressed card whose person still waits. Throws 846605. */
  pressed(reqId: string): Pressed {
    const request = this.#known.get(reqId)
    if (request?.kind !== 'card') throw new WecomError(846605)
    return request
  }
}
