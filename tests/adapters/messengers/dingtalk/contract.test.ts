import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mention } from '../../../../src/bot/messenger.ts'
import { messengerContract } from '../../../contracts/messenger.ts'
import { openSimulated, type SimulatedWorld } from './simulated.ts'
import { until } from './support.ts'

messengerContract('DingTalk over HTTP', () => openSimulated('webhook'))
messengerContract('DingTalk over its Stream connection', () => openSimulated('stream'))

describe('DingTalk beyond the contract', () => {
  let world: SimulatedWorld
  beforeEach(async () => {
    world = await openSimulated('stream')
  })
  afterEach(() => world.close())

  it('answers by the session while it lives, and calls people there', async () => {
    await world.say(world.group, '@bot 帮助')
    const { accountId, name } = world.colleague
    const options = { idempotencyKey: 'k1' }
    const sent = await world.messenger.sendText(world.group, `请看 ${mention(accountId, name)}`, options)
    expect(sent.messageId).toBe('session:k1')
    expect(await world.seen(world.group)).toMatchObject([{ text: '请看 @李四', mentions: ['李四'] }])
  })

  it('recognises its own messages in quotations', async () => {
    const text = await world.messenger.sendText(world.privately, '早', { idempotencyKey: 'k1' })
    const card = await world.messenger.sendCard(
      world.privately,
      { header: { text: '待审批', tone: 'waiting' }, summary: '待审批', blocks: [] },
      [],
      { idempotencyKey: 'k2' },
    )
    await world.quote(world.privately, text.messageId, '好')
    await world.quote(world.privately, card.messageId, '同意')
    expect(world.events.map((event) => event.kind === 'message' && event.replyTo)).toEqual([
      text.messageId,
      card.updateToken,
    ])
  })

  it('is told to go, and hears everything over the next connection', async () => {
    const [old] = world.platform.connections
    world.platform.recycleConnections()
    await until('the next one is open', () => world.platform.connections.some((id) => id !== old))
    await world.say(world.privately, '我的任务')
    expect(world.events).toHaveLength(1)
    expect(world.adapter.health().state).toBe('ok')
  })
})
