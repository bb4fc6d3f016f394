import { expect, it } from 'vitest'
import type { Job } from '../../src/jobs/job.ts'
import { HourlyJob, RunnerWorld } from './runner-world.ts'
import { HOUR, MINUTE, SECOND } from './support.ts'

it('runs a job at each instant it is due, once, and wakes delivery', async () => {
  const world = new RunnerWorld([new HourlyJob()])
  await world.runner.start()
  expect(world.runner.nextDue()).toEqual(new Date('2026-11-24T11:00:00+08:00'))
  await world.advance(HOUR - 1)
  expect(await world.runs()).toEqual([])
  await world.advance(2 * HOUR)
  expect(await world.runs()).toEqual(['11:00', '12:00'])
  expect(await world.periods()).toEqual(['2026-11-24T03', '2026-11-24T04'])
  expect(world.woken).toBe(2)
})

it('runs once for a period, although two processes look at the same ledger', async () => {
  const job = new HourlyJob()
  const world = new RunnerWorld([job])
  await world.runner.start()
  await world.newRunner([job]).start()
  await world.advance(HOUR)
  expect(await world.runs()).toEqual(['11:00'])
})

it('catches up once after a restart with what was missed, then goes on', async () => {
  const job = new HourlyJob()
  const world = new RunnerWorld([job])
  await world.runner.start()
  await world.advance(HOUR)
  await world.runner.stop()
  await world.advance(3 * HOUR + 30 * MINUTE)
  await world.newRunner([job]).start()
  await world.advance(0)
  expect(await world.runs()).toEqual(['11:00', '14:30'])
  await world.newRunner([job]).start()
  await world.advance(HOUR)
  expect(await world.runs()).toEqual(['11:00', '14:30', '15:00'])
})

it('catches up nothing on the very first start', async () => {
  const world = new RunnerWorld([new HourlyJob()])
  await world.runner.start()
  await world.advance(0)
  expect(await world.runs()).toEqual([])
})

/** Due at 09:10 each day. */
function daily(): Job {
  const job = new HourlyJob()
  const next = (after: Date): Date => {
    const due = new Date(`${new Date(after.getTime() + 8 * HOUR).toISOString().slice(0, 10)}T09:10:00+08:00`)
    return due > after ? due : new Date(due.getTime() + 24 * HOUR)
  }
  return { name: 'daily', next, period: (due) => due.toISOString().slice(0, 10), run: (setting) => job.run(setting) }
}

it('leaves a run alone that was missed more than half a day ago', async () => {
  const world = new RunnerWorld([daily()], new Date('2026-11-23T09:00:00+08:00'))
  await world.runner.start()
  await world.advanceTo('2026-11-23T09:30:00+08:00')
  await world.runner.stop()
  await world.advanceTo('2026-11-24T22:00:00+08:00')
  await world.newRunner([daily()]).start()
  await world.advance(0)
  expect(await world.periods()).toEqual(['2026-11-23'])
  expect(world.runner.nextDue()).toEqual(new Date('2026-11-25T09:10:00+08:00'))
})

it('an old missed run does not hide a fresh one: down for two days, today is caught up', async () => {
  const world = new RunnerWorld([daily()], new Date('2026-11-23T09:00:00+08:00'))
  await world.runner.start()
  await world.advanceTo('2026-11-23T09:30:00+08:00')
  await world.runner.stop()
  await world.advanceTo('2026-11-25T10:00:00+08:00')
  await world.newRunner([daily()]).start()
  await world.advance(0)
  expect(await world.periods()).toEqual(['2026-11-23', '2026-11-25'])
})

it('repeats a failed run a minute later for the same period; the failed one leaves nothing behind', async () => {
  const job = new HourlyJob()
  job.failures = 2
  const world = new RunnerWorld([job])
  await world.runner.start()
  await world.advance(HOUR)
  expect(await world.runs()).toEqual([])
  expect(await world.periods()).toEqual([])
  expect(world.log.lines).toMatchObject([
    { level: 'error', message: 'job failed', fields: { job: 'hourly', period: '2026-11-24T03' } },
  ])
  await world.advance(2 * MINUTE)
  expect(await world.runs()).toEqual(['11:02'])
  expect(await world.periods()).toEqual(['2026-11-24T03'])
  await world.advance(HOUR)
  expect(await world.periods()).toEqual(['2026-11-24T03', '2026-11-24T04'])
})

it('repeats for the period that failed even when the next one has begun', async () => {
  const job = new HourlyJob()
  job.failures = 60
  const world = new RunnerWorld([job])
  await world.runner.start()
  await world.advance(2 * HOUR + MINUTE)
  expect(await world.periods()).toEqual(['2026-11-24T03'])
  expect(await world.runs()).toEqual(['12:00'])
})

/** Runs only when reminded, and asks to be run again a given number of times. */
function reminded(again: number): Job & { ran: Date[] } {
  const ran: Date[] = []
  return {
    name: 'reminded',
    ran,
    next: () => undefined,
    period: (due) => due.toISOString(),
    async run({ now }) {
      ran.push(now)
      return ran.length <= again ? new Date(now.getTime() + HOUR) : undefined
    },
  }
}

it('a job that waits for reminders looks once at start, then runs when reminded, the earliest first', async () => {
  const job = reminded(0)
  const world = new RunnerWorld([job])
  const start = world.clock.now().getTime()
  await world.runner.start()
  await world.advance(0)
  expect(job.ran).toHaveLength(1)
  expect(world.runner.nextDue()).toBeUndefined()
  world.runner.remind('reminded', new Date(start + 20 * SECOND))
  world.runner.remind('reminded', new Date(start + 10 * SECOND))
  world.runner.remind('reminded', new Date(start + 30 * SECOND))
  world.runner.remind('nobody', new Date(start))
  expect(world.runner.nextDue()).toEqual(new Date(start + 10 * SECOND))
  await world.advance(HOUR)
  expect(job.ran.slice(1)).toEqual([new Date(start + 10 * SECOND)])
})

it('runs a job again when its last run asked for it', async () => {
  const job = reminded(2)
  const world = new RunnerWorld([job])
  await world.runner.start()
  await world.advance(5 * HOUR)
  expect(job.ran).toHaveLength(3)
})

it('at its end lets a run finish, and starts none', async () => {
  const gate = Promise.withResolvers<void>()
  const job = new HourlyJob()
  const slow: Job = {
    name: 'slow',
    next: job.next,
    period: job.period,
    async run(setting) {
      await gate.promise
      return job.run(setting)
    },
  }
  const world = new RunnerWorld([slow])
  await world.runner.start()
  await world.clock.advance(HOUR, async () => {})
  expect(world.runner.busy).toBe(true)
  const stopped = world.runner.stop()
  gate.resolve()
  await stopped
  expect(await world.runs()).toEqual(['11:00'])
  expect(world.runner.busy).toBe(false)
  world.runner.remind('slow', world.clock.now())
  await world.advance(5 * HOUR)
  expect(await world.runs()).toEqual(['11:00'])
})
