import { expect, it } from 'vitest'
import { count } from '../support/database.ts'
import type { Processes } from '../support/processes.ts'
import { dieBeforeEveryStep, GROUP, type Scene } from './rounds.ts'

const CLICKS = `SELECT count(*) FROM inbox_event WHERE kind = 'card_action'`

/** 同意 on the card of a request: one vote, the card decided, the requester told once. */
function approve(world: Processes): Scene {
  const { client } = world
  let card = ''
  let clicksBefore = 0
  const press = () => client.click(card, '李雷', 'submit_0')
  return {
    async prepare(name) {
      await client.say(GROUP, '周涛', `@营销助手 申请预算 100元 ${name}`)
      await world.quiet()
      card = (await client.botMessages('李雷')).at(-1)?.id ?? ''
      clicksBefore = count(world.dataDir, CLICKS)
    },
    async act() {
      await press()
    },
    async check(name) {
      // The platform does not send a click again: if ours did not get in, the person sees an error and presses again.
      if (count(world.dataDir, CLICKS) === clicksBefore) {
        expect(await press()).toMatchObject({ status: 'ok', toast: { type: 'success' } })
        await world.quiet()
      }
      expect(
        count(world.dataDir, 'SELECT count(*) FROM approval WHERE purpose = ? AND status = ?', name, 'approved'),
      ).toBe(1)
      const votes = `SELECT count(*) FROM audit_entry WHERE event = 'approval.approve' AND outcome = 'success' AND "after" LIKE ?`
      expect(count(world.dataDir, votes, `%${name}%`)).toBe(1)
      const cards = (await client.messages()).filter(({ title }) => title?.includes(name))
      expect(cards.map(({ title, buttons }) => [title, buttons])).toEqual([
        [`已同意 · ${name}`, []],
        [`已同意 · ${name}`, []],
      ])
      const told = (await client.botMessages('周涛')).filter(({ text }) => text.includes(name))
      expect(told).toMatchObject([{ kind: 'text', text: expect.stringContaining('李雷 已同意') }])
      expect((await world.health()).outbox).toEqual({ waiting: 0, dead: 0 })
    },
  }
}

it('kill -9 before every step of a click: one vote, the card decided', { timeout: 240_000 }, async () => {
  const { steps, before } = await dieBeforeEveryStep(3, approve)
  const landmarks = ['event received', 'INSERT INTO inbox', 'approval', 'INSERT INTO outbox', 'answer written']
  for (const landmark of [...landmarks, 'asking POST', 'answered POST', 'asking PATCH', 'answered PATCH'])
    expect(steps).toContainEqual(expect.stringContaining(landmark))
  expect(steps.at(-1)).toMatch(/^COMMIT/)
  expect(steps.length).toBeGreaterThan(25)
  // How many messages share a transaction varies, so the last repetitions of a step may be missing in a round.
  const kinds = (list: readonly string[]) => [...new Set(list.map((step) => step.replace(/ #\d+$/, '')))].sort()
  expect(kinds(before)).toEqual(kinds(steps))
  expect(before.length).toBeGreaterThan(steps.length * 0.8)
})
