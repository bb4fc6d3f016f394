import { describe, expect, it } from 'vitest'
import type { Store } from '../../../src/adapters/persistence/store.ts'
import { auditRecord, type Harness, later, NOW, read } from './fixtures.ts'

const appendMany = (store: Store, count: number) =>
  store.unitOfWork.run(async (tx) => {
    for (let i = 1; i <= count; i++) {
      await tx.audit.append(
        auditRecord({ event: i % 2 ? 'task.created' : 'door.refused', projectId: 100 + (i % 3), actorId: 'u1' }),
      )
    }
  })

export function auditContract(harness: () => Harness): void {
  describe('audit', () => {
    it('numbers entries without a gap and chains them, whatever the values', async () => {
      const { store } = harness()
      const record = auditRecord({
        account: 'feishu/ou_1',
        conversation: 'feishu/group/oc_1',
        objectRef: 'T-1',
        before: { z: null, a: { amount: 9_007_199_254_740_993n, at: later(1), gone: undefined } },
        after: null,
        detail: { reason: '"引号"\n' },
        traceId: 't',
      })
      await read(store, (tx) => tx.audit.append(record))
      await read(store, (tx) => tx.audit.append(auditRecord()))
      const entries = await read(store, (tx) => tx.audit.list({ limit: 10 }))
      expect(entries.map(({ seq }) => seq)).toEqual([2, 1])
      expect(entries[1]).toMatchObject({
        before: { z: null, a: { amount: '9007199254740993', at: later(1).toISOString() } },
        after: null,
        detail: { reason: '"引号"\n' },
        at: NOW,
        previousHash: '0'.repeat(64),
      })
      expect(entries[0]?.previousHash).toBe(entries[1]?.hash)
      expect('before' in (entries[0] ?? {})).toBe(false)
      expect(await read(store, (tx) => tx.audit.verify())).toEqual({
        intact: true,
        entries: 2,
        lastHash: entries[0]?.hash,
      })
    })

    it('lists by project, actor and event, newest first, up to a limit', async () => {
      const { store } = harness()
      await appendMany(store, 12)
      const seqs = async (filter: { projectId?: number; actorId?: string; event?: string }) =>
        (await read(store, (tx) => tx.audit.list({ limit: 3, ...filter }))).map(({ seq }) => seq)
      expect(await seqs({})).toEqual([12, 11, 10])
      expect(await seqs({ projectId: 101 })).toEqual([10, 7, 4])
      expect(await seqs({ event: 'door.refused', actorId: 'u1' })).toEqual([12, 10, 8])
      expect(await seqs({ actorId: 'u2' })).toEqual([])
    })

    it('finds the entry that was changed', async () => {
      const { store, tamper } = harness()
      await appendMany(store, 2500)
      expect(await read(store, (tx) => tx.audit.verify())).toMatchObject({ intact: true, entries: 2500 })
      const damaged = await tamper(1777)
      expect(await read(damaged, (tx) => tx.audit.verify())).toEqual({ intact: false, entries: 1776, brokenAt: 1777 })
    })
  })
}
