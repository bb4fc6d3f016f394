import { describe, expect, it } from 'vitest'
import type { Transaction } from '../../../src/domain/ports/unit-of-work.ts'
import { auditRecord, type Harness, inboxEvent, outboxMessage, person, project, read, seed, task } from './fixtures.ts'

/** One of everything, all in one transaction. */
async function changeEverything(tx: Transaction, eventId: number): Promise<void> {
  await tx.inbox.claim(eventId)
  await tx.jobs.claim('report', '2026-11-24', new Date(0))
  await tx.people.save(person('u1', { name: '改名' }))
  await tx.projects.save(project(101, { name: '改名' }))
  await tx.tasks.save(task(await tx.tasks.nextId(), { dependsOn: [1] }))
  await tx.outbox.add(outboxMessage('m1'))
  await tx.audit.append(auditRecord())
}

export function transactionsContract(harness: () => Harness): void {
  describe('transaction', () => {
    it('commits everything or nothing', async () => {
      const { store } = harness()
      await seed(store)
      await read(store, (tx) => tx.people.save(person('u1')))
      const event = await store.inbox.store(inboxEvent('e1'))
      const eventId = event?.id ?? 0
      const failing = store.unitOfWork.run(async (tx) => {
        await changeEverything(tx, eventId)
        // What the transaction wrote is seen inside it, also by cached readers.
        expect((await tx.people.byId('u1'))?.name).toBe('改名')
        throw new Error('changed my mind')
      })
      await expect(failing).rejects.toThrow('changed my mind')

      await store.unitOfWork.run(async (tx) => {
        expect((await tx.people.byAccount('feishu', 'ou_u1'))?.name).toBe('名字u1')
        expect((await tx.projects.byId(101))?.name).toBe('双十一')
        expect(await tx.tasks.followersOf([1])).toEqual([])
        expect(await tx.audit.verify()).toMatchObject({ intact: true, entries: 0 })
      })
      expect(await store.inbox.pendingCount()).toBe(1)
      expect(await store.outbox.counts()).toEqual({ waiting: 0, dead: 0 })
      expect(await store.jobs.find('report', '2026-11-24')).toBeUndefined()

      await store.unitOfWork.run((tx) => changeEverything(tx, eventId))
      expect(await read(store, (tx) => tx.tasks.followersOf([1]))).toHaveLength(1)
      expect(await read(store, (tx) => tx.people.byAccount('feishu', 'ou_u1'))).toMatchObject({ name: '改名' })
      expect(await store.inbox.pendingCount()).toBe(0)
    })

    it('is undone when a statement fails, and the next one is not affected', async () => {
      const { store } = harness()
      await seed(store)
      const refused = store.unitOfWork.run(async (tx) => {
        await tx.projects.save(project(102))
        await tx.tasks.save(task(2, { projectId: 999 }))
      })
      const next = store.unitOfWork.run((tx) => tx.projects.save(project(103)))
      await expect(refused).rejects.toThrow()
      await next
      expect(await read(store, (tx) => tx.projects.list({}))).toMatchObject([{ id: 101 }, { id: 103 }])
    })

    it('undoes the siblings of what failed first in a Promise.all', async () => {
      const { store } = harness()
      await seed(store)
      const refused = store.unitOfWork.run(async (tx) => {
        const many = [1, 2, 3, 4].map((n) => tx.hours.save({ ...hourOf(n), taskId: n === 1 ? 99 : 1 }))
        await Promise.all(many)
      })
      await expect(refused).rejects.toThrow()
      expect(await read(store, (tx) => tx.hours.ofTask(1))).toEqual([])
    })

    it('refuses a repository that is used after the end, and a transaction inside a transaction', async () => {
      const { store } = harness()
      await seed(store)
      const escaped = await store.unitOfWork.run(async (tx) => ({ tx }))
      await expect(escaped.tx.projects.byId(101)).rejects.toThrow('after its transaction had ended')
      const nested = store.unitOfWork.run(() => store.inbox.store(inboxEvent('e1')))
      await expect(nested).rejects.toThrow('inside a transaction')
    })

    it('allows transactions in what a finished transaction started', async () => {
      const { store } = harness()
      const { promise, resolve } = Promise.withResolvers<void>()
      let started: Promise<number> | undefined
      await store.unitOfWork.run(async () => {
        started = promise.then(() => store.inbox.pendingCount())
      })
      resolve()
      expect(await started).toBe(0)
    })

    it('loses no update when 50 read, change and write at once, and 10 of them fail', async () => {
      const { store } = harness()
      await seed(store)
      const increment = (fails: boolean) =>
        store.unitOfWork.run(async (tx) => {
          const budget = await tx.budgets.of(101)
          const entry = { projectId: 101, kind: 'approve', amount: 1n, by: 'u1', at: new Date(0) } as const
          await tx.budgets.save({ ...budget, approved: budget.approved + 1n }, entry)
          if (fails) throw new Error('fails on purpose')
          return tx.tasks.nextId()
        })
      const outcomes = await Promise.allSettled(Array.from({ length: 50 }, (_, i) => increment(i % 5 === 2)))
      const ids = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
      expect(ids).toEqual(Array.from({ length: 40 }, (_, i) => i + 1))
      expect(await read(store, (tx) => tx.budgets.of(101))).toMatchObject({ approved: 40n })
      expect(await read(store, (tx) => tx.budgets.entries(101))).toHaveLength(40)
    })

    it('answers after close with a refusal', async () => {
      const { store } = harness()
      await store.ping()
      await store.close()
      await expect(store.ping()).rejects.toThrow('closed')
      await expect(store.unitOfWork.run(async () => 1)).rejects.toThrow('closed')
    })
  })
}

const hourOf = (n: number) => ({
  id: `h${n}`,
  projectId: 101,
  personId: 'u1',
  workDate: task(1).start ?? project(101).start,
  minutes: 1,
  overtime: false,
  loggedAt: new Date(0),
  removed: false,
})
