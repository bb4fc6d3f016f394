import { describe, expect, it } from 'vitest'
import type { Store } from '../../../src/adapters/persistence/store.ts'
import { conversationKey } from '../../../src/domain/conversations/conversation.ts'
import type { OutboxMessage } from '../../../src/domain/ports/queues.ts'
import {
  GROUP,
  type Harness,
  later,
  NOW,
  OTHER_GROUP,
  outboxMessage,
  PRIVATE,
  postedCard,
  read,
  send,
} from './fixtures.ts'

const NOBODY: ReadonlySet<string> = new Set()
const receipt = { messageId: 'om_1', at: later(1) }

/** Claims what is due and gives the ids. */
async function claimIds(store: Store, now = NOW, busy = NOBODY): Promise<string[]> {
  return (await store.outbox.claimDue(now, 10, busy)).map(({ id }) => id)
}

/** Claims exactly one message. */
async function claimOne(store: Store, now = NOW): Promise<OutboxMessage> {
  const claimed = await store.outbox.claimDue(now, 10, NOBODY)
  const [message] = claimed
  if (!message || claimed.length > 1) throw new Error(`${claimed.length} messages were due instead of one`)
  return message
}

const edit = (id: string, cardId: string) => outboxMessage(id, { kind: 'edit', cardId })

