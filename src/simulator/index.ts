/** A faithful Feishu on loopback, with a virtual clock and an HTTP API to act as people (docs/simulator.md). */
import type { ApiContext } from './api/context.ts'
import { pagesPlugin } from './api/plugin.ts'
import { feishuPlugin } from './feishu/plugin.ts'
import { createPlatform } from './platform.ts'
import { Settling } from './settling.ts'
import { isWeekday, toIso } from './time.ts'
import type { Simulator, SimulatorOptions } from './types.ts'

export { VirtualClock } from './clock.ts'
export type * from './types.ts'

/**
 * Builds a simulator; its plugins must be registered in a Fastify server, then `start` called.
 * Throws for an app id of the wrong form and for a world whose chats hold people without an account.
 */
export function createSimulator(options: SimulatorOptions): Simulator {
  const { ctx, feed, connections, subscription, dispatcher } = createPlatform(options)
  const { clock } = ctx
  const settling = new Settling(clock, dispatcher, options.service)
  const api: ApiContext = {
    ...ctx,
    feed,
    dispatcher,
    settling,
    subscription,
    isWorkingDay: options.isWorkingDay ?? isWeekday,
    pageRoot: options.pageRoot,
  }
  const deaf = clock.onChange(() => feed.emit({ kind: 'clock', clock: toIso(clock.now().getTime()) }))
  return {
    clock,
    pages: pagesPlugin(api),
    feishu: feishuPlugin(ctx, connections),
    get subscriptionState() {
      return subscription.state
    },
    setSubscription: (next) => subscription.set(next),
    subscribed: () => subscription.settled(),
    attach: (hooks) => settling.attach(hooks),
    start: async () => {
      const given = options.feishu.subscription
      if (subscription.touched || (given.mode === 'webhook' && given.url === '')) return
      subscription.set(given)
      await subscription.settled()
    },
    close: async () => {
      deaf()
      dispatcher.close()
      connections.cutAll()
      if (!options.clock) clock.stop()
    },
  }
}
