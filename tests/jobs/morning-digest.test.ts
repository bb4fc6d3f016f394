import { beforeEach, expect, it } from 'vitest'
import type { Delivery } from '../../src/bot/pipeline/outgoing.ts'
import type { LocalDate } from '../../src/domain/shared/local-date.ts'
import type { Task } from '../../src/domain/tasks/task.ts'
import { morningDigest } from '../../src/jobs/morning-digest.ts'
import { CALENDAR, RunnerWorld, ZONE } from './runner-world.ts'

const JOB = morningDigest(CALENDAR, ZONE)
const DAY = (text: string): LocalDate => text as LocalDate

let world: RunnerWorld

async function task(id: number, due: string, more: Partial<Task> = {}): Promise<void> {
  await world.store.unitOfWork.run((tx) =>
    tx.tasks.save({
      id,
      projectId: 101,
      kind: 'task',
      title: `任务${id}`,
      assigneeId: 'zhaoqian',
      state: 'accepted',
      due: DAY(due),
      dependsOn: [],
      createdBy: 'lilei',
      createdAt: world.clock.now(),
      ...more,
    }),
  )
}

/** Fresh on a Monday, before the digest; 李雷 and 赵倩 have accounts. */
beforeEach(async () => {
  world = new RunnerWorld([JOB], new Date('2026-11-23T09:00:00+08:00'))
  const person = { nicknames: [], skills: [], duties: [], locale: 'zh-CN', active: true } as const
  const at = { createdBy: 'lilei', createdAt: world.clock.now() }
  await world.store.unitOfWork.run(async (tx) => {
    for (const [id, name] of [
      ['lilei', '李雷'],
      ['zhaoqian', '赵倩'],
    ] as const)
      await tx.people.save({ ...person, id, name, role: 'member', accounts: [{ platform: 'feishu', id: `ou_${id}` }] })
    await tx.projects.save({
      id: 101,
      name: '双12',
      type: 'general',
      status: 'active',
      stage: 'planning',
      start: DAY('2026-11-01'),
      end: DAY('2026-12-31'),
      ownerId: 'lilei',
      ...at,
    })
  })
})

/** To whom, and what. */
function told(): [string, string][] {
  return world.state.outbox
    .where(() => true)
    .map(({ conversation, payload }) => {
      const delivery = payload as Delivery
      return [conversation.id, delivery.type === 'text' ? delivery.markdown : delivery.type]
    })
}

it('tells who has something due or late today at ten past nine, and nobody else', async () => {
  await task(1, '2026-11-20')
  await task(2, '2026-11-23')
  await task(3, '2026-11-24')
  await task(4, '2026-11-23', { state: 'done' })
  await world.runner.start()
  await world.advanceTo('2026-11-23T09:09:59+08:00')
  expect(told()).toEqual([])
  await world.advanceTo('2026-11-23T09:10:00+08:00')
  const [[to, text] = ['', ''], ...others] = told()
  expect(others).toEqual([])
  expect(to).toBe('ou_zhaoqian')
  expect(text).toMatch(/T-1 任务1[\s\S]*T-2 任务2/)
  expect(text).not.toMatch(/T-3|T-4/)
})

it('speaks the language that each reader chose', async () => {
  await task(1, '2026-11-20')
  await world.store.unitOfWork.run((tx) => tx.preferences.save({ personId: 'zhaoqian', locale: 'en' }))
  await world.runner.start()
  await world.advanceTo('2026-11-23T09:10:00+08:00')
  const [[, text] = ['', '']] = told()
  expect(text).toMatch(/T-1/)
  expect(text).not.toMatch(/早上好|逾期/)
})

it('says it once a working day, not at weekends and not on holidays', async () => {
  await task(1, '2026-11-20')
  await world.runner.start()
  await world.advanceTo('2026-11-30T09:00:00+08:00')
  expect(await world.periods()).toEqual(['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'])
  expect(told()).toHaveLength(5)
  expect(JOB.next(new Date('2026-09-30T10:00:00+08:00'))).toEqual(
    new Date(`${nextWorkingDayAfterHoliday()}T09:10:00+08:00`),
  )
})

/** The first working day after the National Day holiday begins, by the calendar itself. */
function nextWorkingDayAfterHoliday(): string {
  const days = Array.from({ length: 14 }, (_, i) => `2026-10-${String(i + 1).padStart(2, '0')}`)
  const first = days.find((day) => CALENDAR.isWorkingDay(DAY(day))) ?? ''
  expect(first > '2026-10-05').toBe(true)
  return first
}

it('after a restart the same morning tells nobody a second time', async () => {
  await task(1, '2026-11-20')
  await world.runner.start()
  await world.advanceTo('2026-11-23T09:10:00+08:00')
  await world.runner.stop()
  await world.newRunner([JOB]).start()
  await world.advanceTo('2026-11-23T18:00:00+08:00')
  expect(told()).toHaveLength(1)
})
