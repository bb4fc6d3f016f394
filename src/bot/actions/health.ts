/** What the running service knows of its messengers, for `自检`. Filled by the composition root. */
export interface MessengerHealth {
  platform: string
  transport: string
  state: 'ok' | 'starting' | 'failing'
  detail?: string
  lastEventAt?: string
  lastErrorCode?: string
}

export interface Health {
  messengers(): readonly MessengerHealth[]
}
