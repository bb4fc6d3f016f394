/**
 * Runs jobs when the clock says so. Each due instant is claimed in the job ledger together with its effect: a second
 * process, a restart or a clock that jumps finds the row and does nothing. What was missed while down is caught up once.
 */
import { peopleAsTheyLike } from '../domain/people/preference.ts'
import type { Clock } from '../domain/ports/clock.ts'
import type { Ids } from '../domain/ports/ids.ts'
import type { JobLedger } from '../domain/ports/queues.ts'
import type { UnitOfWork } from '../domain/ports/unit-of-work.ts'
import type { WorkCalendar } from '../domain/shared/calendar.ts'
import { localDateOf } from '../domain/shared/zone.ts'
import type { Job } from './job.ts'

export interface RunnerPorts {
  unitOfWork: UnitOfWork
  ledger: JobLedger
  clock: Clock
  ids: Ids
  calendar: WorkCalendar
  zone: string
  platforms: readonly string[]
  log: { error(fields: Record<string, unknown>, message: string): void }
  /** Called after each committed run. */
  wakeDelivery(): void
}

export interface Runner {
  start(): Promise<void>
  /** Runs the job at this instant at the latest. */
  remind(job: string, when: Date): void
  stop(): Promise<void>
  /** When the next job is due. */
  nextDue(): Date | undefined
  readonly busy: boolean
}

/** How far back a missed run is still worth doing: a digest of last week helps nobody. */
const CATCH_UP_MS = 12 * 60 * 60_000
const RETRY_MS = 60_000

export function createRunner(jobs: readonly Job[], ports: RunnerPorts): Runner {
  const { clock, log } = ports
  const timers = new Map<string, { when: Date; cancel(): void }>()
  const running = new Set<Promise<void>>()
  let stopped = false

  /** One timer per job: the earlier of what is planned and what is asked for. `due` differs from `when` in a retry. */
  function schedule(job: Job, when: Date | undefined, due = when): void {
    const planned = timers.get(job.name)
    if (stopped || !when || !due || (planned && planned.when <= when)) return
    planned?.cancel()
    const cancel = clock.at(when, () => {
      timers.delete(job.name)
      const run = runAndGoOn(job, due).finally(() => running.delete(run))
      running.add(run)
    })
    timers.set(job.name, { when, cancel })
  }

  async function runAndGoOn(job: Job, due: Date): Promise<void> {
    try {
      schedule(job, await runOnce(job, due))
      schedule(job, job.next(later(due, clock.now())))
    } catch (error) {
      log.error({ err: error, job: job.name, period: job.period(due) }, 'job failed')
      schedule(job, new Date(clock.now().getTime() + RETRY_MS), due)
    }
  }

  async function runOnce(job: Job, due: Date): Promise<Date | undefined> {
    const now = clock.now()
    const again = await ports.unitOfWork.run(async (tx) => {
      if (!(await tx.jobs.claim(job.name, job.period(due), now))) return undefined
      const people = new Map((await peopleAsTheyLike(tx)).map((person) => [person.id, person]))
      return job.run({
        tx,
        now,
        today: localDateOf(now, ports.zone),
        zone: ports.zone,
        calendar: ports.calendar,
        people,
        ids: ports.ids,
        traceId: ports.ids.next(),
        platforms: ports.platforms,
      })
    })
    ports.wakeDelivery()
    return again
  }

  /** What was missed while down, if it is still worth doing; jobs that wait for reminders look once. */
  async function firstDue(job: Job, now: Date): Promise<Date | undefined> {
    const last = await ports.ledger.last(job.name)
    // A run too old to be worth doing must not hide a later one that is.
    const missed = last && job.next(later(last.ranAt, new Date(now.getTime() - CATCH_UP_MS)))
    return missed && missed <= now ? missed : (job.next(now) ?? now)
  }

  return {
    async start() {
      const now = clock.now()
      for (const job of jobs) schedule(job, await firstDue(job, now))
    },
    remind(name, when) {
      const job = jobs.find((one) => one.name === name)
      if (job) schedule(job, when)
    },
    async stop() {
      stopped = true
      for (const { cancel } of timers.values()) cancel()
      await Promise.all(running)
    },
    nextDue() {
      return [...timers.values()]
        .map(({ when }) => when)
        .reduce<Date | undefined>((a, b) => (a && a <= b ? a : b), undefined)
    },
    get busy() {
      return running.size > 0
    },
  }
}

const later = (a: Date, b: Date): Date => (a > b ? a : b)
