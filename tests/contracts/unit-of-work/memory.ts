/** What the store remembers of people's words and choices. */
import { describe, expect, it } from 'vitest'
import { TURNS_KEPT, type Turn } from '../../../src/domain/conversations/turn.ts'
import type { Word } from '../../../src/domain/words/word.ts'
import { GROUP, type Harness, later, NOW, OTHER_GROUP, PRIVATE, read } from './fixtures.ts'

const turn = (traceId: string, changes: Partial<Turn> = {}): Turn => ({
  traceId,
  personId: 'u1',
  conversation: GROUP,
  at: NOW,
  line: '把 T-3 派给赵倩',
  action: 'task.assign',
  args: { task: '3', assignee: 'zhaoqian' },
  outcome: 'done',
  objectRef: 'T-3',
  understood: [
    { text: '派给', as: { kind: 'verb', action: 'task.assign' } },
    { text: 'T-3', as: { kind: 'slot', slot: 'task', value: '3' } },
    { text: '把', as: { kind: 'unread' } },
  ],
  ...changes,
})

const word = (spoken: string, changes: Partial<Word> = {}): Word => ({
  kind: 'synonym',
  spoken,
  meaning: '派给',
  createdBy: 'u1',
  createdAt: NOW,
  ...changes,
})

export function memoryContract(harness: () => Harness): void {
  describe('turns', () => {
    it('are read newest first, per person and conversation, and keep every property', async () => {
      const { store } = harness()
      const bare: Turn = {
        traceId: 't2',
        personId: 'u1',
        conversation: GROUP,
        at: later(1),
        line: '?',
        args: {},
        outcome: 'unknown',
        understood: [],
      }
      await store.unitOfWork.run(async (tx) => {
        for (const one of [turn('t1'), bare, turn('t3', { personId: 'u2' }), turn('t4', { conversation: OTHER_GROUP })])
          await tx.turns.save(one)
      })
      await store.unitOfWork.run(async (tx) => {
        expect(await tx.turns.recent('u1', GROUP, 5)).toStrictEqual([bare, turn('t1')])
        expect(await tx.turns.recent('u1', GROUP, 1)).toStrictEqual([bare])
        expect(await tx.turns.byTrace('t3')).toStrictEqual(turn('t3', { personId: 'u2' }))
        expect(await tx.turns.byTrace('t9')).toBeUndefined()
      })
    })

    it('are replaced by trace', async () => {
      const { store } = harness()
      await read(store, (tx) => tx.turns.save(turn('t1', { outcome: 'asked' })))
      await read(store, (tx) => tx.turns.save(turn('t1')))
      expect(await read(store, (tx) => tx.turns.recent('u1', GROUP, 5))).toStrictEqual([turn('t1')])
    })

    it('are forgotten but for the newest of each person and conversation', async () => {
      const { store } = harness()
      await store.unitOfWork.run(async (tx) => {
        await tx.turns.save(turn('other', { conversation: PRIVATE }))
        for (let i = 0; i < TURNS_KEPT + 3; i++) await tx.turns.save(turn(`t${i}`))
      })
      const kept = await read(store, (tx) => tx.turns.recent('u1', GROUP, 100))
      expect(kept.map(({ traceId }) => traceId)).toEqual(
        Array.from({ length: TURNS_KEPT }, (_, index) => `t${TURNS_KEPT + 2 - index}`),
      )
      expect(await read(store, (tx) => tx.turns.byTrace('other'))).toBeDefined()
    })
  })

  it('words are listed as made, replaced by what is spoken, and removed', async () => {
    const { store } = harness()
    await store.unitOfWork.run(async (tx) => {
      await tx.words.save(word('派活'))
      await tx.words.save(word('阿涛', { kind: 'nickname', meaning: 'zhoutao' }))
      await tx.words.save(word('周会', { kind: 'macro', meaning: '新建任务 周会纪要 明天' }))
      await tx.words.save(word('派活', { meaning: '分配' }))
      await tx.words.remove('阿涛')
    })
    expect(await read(store, (tx) => tx.words.all())).toStrictEqual([
      word('派活', { meaning: '分配' }),
      word('周会', { kind: 'macro', meaning: '新建任务 周会纪要 明天' }),
    ])
  })

  it('preferences, tours and modes of chats are kept per owner', async () => {
    const { store } = harness()
    await store.unitOfWork.run(async (tx) => {
      await tx.preferences.save({ personId: 'u1', locale: 'zh-CN' })
      await tx.preferences.save({ personId: 'u1', locale: 'en' })
      await tx.tours.save({ personId: 'u1', step: 2, status: 'skipped', updatedAt: NOW })
      await tx.chatModes.save(GROUP, { textOnly: true })
    })
    await store.unitOfWork.run(async (tx) => {
      expect(await tx.preferences.all()).toStrictEqual([{ personId: 'u1', locale: 'en' }])
      await tx.preferences.save({ personId: 'u1', platform: 'wecom' })
      expect(await tx.preferences.all()).toStrictEqual([{ personId: 'u1', locale: 'en', platform: 'wecom' }])
      expect(await tx.tours.of('u1')).toStrictEqual({ personId: 'u1', step: 2, status: 'skipped', updatedAt: NOW })
      expect(await tx.tours.of('u2')).toBeUndefined()
      expect(await tx.chatModes.of(GROUP)).toStrictEqual({ textOnly: true })
      expect(await tx.chatModes.of(PRIVATE)).toStrictEqual({ textOnly: false })
    })
  })
}
