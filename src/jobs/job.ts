/** A job: when it is due, what one run does. The runner gives every due instant one ledger row, so it runs once. */
import type { ActionContext } from '../bot/actions/action.ts'

export type JobSetting = Pick<
  ActionContext,
  'tx' | 'now' | 'today' | 'zone' | 'calendar' | 'people' | 'ids' | 'traceId'
> & {
  /** Messengers that are configured, in order of preference. */
  platforms: readonly string[]
}

export interface Job {
  name: string
  /** The first instant after `after` at which the job is due; undefined for one that runs only when reminded. */
  next(after: Date): Date | undefined
  /** What this due instant is for: one run per job and period, however often the process dies. */
  period(due: Date): string
  /** Runs inside the transaction that also writes the ledger row. May ask to be run again at an instant. */
  run(setting: JobSetting): Promise<Date | undefined>
}
