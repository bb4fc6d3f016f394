/** Messenger platforms on loopback, with one virtual clock and an HTTP API to act as people (docs/simulator.md). */
import type { ApiContext } from './api/context.ts'
import { pagesPlugin } from './api/plugin.ts'
import { VirtualClock } from './clock.ts'
import { ExchangeLog } from './exchanges.ts'
import { Feed } from './feed.ts'
import { createFeishuPlatform } from './feishu/index.ts'
import { MessageIndex } from './message-index.ts'
import { Settling } from './settling.ts'
import type { SimulatedPlatform } from './simulated-platform.ts'
import type { Simulator, SimulatorOptions } from './simulator.ts'
import { isWeekday, toIso } from './time.ts'
import type { Shared } from './types.ts'

export { VirtualClock } from './clock.ts'
export type { FeishuApp } from './feishu/index.ts'
export type * from './simulator.ts'
export type * from './types.ts'

/**
 * Builds a simulator; the pages and the endpoints of each platform must be registered in a Fastify server, then `start`
 * called. Throws what the platforms throw, e.g. for a world whose chats hold people without an account.
 */
export function createSimulator(options: SimulatorOptions): Simulator {
  const shared = sharedOf(options)
  const { clock, feed } = shared
  const index = new MessageIndex(feed)
  const feishu = options.feishu && createFeishuPlatform({ ...shared, app: options.feishu })
  const further = options.platforms ?? []
  const platforms = [...(feishu ? [feishu] : []), ...further.map((create) => create(shared))]
  const platform = (name: string): SimulatedPlatform => {
    const found = platforms.find((candidate) => candidate.name === name)
    if (!found) throw new RangeError(`there is no platform ${name}`)
    return found
  }
  const deliveries = {
    get inFlight() {
      return platforms.reduce((sum, { inFlight }) => sum + inFlight, 0)
    },
  }
  const settling = new Settling(clock, deliveries, options.service)
  const { isWorkingDay = isWeekday, pageRoot } = options
  const api: ApiContext = { ...shared, platforms, index, settling, isWorkingDay, pageRoot }
  const deaf = clock.onChange(() => feed.emit({ kind: 'clock', clock: toIso(clock.now().getTime()) }))
  return {
    clock,
    platforms,
    platform,
    pages: pagesPlugin(api),
    get feishu() {
      return platform('feishu').endpoints
    },
    setSubscription: (next) => platform('feishu').subscribe(next),
    subscribed: () => platform('feishu').subscribed(),
    attach: (hooks) => settling.attach(hooks),
    start: async () => feishu?.start(),
    close: async () => {
      deaf()
      await Promise.all(platforms.map((one) => one.close()))
      if (!options.clock) clock.stop()
    },
  }
}

function sharedOf({ world, clock, startAt, rateLimits, log }: SimulatorOptions): Shared {
  const time = clock ?? new VirtualClock(startAt)
  const feed = new Feed()
  return {
    world,
    clock: time,
    feed,
    exchanges: new ExchangeLog(time, feed),
    rateLimits: rateLimits ?? 'documented',
    log: log ?? (() => undefined),
  }
}
