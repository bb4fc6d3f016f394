/** What the pipeline needs from outside; wired by hand in app.ts. */
import type { Clock } from '../../domain/ports/clock.ts'
import type { Ids } from '../../domain/ports/ids.ts'
import type { Inbox, Outbox } from '../../domain/ports/queues.ts'
import type { UnitOfWork } from '../../domain/ports/unit-of-work.ts'
import type { WorkCalendar } from '../../domain/shared/calendar.ts'
import type { Declared } from '../actions/action.ts'
import type { Health } from '../actions/health.ts'
import type { MessengerName } from '../messenger.ts'

export interface PipelineLog {
  info(fields: Record<string, unknown>, message: string): void
  warn(fields: Record<string, unknown>, message: string): void
  error(fields: Record<string, unknown>, message: string): void
}

export interface Environment {
  unitOfWork: UnitOfWork
  inbox: Inbox
  outbox: Outbox
  clock: Clock
  ids: Ids
  calendar: WorkCalendar
  zone: string
  actions: readonly Declared[]
  health: Health
  log: PipelineLog
  /** The bot's display name, for help and welcome. */
  botName: string
  /** Messengers that are configured, in order of preference. */
  messengers: readonly MessengerName[]
  /** Runs `run` after so many real milliseconds; returns the cancel function. For patience, not for business time. */
  after(ms: number, run: () => void): () => void
  /** What a messenger calls an account nobody in the roster has; never fails. */
  nameOf(platform: string, accountId: string): Promise<string | undefined>
  /** A question was asked that ends at `when`: somebody must look then. */
  promptOpened(when: Date): void
  /** Called after each committed transaction that may have put something into the outbox. */
  wakeDelivery(): void
}
