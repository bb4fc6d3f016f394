import type { VirtualClock } from '../clock.ts'
import type { ExchangeLog } from '../exchanges.ts'
import type { FaultPlan } from '../faults.ts'
import type { WecomApp } from './app.ts'
import type { WecomDirectory } from './directory.ts'
import type { TemporaryMedia } from './media.ts'
import type { WecomMessages } from './messages.ts'
import type { RateLimits } from './rate-limits.ts'
import type { ResponseCodes } from './response-codes.ts'
import type { TaskIds } from './task-ids.ts'
import type { Tokens } from './tokens.ts'

/** Everything that the simulated platform's endpoints and deliveries work on. */
export interface WecomContext {
  readonly app: WecomApp
  /** What the app is called in private chats. */
  readonly appName: string
  readonly clock: VirtualClock
  readonly directory: WecomDirectory
  readonly messages: WecomMessages
  readonly media: TemporaryMedia
  readonly tokens: Tokens
  readonly responseCodes: ResponseCodes
  readonly taskIds: TaskIds
  readonly limits: RateLimits
  readonly faults: FaultPlan
  readonly exchanges: ExchangeLog
  readonly log: (line: string) => void
  /** `http://host` of the last request, under which people's pictures can be fetched. */
  origin: string
  /** True once the callback URL was verified: only then may callback cards be sent. */
  canCallBack: () => boolean
}
