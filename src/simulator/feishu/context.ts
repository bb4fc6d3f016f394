import type { VirtualClock } from '../clock.ts'
import type { ExchangeLog } from '../exchanges.ts'
import type { FaultPlan } from '../faults.ts'
import type { FeishuApp } from './app.ts'
import type { CardTokens } from './card-tokens.ts'
import type { Directory } from './directory.ts'
import type { MediaStore } from './media-store.ts'
import type { MessageStore } from './messages.ts'
import type { RateLimits } from './rate-limits.ts'
import type { Tokens } from './tokens.ts'

/** Everything that the simulated platform's endpoints and deliveries work on. */
export interface FeishuContext {
  readonly app: FeishuApp
  readonly clock: VirtualClock
  readonly directory: Directory
  readonly messages: MessageStore
  readonly media: MediaStore
  readonly tokens: Tokens
  readonly cardTokens: CardTokens
  readonly limits: RateLimits
  readonly faults: FaultPlan
  readonly exchanges: ExchangeLog
  readonly log: (line: string) => void
}
