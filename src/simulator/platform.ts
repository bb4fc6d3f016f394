import { VirtualClock } from './clock.ts'
import { ExchangeLog } from './exchanges.ts'
import { FaultPlan } from './faults.ts'
import { Feed } from './feed.ts'
import { CardTokens } from './feishu/card-tokens.ts'
import type { FeishuContext } from './feishu/context.ts'
import { Dispatcher } from './feishu/dispatcher.ts'
import { LongConnections } from './feishu/long-connection.ts'
import { RateLimits } from './feishu/rate-limits.ts'
import { SubscriptionSwitch } from './feishu/subscription.ts'
import { Tokens } from './feishu/tokens.ts'
import { MediaStore } from './media.ts'
import { MessageStore } from './messages.ts'
import type { SimulatorOptions } from './types.ts'
import { Directory } from './world.ts'

const APP_ID = /^cli_[0-9a-fA-F]{16}$/

/** All parts of the simulated platform, wired. */
export interface Platform {
  ctx: FeishuContext
  feed: Feed
  connections: LongConnections
  subscription: SubscriptionSwitch
  dispatcher: Dispatcher
}

/** Throws for an app id that the official SDK would not take, and for a chat with a stranger in it. */
export function createPlatform(options: SimulatorOptions): Platform {
  if (!APP_ID.test(options.feishu.appId)) throw new Error('appId must be cli_ and 16 hex digits')
  const clock = options.clock ?? new VirtualClock(options.startAt)
  const feed = new Feed()
  const ctx: FeishuContext = {
    app: options.feishu,
    clock,
    directory: new Directory(options.world, options.feishu.appId),
    messages: new MessageStore(clock, feed),
    media: new MediaStore(),
    tokens: new Tokens(options.feishu, clock),
    cardTokens: new CardTokens(clock),
    limits: new RateLimits(clock, options.rateLimits !== 'off'),
    faults: new FaultPlan(),
    exchanges: new ExchangeLog(clock, feed),
    log: options.log ?? (() => undefined),
  }
  const connections = new LongConnections(ctx)
  const subscription = new SubscriptionSwitch(ctx, connections)
  return { ctx, feed, connections, subscription, dispatcher: new Dispatcher(ctx, subscription) }
}
