import type { Feed } from '../feed.ts'
import type { FeishuContext } from '../feishu/context.ts'
import type { Dispatcher } from '../feishu/dispatcher.ts'
import type { SubscriptionSwitch } from '../feishu/subscription.ts'
import type { Settling } from '../settling.ts'

/** What the HTTP API works on. */
export interface ApiContext extends FeishuContext {
  readonly feed: Feed
  readonly dispatcher: Dispatcher
  readonly settling: Settling
  readonly subscription: SubscriptionSwitch
  readonly isWorkingDay: (isoDate: string) => boolean
  readonly pageRoot: string | undefined
}
