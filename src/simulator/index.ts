/** A faithful Feishu on loopback, with a virtual clock and an HTTP API to act as people (docs/simulator.md). */
import { VirtualClock } from './clock.ts'
import type { Simulator, SimulatorOptions, SubscriptionState } from './types.ts'

export { VirtualClock } from './clock.ts'
export type * from './types.ts'

/** Builds a simulator; its plugins must be registered in a Fastify server, then `start` called. */
export function createSimulator(options: SimulatorOptions): Simulator {
  const clock = options.clock ?? new VirtualClock(options.startAt)
  const state: SubscriptionState = { mode: options.feishu.subscription.mode, status: 'pending' }
  return {
    clock,
    pages: async () => undefined,
    feishu: async () => undefined,
    get subscriptionState() {
      return state
    },
    setSubscription: () => undefined,
    subscribed: async () => state,
    attach: () => undefined,
    start: async () => undefined,
    close: async () => clock.stop(),
  }
}
