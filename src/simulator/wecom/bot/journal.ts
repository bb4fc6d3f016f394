import type { ExchangeRecord } from '../../exchanges.ts'
import type { Json } from '../../json.ts'
import { PLATFORM } from '../app.ts'
import type { WecomContext } from '../context.ts'
import { shortened } from '../shortened.ts'
import type { Frame } from './frames.ts'

/** What the service asked for in a frame. */
export interface Asked {
  cmd: string
  reqId: string
  body: Json
}

type Seen = Pick<ExchangeRecord, 'direction' | 'path' | 'request' | 'response' | 'status' | 'messages'>

/** Keeps the frames of the socket in the inspector. `started` is `performance.now()`; status 0: no answer came. */
export class BotJournal {
  readonly #ctx: WecomContext

  constructor(ctx: WecomContext) {
    this.#ctx = ctx
  }

  /** A frame of the service with its acknowledgement, or why there was none; `touched` are ids of messages. */
  asked({ cmd, reqId, body }: Asked, response: unknown, started: number, touched: readonly string[] = []): void {
    const request = { cmd, headers: { req_id: reqId }, body }
    const status = typeof response === 'string' ? 0 : 200
    this.#add({ direction: 'to-platform', path: cmd, request, response, status, messages: touched }, started)
  }

  /** A callback, and whether it arrived; `messages` are the ids of what it is about. */
  told(frame: Frame, arrived: boolean, started: number, messages: readonly string[]): void {
    const [response, status] = arrived ? [null, 200] : ['nobody is connected', 0]
    this.#add({ direction: 'to-service', path: frame.cmd ?? '', request: frame, response, status, messages }, started)
  }

  #add(seen: Seen, started: number): void {
    this.#ctx.exchanges.add({
      ...seen,
      platform: PLATFORM,
      transport: 'long-connection',
      method: 'FRAME',
      ms: Math.round(performance.now() - started),
      requestHeaders: {},
      request: shortened(seen.request),
      responseHeaders: {},
    })
  }
}
