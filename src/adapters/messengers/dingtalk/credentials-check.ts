/** Proves the credentials once at the start, for the transport that would not notice wrong ones before the first answer. */
import { MessengerError } from '../../../bot/messenger.ts'
import type { Clock } from '../../../domain/ports/clock.ts'
import type { DingtalkClient } from './client.ts'

const FIRST_RETRY_MS = 5_000
const LAST_RETRY_MS = 300_000

export interface CredentialsCheck {
  start(): void
  stop(): void
  state(): { state: 'ok' | 'starting' | 'failing'; detail?: string }
}

export function createCredentialsCheck(client: DingtalkClient, clock: Clock): CredentialsCheck {
  let proved = false
  let failure: string | undefined
  let running = false
  let cancel = () => {}

  function attempt(waitMs: number): void {
    client.authenticate().then(
      () => {
        proved = true
        failure = undefined
      },
      (error: unknown) => {
        failure = error instanceof MessengerError ? error.message : 'access token: unusable answer'
        if (!running) return
        const next = Math.min(waitMs * 2, LAST_RETRY_MS)
        cancel = clock.at(new Date(clock.now().getTime() + waitMs), () => attempt(next))
      },
    )
  }

  return {
    start() {
      if (running) return
      running = true
      attempt(FIRST_RETRY_MS)
    },
    stop() {
      running = false
      cancel()
    },
    state() {
      if (proved) return { state: 'ok' }
      return failure === undefined
        ? { state: 'starting', detail: 'credentials not proved yet' }
        : { state: 'failing', detail: failure }
    },
  }
}
