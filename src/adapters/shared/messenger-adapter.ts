/** What every messenger adapter gives the composition root: its voice, its door, its life. */
import type { MessengerHealth } from '../../bot/actions/health.ts'
import type { Messenger } from '../../bot/messenger.ts'

export interface DoorRoute {
  method: 'GET' | 'POST'
  /** What follows `/webhooks/<platform>`: '' or e.g. `/card`. */
  path: string
}

export interface DoorRequest extends DoorRoute {
  /** As it came, percent-encoded, without the question mark. */
  query: string
  headers: Record<string, string | string[] | undefined>
  /** The body's bytes; empty for GET. */
  raw: Uint8Array
}

export interface DoorResponse {
  status: number
  body: string
  /** Default `application/json; charset=utf-8`. */
  contentType?: string
  /** To be called once the response is out. */
  sent?: () => void
}

/** Bytes in, bytes out. Verifies before it reads; never throws. */
export interface Door {
  routes: readonly DoorRoute[]
  maxBytes: number
  handle(request: DoorRequest): Promise<DoorResponse>
  /** Audits a request whose body was too large even to be read; bounded as every refusal. */
  oversized(bytes: string): Promise<void>
}

export interface MessengerAdapter {
  messenger: Messenger
  door: Door
  /** Starts whatever runs in the background. Does not wait for it; called twice it does nothing more. */
  start(): Promise<void>
  /** Ends everything that runs in the background; events being handled are finished first. */
  stop(): Promise<void>
  /** Name of a person by account id, cached; `undefined` if unknown. Never fails. */
  person(accountId: string): Promise<{ name: string } | undefined>
  health(): MessengerHealth
  /** Something was heard that is not stored yet, and that the platform does not wait for. */
  readonly busy: boolean
}
