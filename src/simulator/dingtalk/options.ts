import type { SimulatedPlatform } from '../simulated-platform.ts'
import type { Shared, SubscriptionState } from '../types.ts'
import type { MessageView } from '../view/message-view.ts'

/** Encrypted event push over HTTP: its token and the 43 characters of its AES key. */
export interface EventPush {
  url: string
  token: string
  aesKey: string
}

/** The console's message receiving mode. Card callbacks do not follow it: each card says how it calls back. */
export type DingtalkSubscription =
  | { mode: 'stream' }
  | {
      mode: 'webhook'
      /** Where robot messages are POSTed. */
      url: string
      /** Where cards with callbackType HTTP call back whose route key was never registered through the API. */
      cardUrl?: string | undefined
      events?: EventPush | undefined
    }

/** Calls and pushes that an organisation may use in a calendar month. */
export interface MonthlyQuota {
  apiCalls: number
  pushes: number
}

/** What the real platform has not been seen to settle is a setting here; see the comments for what is assumed. */
export interface DingtalkApp {
  clientId: string
  clientSecret: string
  robotCode: string
  corpId: string
  /** Ids of the published card templates (`….schema`). */
  cardTemplates: readonly string[]
  /** Ids of templates that exist but were never published. */
  unpublishedTemplates?: readonly string[] | undefined
  subscription: DingtalkSubscription
  /** Signs the callbacks to `cardUrl`; without it they are unsigned. */
  cardApiSecret?: string | undefined
  /** Base of sessionWebhook and download addresses; by default the address that the server listens on. */
  webhookBase?: string | undefined
  /** Un-acknowledged callbacks and events of the stream come again. Default: every 60 s, ten times. */
  redelivery?: { afterSeconds: number; times: number } | undefined
  /** Default: a standard organisation, 5,000 calls and 3,000 pushes. */
  monthlyQuota?: MonthlyQuota | undefined
  /** Whether the client mentions the bot when a `dtmd://` button is pressed in a group. Default true. */
  dtmdMentionsBot?: boolean | undefined
  /** Largest value of a card variable in bytes. The documentation says 1,024, users send more; default: no limit. */
  cardValueBytes?: number | undefined
}

/** `rateLimits: 'documented'` enforces 20 calls per second and API, and the monthly quota. */
export interface DingtalkOptions extends Shared {
  app: DingtalkApp
}

export interface Usage extends MonthlyQuota {
  /** The month that is counted, as YYYY-MM in Asia/Shanghai. */
  month: string
}

export interface DingtalkPlatform extends SimulatedPlatform {
  /** Changes where robot messages and events go; an event push address is asked to answer its check. */
  setSubscription(subscription: DingtalkSubscription): Promise<SubscriptionState>
  /** Sends an event of the organisation, e.g. `chat_add_member`. */
  publishEvent(eventType: string, data: Record<string, unknown>): void
  /** Ids of the open connections of the stream. */
  readonly connections: readonly string[]
  /** Sends a SYSTEM ping over every connection; resolves to the number of those that echoed it within 5 s. */
  ping(): Promise<number>
  /** Tells every connection to go; each is closed after 10 s of virtual time. */
  recycleConnections(reason?: 'persistent connection is timeout' | 'connection is expired'): void
  /** Drops every connection without a farewell. */
  cutConnections(): void
  /** Makes all tokens issued so far invalid. */
  revokeTokens(): void
  usage(): Usage
  /** A message as one person sees it, with the private data of that person's card; undefined if it was not delivered there. */
  viewFor(message: string, person: string): MessageView | undefined
}
