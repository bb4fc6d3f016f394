import { describe, expect, it } from 'vitest'
import { type Harness, inboxEvent, later, NOW, read } from './fixtures.ts'

export function inboxAndJobsContract(harness: () => Harness): void {
  describe('inbox', () => {
    it('stores a key once per platform, also when the same event arrives 20 times at once', async () => {
      const { store } = harness()
      const stored = await Promise.all(Array.from({ length: 20 }, () => store.inbox.store(inboxEvent('e1'))))
      expect(stored.filter((event) => event !== undefined)).toHaveLength(1)
      expect(await store.inbox.store(inboxEvent('e1', { platform: 'wecom' }))).toBeDefined()
      expect(await store.inbox.pendingCount()).toBe(2)
    })

    it('gives what is not handled in order of arrival, with attempts', async () => {
      const { store } = harness()
      const [first, second, third] = await Promise.all(['c', 'a', 'b'].map((key) => store.inbox.store(inboxEvent(key))))
      expect(first).toStrictEqual({ ...inboxEvent('c'), id: first?.id, attempts: 0 })
      await store.inbox.countAttempt(third?.id ?? 0)
      await read(store, (tx) => tx.inbox.claim(second?.id ?? 0))
      expect(await store.inbox.pending()).toStrictEqual([first, { ...third, attempts: 1 }])
      expect(first?.id).toBeLessThan(third?.id ?? 0)
    })

    it('lets one transaction claim an event, and nobody after it', async () => {
      const { store } = harness()
      const id = (await store.inbox.store(inboxEvent('e1')))?.id ?? 0
      const claims = await Promise.all(Array.from({ length: 10 }, () => read(store, (tx) => tx.inbox.claim(id))))
      expect(claims.filter(Boolean)).toHaveLength(1)
      expect(await read(store, (tx) => tx.inbox.claim(999))).toBe(false)
      expect(await store.inbox.store(inboxEvent('e1'))).toBeUndefined()
      expect(await store.inbox.pending()).toEqual([])
    })
  })

  describe('job ledger', () => {
    it('lets a job run once per period', async () => {
      const { store } = harness()
      const claim = (period: string, at = NOW) => read(store, (tx) => tx.jobs.claim('report', period, at))
      const claims = await Promise.all(Array.from({ length: 10 }, () => claim('2026-11-24')))
      expect(claims.filter(Boolean)).toHaveLength(1)
      expect(await claim('2026-11-25', later(1440))).toBe(true)
      expect(await claim('2026-11-24', later(2000))).toBe(false)
      await read(store, (tx) => tx.jobs.claim('digest', '2026-W48', later(60)))

      expect(await store.jobs.find('report', '2026-11-24')).toStrictEqual({
        job: 'report',
        period: '2026-11-24',
        ranAt: NOW,
      })
      expect(await store.jobs.find('report', '2026-11-26')).toBeUndefined()
      expect((await store.jobs.last('report'))?.period).toBe('2026-11-25')
      expect(await store.jobs.last('other')).toBeUndefined()
      expect((await store.jobs.list(2)).map(({ job, period }) => [job, period])).toEqual([
        ['report', '2026-11-25'],
        ['digest', '2026-W48'],
      ])
    })
  })
}