export function outboxContract(harness: () => Harness): void {
  describe('outbox: order', () => {
    it('gives the first message of each conversation, oldest first, and the next one once it is sent', async () => {
      const { store } = harness()
      await send(store, outboxMessage('a1'), outboxMessage('b1', { conversation: OTHER_GROUP }), outboxMessage('a2'))
      const [first, second] = await store.outbox.claimDue(NOW, 10, NOBODY)
      expect(first).toStrictEqual({
        ...outboxMessage('a1'),
        seq: first?.seq,
        notBefore: NOW,
        status: 'sending',
        attempts: 1,
        firstAttemptAt: NOW,
      })
      expect(second?.id).toBe('b1')
      expect(await claimIds(store)).toEqual([])
      if (first) await store.outbox.sent(first, receipt)
      expect(await claimIds(store)).toEqual(['a2'])
      expect(await store.outbox.counts()).toEqual({ waiting: 2, dead: 0 })
    })

    it('keeps to the limit and leaves busy conversations alone', async () => {
      const { store } = harness()
      await send(
        store,
        outboxMessage('a1'),
        outboxMessage('b1', { conversation: OTHER_GROUP }),
        outboxMessage('c1', { conversation: PRIVATE }),
      )
      const claimed = await store.outbox.claimDue(NOW, 1, new Set([conversationKey(GROUP)]))
      expect(claimed.map(({ id }) => id)).toEqual(['b1'])
      expect(await claimIds(store)).toEqual(['a1', 'c1'])
    })

    it('never gives the same message to two claimers', async () => {
      const { store } = harness()
      const chats = Array.from({ length: 30 }, (_, i) => ({ ...OTHER_GROUP, id: `oc_${i}` }))
      await send(store, ...chats.map((conversation, i) => outboxMessage(`m${i}`, { conversation })))
      const claims = await Promise.all(Array.from({ length: 10 }, () => store.outbox.claimDue(NOW, 5, NOBODY)))
      expect(new Set(claims.flat().map(({ id }) => id)).size).toBe(30)
    })

    it('is not due before its time, and later messages of the conversation wait with it', async () => {
      const { store } = harness()
      expect(await store.outbox.nextDue()).toBeUndefined()
      await send(store, outboxMessage('a1', { notBefore: later(5) }), outboxMessage('a2'))
      await send(store, outboxMessage('b1', { conversation: OTHER_GROUP, notBefore: later(7) }))
      expect(await claimIds(store)).toEqual([])
      expect(await store.outbox.nextDue()).toStrictEqual(later(5))
      const [first] = await store.outbox.claimDue(later(5), 10, NOBODY)
      expect(first?.id).toBe('a1')
      expect(await store.outbox.nextDue()).toStrictEqual(later(7))
      expect(first?.firstAttemptAt).toStrictEqual(later(5))
    })
  })

  describe('outbox: failures', () => {
    it('keeps the order of a conversation while its first message backs off', async () => {
      const { store } = harness()
      await send(store, outboxMessage('a1'), outboxMessage('a2'))
      const first = await claimOne(store)
      await store.outbox.retryAt(first, later(3), 'unavailable')
      expect(await claimIds(store, later(2))).toEqual([])
      expect(await store.outbox.nextDue()).toStrictEqual(later(3))
      const again = await claimOne(store, later(3))
      expect(again).toMatchObject({
        id: 'a1',
        attempts: 2,
        firstAttemptAt: NOW,
        lastError: 'unavailable',
        notBefore: later(3),
      })
    })

    it('revives what is dead for certain, in its old place, and leaves alone what may be out already', async () => {
      const { store } = harness()
      await send(store, outboxMessage('a1'), outboxMessage('a2'))
      await store.outbox.dead(await claimOne(store), 'forbidden')
      await store.outbox.dead(await claimOne(store), 'unknown_outcome, and too late to repeat')
      await send(store, outboxMessage('a3'))
      expect(await read(store, (tx) => tx.outbox.revive(later(5)))).toBe(1)
      expect(await store.outbox.counts()).toEqual({ waiting: 2, dead: 1 })
      expect(await claimIds(store)).toEqual([])
      const revived = await claimOne(store, later(5))
      expect([revived.id, revived.attempts, revived.firstAttemptAt]).toEqual(['a1', 1, later(5)])
    })

    it('lets a dead message block nothing and shows it to administrators', async () => {
      const { store } = harness()
      await send(store, outboxMessage('a1'), outboxMessage('a2'), outboxMessage('a3'))
      await store.outbox.dead(await claimOne(store), 'forbidden')
      await store.outbox.dead(await claimOne(store), 'gone')
      expect(await claimIds(store)).toEqual(['a3'])
      expect(await store.outbox.counts()).toEqual({ waiting: 1, dead: 2 })
      expect(await store.outbox.deadLetters(1)).toMatchObject([
        { id: 'a2', status: 'dead', lastError: 'gone', payload: { text: 'a2' } },
      ])
      expect((await store.outbox.deadLetters(5)).map(({ id }) => id)).toEqual(['a2', 'a1'])
    })

    it('takes up again what a killed process left behind, with the same key', async () => {
      const { store } = harness()
      await send(store, outboxMessage('a1'), outboxMessage('a2'), outboxMessage('b1', { conversation: OTHER_GROUP }))
      await store.outbox.claimDue(NOW, 10, NOBODY)
      expect(await store.outbox.recover()).toBe(2)
      expect(await store.outbox.recover()).toBe(0)
      const again = await store.outbox.claimDue(later(9), 10, NOBODY)
      const doubt = 'unknown_outcome interrupted'
      expect(
        again.map(({ id, attempts, firstAttemptAt, lastError }) => [id, attempts, firstAttemptAt, lastError]),
      ).toEqual([
        ['a1', 2, NOW, doubt],
        ['b1', 2, NOW, doubt],
      ])
    })
  })

  describe('outbox: cards', () => {
    it('lets an edit supersede the waiting edits of its card that were never attempted, and nothing else', async () => {
      const { store } = harness()
      await send(store, outboxMessage('create', { cardId: 'c1' }), edit('e1', 'c1'), edit('other', 'c2'))
      await store.outbox.sent(await claimOne(store), receipt)
      await store.outbox.retryAt(await claimOne(store), NOW, 'rate_limited')
      await send(store, edit('e2', 'c1'))
      await send(store, edit('e3', 'c1'))
      await send(store, outboxMessage('text'))
      const order: string[] = []
      while ((await store.outbox.counts()).waiting > 0) {
        const message = await claimOne(store)
        order.push(message.id)
        await store.outbox.sent(message, receipt)
      }
      expect(order).toEqual(['e1', 'other', 'e3', 'text'])
    })

    it('takes back a needless message unless it was attempted', async () => {
      const { store } = harness()
      await send(store, outboxMessage('a1'), outboxMessage('a2'))
      const first = await claimOne(store)
      await store.outbox.supersede('a1')
      await store.outbox.supersede('a2')
      await store.outbox.supersede('unknown')
      expect(await store.outbox.counts()).toEqual({ waiting: 1, dead: 0 })
      await store.outbox.retryAt(first, NOW, 'unavailable')
      await store.outbox.supersede('a1')
      expect(await claimIds(store)).toEqual(['a1'])
    })

    it.each(['under way', 'to be tried again'])(
      'keeps an edit whose elder is %s, or the elder would be shown last',
      async (state) => {
        const { store } = harness()
        await send(store, edit('old', 'c1'))
        const old = await claimOne(store)
        if (state === 'to be tried again') await store.outbox.retryAt(old, NOW, 'rate_limited')
        await send(store, edit('new', 'c1'), outboxMessage('text', { conversation: OTHER_GROUP }))
        await store.outbox.supersede('new')
        await store.outbox.supersede('text')
        expect(await store.outbox.counts()).toEqual({ waiting: 2, dead: 0 })
        await store.outbox.sent(old, receipt)
        expect(await claimIds(store)).toEqual(['new'])
      },
    )

    it('stores with the posted card where it went; a token lasts until the card is another message', async () => {
      const { store } = harness()
      const card = () => read(store, (tx) => tx.cards.byId('c1'))
      await read(store, (tx) => tx.cards.save(postedCard('c1')))
      const deliver = async (id: string, facts: { messageId: string; updateToken?: string }) => {
        await send(store, outboxMessage(id, { cardId: 'c1' }))
        await store.outbox.sent(await claimOne(store), { ...facts, at: later(1) })
        return card()
      }
      expect(await deliver('m1', { messageId: 'om_1' })).toStrictEqual(postedCard('c1', { messageId: 'om_1' }))
      const withToken = postedCard('c1', { messageId: 'om_1', updateToken: 't1' })
      expect(await deliver('m2', { messageId: 'om_1', updateToken: 't1' })).toStrictEqual(withToken)
      expect(await deliver('m3', { messageId: 'om_1' })).toStrictEqual(withToken)
      expect(await deliver('m4', { messageId: 'om_2' })).toStrictEqual(postedCard('c1', { messageId: 'om_2' }))
      expect((await read(store, (tx) => tx.cards.byMessage('feishu', 'om_2')))?.id).toBe('c1')
    })

    it('refuses a second message with the same key', async () => {
      const { store } = harness()
      await send(store, outboxMessage('a1'))
      await expect(send(store, outboxMessage('a1', { conversation: OTHER_GROUP }))).rejects.toThrow()
      expect(await store.outbox.counts()).toEqual({ waiting: 1, dead: 0 })
    })
  })
}
