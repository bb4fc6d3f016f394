import { expect, it } from 'vitest'
import { count } from '../support/database.ts'
import type { Processes } from '../support/processes.ts'
import { dieBeforeEveryStep, GROUP, type Scene } from './rounds.ts'

/** `新建任务` in a group: a task, and a card that quotes the command. */
function newTask(world: Processes): Scene {
  const { client } = world
  let said = ''
  return {
    prepare: async () => {},
    async act(name) {
      said = await client.say(GROUP, '李雷', `@营销助手 新建任务 ${name}`)
    },
    async check(name) {
      expect(count(world.dataDir, 'SELECT count(*) FROM task WHERE title = ?', name)).toBe(1)
      const created = `SELECT count(*) FROM audit_entry WHERE event = 'task.create' AND "after" LIKE ?`
      expect(count(world.dataDir, created, `%${name}%`)).toBe(1)
      const answers = (await client.botMessages(GROUP)).filter(({ replyTo }) => replyTo === said)
      expect(answers).toMatchObject([{ kind: 'card', title: expect.stringContaining(name) }])
      const mentioning = (await client.messages()).filter(({ title }) => title?.includes(name))
      expect(mentioning).toHaveLength(1)
      expect((await world.health()).outbox).toEqual({ waiting: 0, dead: 0 })
    },
  }
}

it('kill -9 before every step of a command: one task, one reply', { timeout: 240_000 }, async () => {
  const { steps, before } = await dieBeforeEveryStep(2, newTask)
  const landmarks = ['event received', 'INSERT INTO inbox', 'answer written', 'INSERT INTO task', 'INSERT INTO outbox']
  for (const landmark of [...landmarks, 'asking POST', 'answered POST'])
    expect(steps).toContainEqual(expect.stringContaining(landmark))
  expect(steps.at(-1)).toMatch(/^COMMIT/)
  expect(steps.length).toBeGreaterThan(15)
  // A command's steps are the same each time, so each of them was the last of some process.
  expect([...before].sort()).toEqual([...steps].sort())
})
