/** What a simulator is made from, and what it gives its host. */
import type { FastifyPluginAsync } from 'fastify'
import type { VirtualClock } from './clock.ts'
import type { FeishuApp } from './feishu/app.ts'
import type { SimulatedPlatform } from './simulated-platform.ts'
import type { ServiceHooks, Shared, Subscription, SubscriptionState, World } from './types.ts'

/** Makes a platform that lives in what is shared. Throws for a world in which it cannot live. */
export type PlatformFactory = (shared: Shared) => SimulatedPlatform

export interface SimulatorOptions {
  world: World
  clock?: VirtualClock | undefined
  /** Start of the virtual clock when `clock` is not given. */
  startAt?: Date | undefined
  /** Settings of the simulated Feishu; without them there is none. */
  feishu?: FeishuApp | undefined
  /** The platforms after Feishu, in the order in which people see them. */
  platforms?: readonly PlatformFactory[] | undefined
  /** 'documented' (default) enforces the platforms' rate limits. */
  rateLimits?: 'documented' | 'off' | undefined
  /** Folder of the built page. */
  pageRoot?: string | undefined
  service?: ServiceHooks | undefined
  /** Asia/Shanghai date as YYYY-MM-DD; Monday to Friday when not given. */
  isWorkingDay?: ((isoDate: string) => boolean) | undefined
  log?: ((line: string) => void) | undefined
}

export interface Simulator {
  readonly clock: VirtualClock
  /** The page and the HTTP API under /simulator, and a redirect from /. */
  readonly pages: FastifyPluginAsync
  readonly platforms: readonly SimulatedPlatform[]
  /** Throws if there is none of that name. */
  platform(name: string): SimulatedPlatform
  /** Feishu's endpoints: /open-apis/*, /callback/ws/endpoint and the /ws/v2 socket. Throws if there is no Feishu. */
  readonly feishu: FastifyPluginAsync
  /** Changes where Feishu's events go; a webhook is sent the url_verification challenge. */
  setSubscription(subscription: Subscription): void
  /** Resolves when Feishu's last subscription was verified or refused. */
  subscribed(): Promise<SubscriptionState>
  attach(hooks: ServiceHooks): void
  /** Verifies the subscription given in the options of Feishu; sends nothing else. */
  start(): Promise<void>
  /** Stops deliveries, timers and streams. */
  close(): Promise<void>
}
