import type { Envelope } from './envelopes.ts'

/** What came back for an event or callback. `status` 200 is an acknowledgement; `none`: nobody is subscribed. */
export type Outcome =
  | { kind: 'answered'; status: number; body: string }
  | { kind: 'failed'; reason: 'dns' | 'tcp' | 'timeout' | 'cut' | 'none' }

export interface SendOptions {
  /** Seconds by which the timestamp header is off. */
  skewSeconds?: number
  /** Cuts the connection before the event is complete. */
  cut?: boolean
}

/** A way to the service: the webhook or the long connection. */
export interface Transport {
  send(envelope: Envelope, options: SendOptions): Promise<Outcome>
}

/** The platform waits this long for an acknowledgement or a callback's answer. */
export const ANSWER_MS = 3_000
