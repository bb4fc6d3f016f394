import { describe, expect, it } from 'vitest'
import { type Harness, project, read } from './fixtures.ts'

export function attemptsContract(harness: () => Harness): void {
  describe('attempts', () => {
    it('undo what was written, numbers included, and leave the rest of the transaction', async () => {
      const { store } = harness()
      await store.unitOfWork.run(async (tx) => {
        await tx.projects.save(project(101))
        const result = await tx.attempts.attempt(
          async () => {
            await tx.projects.save(project(102))
            return tx.tasks.nextId()
          },
          () => false,
        )
        expect(result).toBe(1)
        expect(await tx.projects.byId(102)).toBeUndefined()
        expect(await tx.attempts.attempt(() => tx.tasks.nextId(), Boolean)).toBe(1)
      })
      const stored = await read(store, (tx) => tx.projects.list({}))
      expect(stored.map(({ id }) => id)).toEqual([101])
      expect(await read(store, (tx) => tx.tasks.nextId())).toBe(2)
    })

    it('undo on an error, too, and pass it on', async () => {
      const { store } = harness()
      await store.unitOfWork.run(async (tx) => {
        const attempt = tx.attempts.attempt(
          async () => {
            await tx.projects.save(project(101))
            throw new Error('bug')
          },
          () => true,
        )
        await expect(attempt).rejects.toThrow('bug')
        expect(await tx.projects.byId(101)).toBeUndefined()
        await tx.projects.save(project(103))
      })
      expect((await read(store, (tx) => tx.projects.list({}))).map(({ id }) => id)).toEqual([103])
    })

    it('forget people who were saved in vain', async () => {
      const { store } = harness()
      const person = {
        id: 'x',
        name: '某人',
        nicknames: [],
        skills: [],
        role: 'member',
        duties: [],
        accounts: [],
        locale: 'zh-CN',
        active: true,
      } as const
      await store.unitOfWork.run(async (tx) => {
        const vain = async () => {
          await tx.people.save(person)
          return tx.people.byId('x')
        }
        expect(await tx.attempts.attempt(vain, () => false)).toMatchObject({ name: '某人' })
        expect(await tx.people.byId('x')).toBeUndefined()
      })
    })
  })
}
