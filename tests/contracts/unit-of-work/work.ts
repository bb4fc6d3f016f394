import { describe, expect, it } from 'vitest'
import { localDate } from '../../../src/domain/shared/local-date.ts'
import { type Harness, hourEntry, later, project, read, seed, task } from './fixtures.ts'

const ids = (rows: readonly { id: number | string }[]) => rows.map(({ id }) => id)

export function workContract(harness: () => Harness): void {
  describe('projects', () => {
    it('are numbered from P-101 and keep every property', async () => {
      const { store } = harness()
      const full = project(102, {
        parentId: 101,
        goal: 'GMV300万',
        status: 'planning',
        stage: 'review',
        type: 'content',
      })
      await store.unitOfWork.run(async (tx) => {
        expect([await tx.projects.nextId(), await tx.projects.nextId()]).toEqual([101, 102])
        await tx.projects.save(project(101, { name: '旧名' }))
        await tx.projects.save(project(101))
        await tx.projects.save(full)
      })
      expect(await read(store, (tx) => tx.projects.byId(101))).toStrictEqual(project(101))
      expect(await read(store, (tx) => tx.projects.children(101))).toStrictEqual([full])
      expect(await read(store, (tx) => tx.projects.byId(102))).toStrictEqual(full)
      expect(await read(store, (tx) => tx.projects.byId(999))).toBeUndefined()
    })

    it('are listed without cancelled and archived ones, by member directly or through the parent', async () => {
      const { store } = harness()
      await store.unitOfWork.run(async (tx) => {
        await tx.projects.save(project(101))
        await tx.projects.save(project(102, { parentId: 101 }))
        await tx.projects.save(project(103))
        await tx.projects.save(project(104, { status: 'cancelled' }))
        await tx.projects.save(project(106, { status: 'archived' }))
        await tx.projects.save(project(107, { status: 'archived', parentId: 106 }))
        await tx.projects.save(project(105, { parentId: 103 }))
        for (const projectId of [101, 104, 105, 106])
          await tx.projects.saveMember({ projectId, personId: 'u2', role: 'member' })
      })
      await store.unitOfWork.run(async (tx) => {
        expect(ids(await tx.projects.list({}))).toEqual([101, 102, 103, 105])
        expect(ids(await tx.projects.list({ topLevel: true }))).toEqual([101, 103])
        expect(ids(await tx.projects.list({ memberId: 'u2' }))).toEqual([101, 102, 105])
        expect(ids(await tx.projects.list({ memberId: 'u2', topLevel: true }))).toEqual([101])
        expect(ids(await tx.projects.list({ memberId: 'u3' }))).toEqual([])
        expect(ids(await tx.projects.list({ archived: true }))).toEqual([106, 107])
        expect(ids(await tx.projects.list({ archived: true, topLevel: true, memberId: 'u2' }))).toEqual([106])
        expect(ids(await tx.projects.list({ archived: true, memberId: 'u3' }))).toEqual([])
      })
    })

    it('keep members and KPIs, replaced by key', async () => {
      const { store } = harness()
      await seed(store)
      await store.unitOfWork.run(async (tx) => {
        await tx.projects.saveMember({ projectId: 101, personId: 'u1', role: 'member' })
        await tx.projects.saveMember({ projectId: 101, personId: 'u1', role: 'manager' })
        await tx.projects.saveMember({ projectId: 101, personId: 'u2', role: 'vendor' })
        await tx.projects.removeMember(101, 'u2')
        const gmv = { projectId: 101, metric: 'gmv', unit: 'fen', direction: 'up' } as const
        await tx.projects.saveKpis([
          { ...gmv, target: 1n },
          { ...gmv, metric: 'leads', unit: 'count' },
        ])
        await tx.projects.saveKpis([{ ...gmv, target: 9_007_199_254_740_993n }])
      })
      await store.unitOfWork.run(async (tx) => {
        const manager = { projectId: 101, personId: 'u1', role: 'manager' }
        expect(await tx.projects.members(101)).toStrictEqual([manager])
        expect(await tx.projects.kpis(101)).toStrictEqual([
          { projectId: 101, metric: 'gmv', unit: 'fen', direction: 'up', target: 9_007_199_254_740_993n },
          { projectId: 101, metric: 'leads', unit: 'count', direction: 'up' },
        ])
      })
    })
  })

  describe('tasks', () => {
    it('are numbered from T-1 and keep every property', async () => {
      const { store } = harness()
      await seed(store)
      const full = task(2, {
        kind: 'milestone',
        assigneeId: 'u2',
        state: 'done',
        start: localDate('2026-11-20'),
        due: localDate('2026-11-25'),
        baselineStart: localDate('2026-11-19'),
        baselineDue: localDate('2026-11-24'),
        problem: '缺素材',
        dependsOn: [1],
        completedAt: later(1),
      })
      await read(store, (tx) => tx.tasks.save(full))
      expect(await read(store, (tx) => tx.tasks.nextId())).toBe(1)
      expect(await read(store, (tx) => tx.tasks.byId(2))).toStrictEqual(full)
      await read(store, (tx) => tx.tasks.save(task(2)))
      expect(await read(store, (tx) => tx.tasks.byId(2))).toStrictEqual(task(2))
      expect(await read(store, (tx) => tx.tasks.byId(3))).toBeUndefined()
    })

    it('are found by project, person and dependency, cancelled ones never', async () => {
      const { store } = harness()
      await seed(store)
      await store.unitOfWork.run(async (tx) => {
        await tx.projects.save(project(102))
        await tx.tasks.save(task(2, { projectId: 102, assigneeId: 'u2', state: 'accepted' }))
        await tx.tasks.save(
          task(3, { assigneeId: 'u2', state: 'blocked', due: localDate('2026-12-01'), dependsOn: [2, 1] }),
        )
        await tx.tasks.save(
          task(4, { assigneeId: 'u2', state: 'assigned', due: localDate('2026-11-30'), dependsOn: [3] }),
        )
        await tx.tasks.save(task(5, { assigneeId: 'u2', state: 'done', dependsOn: [1] }))
        await tx.tasks.save(task(6, { assigneeId: 'u2', state: 'cancelled', dependsOn: [1] }))
      })
      await store.unitOfWork.run(async (tx) => {
        expect(ids(await tx.tasks.ofProjects([101, 102]))).toEqual([1, 2, 3, 4, 5])
        expect(ids(await tx.tasks.ofProjects([102]))).toEqual([2])
        expect(ids(await tx.tasks.ofProjects([]))).toEqual([])
        expect(ids(await tx.tasks.openOf('u2'))).toEqual([4, 3, 2])
        expect(ids(await tx.tasks.followersOf([1]))).toEqual([3, 5])
        expect(ids(await tx.tasks.followersOf([2, 3]))).toEqual([3, 4])
        expect((await tx.tasks.byId(3))?.dependsOn).toEqual([2, 1])
      })
    })

    it('are nobody’s open ones while their project is put away', async () => {
      const { store } = harness()
      await seed(store)
      await store.unitOfWork.run(async (tx) => {
        for (const [id, status] of [
          [102, 'archived'],
          [103, 'cancelled'],
          [104, 'active'],
        ] as const) {
          await tx.projects.save(project(id, { status }))
          await tx.tasks.save(task(id, { projectId: id, assigneeId: 'u2', state: 'accepted' }))
        }
      })
      await store.unitOfWork.run(async (tx) => {
        expect(ids(await tx.tasks.openOf('u2'))).toEqual([104])
        await tx.projects.save(project(102, { status: 'active' }))
        expect(ids(await tx.tasks.openOf('u2'))).toEqual([102, 104])
      })
    })

    it('belong to a project and depend on tasks that exist', async () => {
      const { store } = harness()
      await seed(store)
      await expect(read(store, (tx) => tx.tasks.save(task(2, { projectId: 999 })))).rejects.toThrow()
      await expect(read(store, (tx) => tx.tasks.save(task(2, { dependsOn: [99] })))).rejects.toThrow()
    })
  })

  describe('hours', () => {
    it('are found by day, task, project and range; removed ones are kept for the record only', async () => {
      const { store } = harness()
      await seed(store)
      const early = { workDate: localDate('2026-11-18') }
      await store.unitOfWork.run(async (tx) => {
        await tx.hours.save(hourEntry('z', { minutes: 1 }))
        await tx.hours.save(hourEntry('a', { overtime: true }))
        await tx.hours.save(hourEntry('m', early))
        await tx.hours.save(hourEntry('r', { removed: true }))
        await tx.hours.save(hourEntry('o', { personId: 'u2' }))
        await tx.hours.save(hourEntry('z', { minutes: 30 }))
      })
      await store.unitOfWork.run(async (tx) => {
        const day = localDate('2026-11-20')
        expect(await tx.hours.ofDay('u1', day)).toStrictEqual([
          hourEntry('z', { minutes: 30 }),
          hourEntry('a', { overtime: true }),
        ])
        expect(ids(await tx.hours.ofTask(1))).toEqual(['m', 'z', 'a', 'o'])
        expect(ids(await tx.hours.ofProjects([101]))).toEqual(['m', 'z', 'a', 'o'])
        expect(ids(await tx.hours.ofPerson('u1', early.workDate, early.workDate))).toEqual(['m'])
        expect(ids(await tx.hours.ofPerson('u1', early.workDate, day))).toEqual(['m', 'z', 'a'])
        expect(await tx.hours.byId('r')).toStrictEqual(hourEntry('r', { removed: true }))
      })
    })

    it('keep every revision in order', async () => {
      const { store } = harness()
      await seed(store)
      const day = localDate('2026-11-20')
      const first = {
        entryId: 'h',
        at: later(1),
        by: 'u1',
        before: { workDate: day, minutes: 60, removed: false },
        after: { workDate: localDate('2026-11-19'), minutes: 90, removed: false },
      }
      const second = { ...first, at: later(1), before: first.after, after: { ...first.after, removed: true } }
      await store.unitOfWork.run(async (tx) => {
        await tx.hours.save(hourEntry('h'))
        await tx.hours.saveRevision(first)
        await tx.hours.saveRevision(second)
      })
      expect(await read(store, (tx) => tx.hours.revisions('h'))).toStrictEqual([first, second])
      expect(await read(store, (tx) => tx.hours.revisions('other'))).toEqual([])
    })
  })
}
