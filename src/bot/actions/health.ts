/** What the running service knows of its messengers, for `自检` and `/healthz`. */
export interface MessengerHealth {
  platform: string
  /** e.g. `webhook`, `stream`, or several joined by `+`. */
  transport: string
  state: 'ok' | 'starting' | 'failing'
  /** One sentence in our own words on what is wrong or missing, for an administrator. */
  detail?: string
  /** When the open connection was established, if there is one; ISO 8601. */
  connectedSince?: string
  /** When the last verified event came in, ISO 8601. */
  lastEventAt?: string
  /** Code of the last call, if it failed. */
  lastErrorCode?: string
  /** Metered calls of this month, and how many the platform grants, if it meters them. */
  quota?: { used: number; granted: number }
}

export interface Health {
  messengers(): readonly MessengerHealth[]
}
