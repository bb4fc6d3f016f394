import { describe, expect, it } from 'vitest'
import {
  GROUP,
  type Harness,
  later,
  NOW,
  OTHER_GROUP,
  PRIVATE,
  person,
  postedCard,
  prompt,
  read,
  undoEntry,
} from './fixtures.ts'

export function conversationsContract(harness: () => Harness): void {
  describe('people', () => {
    it('are found by id and by account, and keep every property', async () => {
      const { store } = harness()
      const full = person('u2', {
        title: '经理',
        department: '市场部',
        company: '乙方',
        role: 'vendor',
        locale: 'en',
        accounts: [
          { platform: 'wecom', id: 'w2' },
          { platform: 'feishu', id: 'ou_2' },
        ],
      })
      await store.unitOfWork.run(async (tx) => {
        await tx.people.save(person('u1'))
        await tx.people.save(full)
      })
      await store.unitOfWork.run(async (tx) => {
        expect(await tx.people.byId('u1')).toStrictEqual(person('u1'))
        expect(await tx.people.byAccount('feishu', 'ou_2')).toStrictEqual(full)
        expect(await tx.people.byAccount('dingtalk', 'ou_2')).toBeUndefined()
        expect(await tx.people.byId('u3')).toBeUndefined()
      })
    })

    it('are replaced with their accounts, and only active ones are listed', async () => {
      const { store } = harness()
      await read(store, (tx) => tx.people.save(person('u1')))
      await read(store, (tx) => tx.people.save(person('u2', { active: false })))
      await read(store, (tx) => tx.people.save(person('u1', { accounts: [{ platform: 'feishu', id: 'new' }] })))
      await store.unitOfWork.run(async (tx) => {
        expect((await tx.people.all()).map(({ id }) => id)).toEqual(['u1'])
        expect(await tx.people.byAccount('feishu', 'ou_u1')).toBeUndefined()
        expect((await tx.people.byAccount('feishu', 'new'))?.id).toBe('u1')
        expect((await tx.people.byAccount('feishu', 'ou_u2'))?.active).toBe(false)
      })
    })

    it('never share an account', async () => {
      const { store } = harness()
      await read(store, (tx) => tx.people.save(person('u1')))
      const thief = person('u2', { accounts: [{ platform: 'feishu', id: 'ou_u1' }] })
      await expect(read(store, (tx) => tx.people.save(thief))).rejects.toThrow()
      expect((await read(store, (tx) => tx.people.byAccount('feishu', 'ou_u1')))?.id).toBe('u1')
    })
  })

  describe('chats, prompts, undo and cards', () => {
    it('finds chats by id', async () => {
      const { store } = harness()
      const chat = { platform: 'feishu', id: 'oc_1', name: '群', projectId: 101, botPresent: true }
      const unbound = { platform: 'feishu', id: 'oc_2', name: '群2', botPresent: false }
      await read(store, (tx) => tx.chats.save({ ...chat, name: '旧名' }))
      await read(store, (tx) => tx.chats.save(chat))
      await read(store, (tx) => tx.chats.save(unbound))
      expect(await read(store, (tx) => tx.chats.find('feishu', 'oc_2'))).toStrictEqual(unbound)
      expect(await read(store, (tx) => tx.chats.find('wecom', 'oc_2'))).toBeUndefined()
      expect(await read(store, (tx) => tx.chats.find('feishu', 'oc_1'))).toStrictEqual(chat)
    })

    it('finds open prompts of a person in a conversation, newest first, and those whose end has come', async () => {
      const { store } = harness()
      await store.unitOfWork.run(async (tx) => {
        await tx.prompts.save(prompt('p1'))
        await tx.prompts.save(prompt('p2', { expiresAt: later(5) }))
        await tx.prompts.save(prompt('p3', { conversation: PRIVATE }))
        await tx.prompts.save(prompt('p4', { personId: 'u2' }))
        await tx.prompts.save(prompt('p5'))
        await tx.prompts.save(prompt('p5', { status: 'used' }))
      })
      await store.unitOfWork.run(async (tx) => {
        expect(await tx.prompts.openFor('u1', GROUP)).toStrictEqual([
          prompt('p2', { expiresAt: later(5) }),
          prompt('p1'),
        ])
        expect((await tx.prompts.byId('p5'))?.status).toBe('used')
        expect(await tx.prompts.byId('p6')).toBeUndefined()
        expect(await tx.prompts.nextExpiry()).toEqual((await tx.prompts.byId('p2'))?.expiresAt)
        expect((await tx.prompts.expired(later(5))).map(({ id }) => id)).toEqual(['p2'])
        expect((await tx.prompts.expired(later(10))).map(({ id }) => id)).toEqual(['p1', 'p2', 'p3', 'p4'])
      })
    })

    it('forgets all cards, where the platform has lost its messages', async () => {
      const { store } = harness()
      await store.unitOfWork.run((tx) => tx.cards.save(postedCard('c1')))
      await store.unitOfWork.run((tx) => tx.cards.forgetAll())
      expect(await read(store, (tx) => tx.cards.byId('c1'))).toBeUndefined()
    })

    it('gives the last own changes of a conversation, newest first, used or not', async () => {
      const { store } = harness()
      await store.unitOfWork.run(async (tx) => {
        await tx.undo.save(undoEntry('a'))
        await tx.undo.save(undoEntry('b', { payload: { list: [1, '二'] } }))
        await tx.undo.save(undoEntry('c', { conversation: OTHER_GROUP }))
        await tx.undo.save(undoEntry('a', { usedAt: NOW }))
      })
      const [b, a] = [undoEntry('b', { payload: { list: [1, '二'] } }), undoEntry('a', { usedAt: NOW })]
      expect(await read(store, (tx) => tx.undo.recent('u1', GROUP, 5))).toStrictEqual([b, a])
      expect(await read(store, (tx) => tx.undo.recent('u1', GROUP, 1))).toStrictEqual([b])
      await read(store, (tx) => tx.undo.save({ ...b, usedAt: later(1) }))
      expect((await read(store, (tx) => tx.undo.recent('u1', GROUP, 1)))[0]?.usedAt).toStrictEqual(later(1))
      expect(await read(store, (tx) => tx.undo.recent('u2', GROUP, 5))).toEqual([])
    })

    it('finds cards by id, object and message', async () => {
      const { store } = harness()
      const full = postedCard('c2', { audienceId: 'u1', messageId: 'om_1', updateToken: 't', conversation: PRIVATE })
      await store.unitOfWork.run(async (tx) => {
        await tx.cards.save(postedCard('c1'))
        await tx.cards.save(postedCard('c2'))
        await tx.cards.save(full)
        await tx.cards.save(postedCard('c3', { objectRef: 'A-1' }))
      })
      await store.unitOfWork.run(async (tx) => {
        expect(await tx.cards.byObject('T-3')).toStrictEqual([postedCard('c1'), full])
        expect(await tx.cards.byMessage('feishu', 'om_1')).toStrictEqual(full)
        expect(await tx.cards.byMessage('feishu', 't')).toStrictEqual(full)
        expect(await tx.cards.byMessage('wecom', 'om_1')).toBeUndefined()
        expect(await tx.cards.byId('c3')).toStrictEqual(postedCard('c3', { objectRef: 'A-1' }))
      })
    })
  })
}
