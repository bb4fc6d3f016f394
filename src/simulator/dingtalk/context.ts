import type { VirtualClock } from '../clock.ts'
import type { ExchangeLog } from '../exchanges.ts'
import type { FaultPlan } from '../faults.ts'
import type { CardRoutes } from './card-routes.ts'
import type { CardStore } from './cards.ts'
import type { Directory } from './directory.ts'
import type { Media } from './media.ts'
import type { MessageStore } from './message-store.ts'
import type { DingtalkApp } from './options.ts'
import type { Quota } from './quota.ts'
import type { RateLimits } from './rate-limits.ts'
import type { Sessions } from './sessions.ts'
import type { Tokens } from './tokens.ts'

/** Everything that the simulated platform's endpoints and deliveries work on. */
export interface DingtalkContext {
  readonly app: DingtalkApp
  readonly clock: VirtualClock
  readonly directory: Directory
  readonly messages: MessageStore
  readonly cards: CardStore
  readonly cardRoutes: CardRoutes
  readonly media: Media
  readonly sessions: Sessions
  readonly tokens: Tokens
  readonly limits: RateLimits
  readonly quota: Quota
  readonly faults: FaultPlan
  readonly exchanges: ExchangeLog
  readonly log: (line: string) => void
  /** Base address of this server as the service reaches it, without a slash at the end. */
  base(): string
}
