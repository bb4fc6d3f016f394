import type { Subscription } from '../types.ts'

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
