import { describe, expect, it } from 'vitest'
import { approval, type Harness, later, NOW, read, seed } from './fixtures.ts'

/** More 分 than a double can count, and more than 32 bits hold. */
const HUGE = 9_007_199_254_740_993n

export function moneyContract(harness: () => Harness): void {
  describe('budgets', () => {
    it('are zero without movements and exact beyond 2^53', async () => {
      const { store } = harness()
      await seed(store)
      const first = { projectId: 101, kind: 'approve', amount: HUGE, approvalId: 1, by: 'boss', at: NOW } as const
      const second = { projectId: 101, kind: 'hold', amount: 1n, by: 'u1', at: NOW } as const
      expect(await read(store, (tx) => tx.budgets.of(101))).toStrictEqual({
        projectId: 101,
        approved: 0n,
        held: 0n,
        used: 0n,
      })
      await store.unitOfWork.run(async (tx) => {
        await tx.budgets.save({ projectId: 101, approved: HUGE, held: 0n, used: 0n }, first)
        await tx.budgets.save({ projectId: 101, approved: HUGE, held: 1n, used: 0n }, second)
      })
      expect(await read(store, (tx) => tx.budgets.of(101))).toStrictEqual({
        projectId: 101,
        approved: HUGE,
        held: 1n,
        used: 0n,
      })
      expect(await read(store, (tx) => tx.budgets.entries(101))).toStrictEqual([first, second])
      expect(await read(store, (tx) => tx.budgets.entries(102))).toEqual([])
    })
  })

  describe('approvals', () => {
    it('are numbered from A-1 and wait for the person whose turn it is', async () => {
      const { store } = harness()
      await seed(store)
      const half = approval(2, {
        kind: 'project_budget',
        vendor: '甲公司',
        steps: [{ approverId: 'boss', decision: 'approved', reason: '可以', at: later(1) }, { approverId: 'cfo' }],
      })
      await store.unitOfWork.run(async (tx) => {
        expect([await tx.approvals.nextId(), await tx.approvals.nextId()]).toEqual([1, 2])
        await tx.approvals.save(approval(1))
        await tx.approvals.save(approval(2))
        await tx.approvals.save(half)
        await tx.approvals.save(approval(3, { status: 'withdrawn' }))
      })
      await store.unitOfWork.run(async (tx) => {
        expect(await tx.approvals.byId(2)).toStrictEqual(half)
        expect(await tx.approvals.byId(4)).toBeUndefined()
        expect(await tx.approvals.waitingFor('boss')).toStrictEqual([approval(1)])
        expect(await tx.approvals.waitingFor('cfo')).toStrictEqual([half])
        expect((await tx.approvals.ofProject(101)).map(({ id }) => id)).toEqual([1, 2, 3])
      })
    })

    it('follow the stored policy, which must have been stored', async () => {
      const { store } = harness()
      await expect(read(store, (tx) => tx.policy.current())).rejects.toThrow('roster')
      const policy = {
        tiers: [{ upTo: HUGE, approvers: ['project_manager' as const] }, { approvers: [{ personId: 'boss' }] }],
        overAvailable: [{ personId: 'cfo' }],
      }
      await read(store, (tx) => tx.policy.save({ tiers: [], overAvailable: [] }))
      await read(store, (tx) => tx.policy.save(policy))
      expect(await read(store, (tx) => tx.policy.current())).toStrictEqual(policy)
    })
  })
}
