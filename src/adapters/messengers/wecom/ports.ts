import type { Intake } from '../../../bot/messenger.ts'
import type { Clock } from '../../../domain/ports/clock.ts'
import type { AdapterLog } from '../../shared/log.ts'
import type { Refusals } from '../../shared/refusals.ts'
import type { Images } from './media.ts'
import type { Once } from './once.ts'

/** What app, bot and webhooks share. */
export interface SharedPorts {
  clock: Clock
  wireClock: Clock
  log: AdapterLog
  intake: Intake
  refusals: Refusals
  images: Images
  once: Once
  link: string
  timeoutMs: number
  /** Something verified came in. */
  seen(): void
  /** Keeps work that goes on after the answer, so that the adapter ends after it. */
  background(work: Promise<void>): void
  /** A private message instead of a toast. */
  tell(userId: string, words: string): Promise<void>
}
