import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Seen } from '../support/client.ts'
import { count } from '../support/database.ts'
import { again as asItIs } from '../support/seen.ts'
import type { World } from '../support/world.ts'
import { GROUP, projectWorld, refusals, tasksNamed } from './project-world.ts'

const VOTES = `SELECT count(*) FROM audit_entry WHERE event = 'approval.approve' AND outcome = 'success'`
const MESSAGES = { direction: 'event', path: 'im.message.receive_v1' } as const

let world: World

beforeEach(async () => {
  world = await projectWorld()
})
afterEach(async () => {
  await world.close()
})

/** Says a command; resolves to the bot's answers to it when all is quiet. */
async function sayAndWait(): Promise<readonly Seen[]> {
  const id = await world.client.say(GROUP, '李雷', '@营销助手 新建任务 海报')
  await world.client.idle()
  return (await world.client.botMessages(GROUP)).filter(({ replyTo }) => replyTo === id)
}

describe('messages', () => {
  it.each([
    ['twice at once', { kind: 'duplicate' }],
    ['twice with different event ids', { kind: 'duplicate', eventId: 'new' }],
  ])('come %s: one effect', async (_name, fault) => {
    await world.client.fault(MESSAGES, fault)
    expect(await sayAndWait()).toHaveLength(1)
    expect(tasksNamed(world, '海报')).toBe(1)
  })

  it('come again 15 s after an acknowledgement that got lost: one effect', async () => {
    await world.client.fault(MESSAGES, { kind: 'lost_answer' })
    expect(await sayAndWait()).toHaveLength(1)
    const received = async () =>
      (await world.client.exchanges(50)).filter(({ direction }) => direction === 'to-service').length
    const before = await received()
    await world.client.clock({ advance: 'PT15S' })
    expect(await received()).toBe(before + 1)
    expect(tasksNamed(world, '海报')).toBe(1)
  })

  it('come again 15 s after they were cut off on the way: one effect', async () => {
    await world.client.fault(MESSAGES, { kind: 'cut' })
    expect(await sayAndWait()).toEqual([])
    expect(tasksNamed(world, '海报')).toBe(0)
    await world.client.clock({ advance: 'PT15S' })
    expect(tasksNamed(world, '海报')).toBe(1)
    expect(await world.client.botMessages(GROUP)).toHaveLength(2)
  })

  it('overtake each other: both have their effect, each once', async () => {
    await world.client.fault(MESSAGES, { kind: 'reorder' })
    const first = await world.client.say(GROUP, '李雷', '@营销助手 新建任务 海报')
    const second = await world.client.say(GROUP, '李雷', '@营销助手 新建任务 详情页')
    await world.client.idle()
    const answers = await world.client.botMessages(GROUP, first)
    expect(answers.map(({ replyTo }) => replyTo)).toEqual([second, first])
    expect([tasksNamed(world, '海报'), tasksNamed(world, '详情页')]).toEqual([1, 1])
  })

  it.each([600, -600])(
    'signed %i s off are refused and audited, and taken when they come again in time',
    async (seconds) => {
      await world.client.fault(MESSAGES, { kind: 'skew', seconds })
      expect(await sayAndWait()).toEqual([])
      expect(refusals(world.dataDir)).toEqual(['door.timestamp denied'])
      expect(tasksNamed(world, '海报')).toBe(0)
      await world.client.clock({ advance: 'PT15S' })
      expect(tasksNamed(world, '海报')).toBe(1)
    },
  )
})

describe('clicks', () => {
  it('whose answer is lost count once; a second press changes nothing and brings the card up to date', async () => {
    const [card] = await world.client.botMessages('王敏')
    const button = card?.buttons.find(({ label }) => label === '同意')?.id ?? ''
    await world.client.fault({ direction: 'event', path: 'card.action.trigger' }, { kind: 'lost_answer' })
    expect(await world.client.click(card?.id ?? '', '王敏', button)).toMatchObject({ status: 'timeout' })
    await world.client.idle()
    expect(count(world.dataDir, VOTES)).toBe(1)
    const again = await world.client.click(card?.id ?? '', '王敏', button)
    expect(again).toMatchObject({ status: 'ok', toast: { type: 'warning' } })
    await world.client.idle()
    expect(count(world.dataDir, VOTES)).toBe(1)
    expect((await asItIs(world.client, card)).title).toContain('已同意')
  })

  it('that are cut off on the way leave everything as it was, and can be made again', async () => {
    const [card] = await world.client.botMessages('王敏')
    const button = card?.buttons.find(({ label }) => label === '同意')?.id ?? ''
    await world.client.fault({ direction: 'event', path: 'card.action.trigger' }, { kind: 'cut' })
    const cut = await world.client.click(card?.id ?? '', '王敏', button)
    expect(cut.status).not.toBe('ok')
    expect((await asItIs(world.client, card)).title).toContain('待审批')
    expect(await world.client.click(card?.id ?? '', '王敏', button)).toMatchObject({ status: 'ok' })
    await world.client.idle()
    expect((await asItIs(world.client, card)).title).toContain('已同意')
  })
})
