/** Asks at the start what would otherwise fail at the first message: secret, and whether WeCom trusts our address. */
import { MessengerError } from '../../../bot/messenger.ts'
import type { Clock } from '../../../domain/ports/clock.ts'
import type { Client } from './client.ts'

/** Until the app works; a wrong secret is not tried again, because that bans the address for an hour. */
const AGAIN_MS = 300_000

export interface Probe {
  start(): void
  stop(): Promise<void>
  /** Whether WeCom has answered well since the start. */
  passed(): boolean
}

export function createProbe(client: Client, clock: Clock): Probe {
  let passed = false
  let stopped = true
  let asking: Promise<void> = Promise.resolve()
  let cancel = () => {}

  async function ask(): Promise<void> {
    try {
      await client.call({
        operation: 'probe',
        method: 'GET',
        path: '/cgi-bin/getcallbackip',
        repeatable: true,
      })
      passed = true
    } catch (error) {
      if (stopped || (error instanceof MessengerError && error.fault === 'unauthorized')) return
      cancel = clock.at(new Date(clock.now().getTime() + AGAIN_MS), run)
    }
  }

  function run(): void {
    asking = ask()
  }

  return {
    start() {
      if (!stopped) return
      stopped = false
      run()
    },
    async stop() {
      stopped = true
      cancel()
      await asking
    },
    passed: () => passed,
  }
}
