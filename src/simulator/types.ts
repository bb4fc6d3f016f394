import type { FastifyPluginAsync } from 'fastify'
import type { VirtualClock } from './clock.ts'

/** A person's account on one platform. For Feishu `id` is the open_id (`ou_…`). */
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

/** Timings that the long connection hands to its clients, in seconds, and the size of a fragment in bytes. */
export interface LongConnectionSettings {
  pingInterval: number
  reconnectInterval: number
  reconnectNonce: number
  fragmentBytes: number
}

export interface FeishuApp {
  /** `cli_` and 16 hex digits, as the official SDK demands. */
  appId: string
  appSecret: string
  /** Empty: events travel in plain text and unsigned, as on the platform. */
  encryptKey: string
  verificationToken: string
  subscription: Subscription
  /** Which group messages the app may read: scope im:message.group_msg ('all', default) or group_at_msg ('mentions'). */
  groupMessages?: 'mentions' | 'all' | undefined
  longConnection?: Partial<LongConnectionSettings> | undefined
}

/** What the simulator may ask of the service that it serves, to know when everything has settled. */
export interface ServiceHooks {
  /** True while inbox, outbox or due jobs hold work. */
  busy(): Promise<boolean>
  /** Instant of the next scheduled job. */
  nextDue(): Promise<Date | null>
}

export interface SimulatorOptions {
  world: World
  clock?: VirtualClock | undefined
  /** Start of the virtual clock when `clock` is not given. */
  startAt?: Date | undefined
  feishu: FeishuApp
  /** 'documented' (default) enforces the platform's rate limits. */
  rateLimits?: 'documented' | 'off' | undefined
  /** Folder of the built page. */
  pageRoot?: string | undefined
  service?: ServiceHooks | undefined
  /** Asia/Shanghai date as YYYY-MM-DD; Monday to Friday when not given. */
  isWorkingDay?: ((isoDate: string) => boolean) | undefined
  log?: ((line: string) => void) | undefined
}

/** Where events go, and whether the address answered the challenge. */
export interface SubscriptionState {
  mode: Subscription['mode']
  url?: string
  status: 'pending' | 'verified' | 'failed'
  detail?: string
}

export interface Simulator {
  readonly clock: VirtualClock
  /** The page and the HTTP API under /simulator, and a redirect from /. */
  readonly pages: FastifyPluginAsync
  /** The platform: /open-apis/*, /callback/ws/endpoint and the /ws/v2 socket. */
  readonly feishu: FastifyPluginAsync
  readonly subscriptionState: SubscriptionState
  /** Changes where events go; a webhook is sent the url_verification challenge. */
  setSubscription(subscription: Subscription): void
  /** Resolves when the last subscription was verified or refused. */
  subscribed(): Promise<SubscriptionState>
  attach(hooks: ServiceHooks): void
  /** Verifies the subscription given in the options; sends nothing else. */
  start(): Promise<void>
  /** Stops deliveries, timers and streams. */
  close(): Promise<void>
}
