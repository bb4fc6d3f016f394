import type { VirtualClock } from './clock.ts'
import type { ExchangeLog } from './exchanges.ts'
import type { Feed } from './feed.ts'

/** A person's account on one platform: for Feishu the open_id (`ou_…`), for DingTalk and WeCom the userid. */
export interface WorldAccount {
  platform: string
  id: string
  unionId?: string | undefined
}

export interface WorldPerson {
  id: string
  name: string
  title?: string | undefined
  /** Outside the tenant: the contact API does not know such a person. */
  external?: boolean | undefined
  accounts: WorldAccount[]
}

export interface WorldChat {
  platform: string
  id: string
  name: string
  type: 'group'
  /** Ids of people. The bot is a member unless it is removed through the API. */
  members: string[]
}

/** Who exists, and which groups they share. Private chats with the bot are implied. */
export interface World {
  tenantKey: string
  bot: { name: string }
  people: WorldPerson[]
  chats: WorldChat[]
}

export type Subscription = { mode: 'webhook'; url: string } | { mode: 'long-connection' }

/** Where events go, and whether the address answered the challenge. */
export interface SubscriptionState {
  mode: Subscription['mode']
  url?: string
  status: 'pending' | 'verified' | 'failed'
  detail?: string
}

/** What the simulator may ask of the service that it serves, to know when everything has settled. */
export interface ServiceHooks {
  /** True while inbox, outbox or due jobs hold work. */
  busy(): Promise<boolean>
  /** Instant of the next scheduled job. */
  nextDue(): Promise<Date | null>
}

/** What all platforms of one simulator share. */
export interface Shared {
  readonly world: World
  readonly clock: VirtualClock
  readonly feed: Feed
  readonly exchanges: ExchangeLog
  readonly rateLimits: 'documented' | 'off'
  readonly log: (line: string) => void
}
