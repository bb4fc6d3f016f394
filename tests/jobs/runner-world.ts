/** Jobs over the in-memory store, on a clock that is moved. */
import { chineseCalendar } from '../../src/adapters/system/holidays.ts'
import type { Job } from '../../src/jobs/job.ts'
import { createRunner, type Runner } from '../../src/jobs/runner.ts'
import { State } from '../support/memory/state.ts'
import { memoryStore } from '../support/memory-store.ts'
import { HOUR, ManualClock, MemoryLog, NOW, rest } from './support.ts'

export const ZONE = 'Asia/Shanghai'
export const CALENDAR = chineseCalendar()

/** Due at every full hour; writes into the audit what it ran for, so that an undone run leaves nothing. */
export class HourlyJob implements Job {
  readonly name = 'hourly'
  /** Failures still to come. */
  failures = 0
  readonly next = (after: Date): Date => new Date((Math.floor(after.getTime() / HOUR) + 1) * HOUR)
  readonly period = (due: Date): string => due.toISOString().slice(0, 13)

  async run({ tx, now }: Parameters<Job['run']>[0]): Promise<undefined> {
    await tx.audit.append({ at: now, source: 'job', event: 'ran', outcome: 'success' })
    if (this.failures-- > 0) throw new Error('trouble')
    return undefined
  }
}

export class RunnerWorld {
  readonly clock: ManualClock
  readonly log = new MemoryLog()
  readonly state = new State()
  readonly store = memoryStore(() => this.clock.now(), this.state)
  woken = 0
  #ids = 0
  runner: Runner

  constructor(jobs: readonly Job[], now: Date = NOW) {
    this.clock = new ManualClock(now)
    this.runner = this.newRunner(jobs)
  }

  /** As a process that starts over the same store. */
  newRunner(jobs: readonly Job[]): Runner {
    const { clock, log, store } = this
    this.runner = createRunner(jobs, {
      unitOfWork: store.unitOfWork,
      ledger: store.jobs,
      clock,
      ids: { next: () => `id-${this.#ids++}`, code: () => '123456' },
      calendar: CALENDAR,
      zone: ZONE,
      platforms: ['feishu'],
      log,
      wakeDelivery: () => {
        this.woken += 1
      },
    })
    return this.runner
  }

  readonly settle = (): Promise<void> => rest(() => this.runner.busy)

  async advance(ms: number): Promise<void> {
    await this.clock.advance(ms, this.settle)
  }

  /** Moves on to an instant given as ISO 8601. */
  async advanceTo(when: string): Promise<void> {
    await this.advance(Date.parse(when) - this.clock.now().getTime())
  }

  /** When the runs that took effect ran, as local hours and minutes. */
  async runs(): Promise<string[]> {
    const entries = await this.store.unitOfWork.run((tx) => tx.audit.list({ limit: 100 }))
    return entries
      .filter(({ event }) => event === 'ran')
      .map(({ at }) => new Date(at.getTime() + 8 * HOUR).toISOString().slice(11, 16))
      .reverse()
  }

  /** The periods in the ledger, oldest first. */
  async periods(): Promise<string[]> {
    return (await this.store.jobs.list(100)).map(({ period }) => period).reverse()
  }
}
