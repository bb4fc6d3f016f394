import { describe, expect, it } from 'vitest'
import { chartLabelsZh } from '../../src/bot/i18n/chart-labels.ts'
import { AS_TEXT } from '../../src/domain/conversations/conversation.ts'
import type { ProgressChart } from '../../src/domain/ports/chart-renderer.ts'
import { card, DeliveryWorld } from './delivery-world.ts'
import { GROUP, HOUR, MINUTE, OTHER_GROUP, SECOND } from './support.ts'

const CHART: ProgressChart = {
  kind: 'progress',
  title: '进度',
  subtitle: '',
  stages: [],
  overall: { percent: 0, rule: '按任务数' },
  rows: [],
  figures: [],
  labels: chartLabelsZh,
}

async function started(): Promise<DeliveryWorld> {
  const world = new DeliveryWorld()
  await world.start()
  return world
}

describe('order', () => {
  it('delivers in the order of a conversation, with the row id as key, and only once', async () => {
    const world = await started()
    await world.deliver('a', 'b', 'c')
    await world.wake()
    expect(world.messenger.calls).toEqual(['send a', 'send b', 'send c'])
    expect(world.texts()).toEqual(['a', 'b', 'c'])
    expect(await world.store.outbox.counts()).toEqual({ waiting: 0, dead: 0 })
  })

  it('holds a conversation behind its first message while that backs off, and no other conversation', async () => {
    const world = await started()
    world.messenger.fail('unavailable')
    await world.deliver('a', 'b')
    await world.add('other', 'other', { conversation: OTHER_GROUP })
    await world.wake()
    expect(world.texts()).toEqual(['other'])
    await world.advance(SECOND - 1)
    expect(world.texts()).toEqual(['other'])
    await world.advance(1)
    expect(world.texts()).toEqual(['other', 'a', 'b'])
  })

  it('has one message of a conversation under way, and conversations beside each other', async () => {
    const world = await started()
    const gate = Promise.withResolvers<void>()
    world.messenger.gate = gate.promise
    await world.add('a', 'a')
    await world.add('b', 'b')
    await world.add('other', 'other', { conversation: OTHER_GROUP })
    world.loop.wake()
    await world.store.ping()
    await world.store.ping()
    const settled = world.settle()
    // The gate opens a turn later than everything that can start without it.
    setImmediate(() => setImmediate(() => gate.resolve()))
    await gate.promise
    expect(world.messenger.calls).toEqual(['send a', 'send other'])
    await settled
    expect(world.messenger.calls).toEqual(['send a', 'send other', 'send b'])
  })

  it('waits for `notBefore`, quotes, and lets what became needless go', async () => {
    const world = await started()
    const notBefore = new Date(world.clock.now().getTime() + 4 * SECOND)
    await world.add('late', { type: 'text', markdown: 'late', replyTo: 'om_0' }, { notBefore })
    await world.add('needless', 'needless', { conversation: OTHER_GROUP, notBefore })
    await world.wake()
    await world.store.outbox.supersede('needless')
    await world.advance(4 * SECOND - 1)
    expect(world.messenger.shown).toEqual([])
    await world.advance(1)
    expect(world.messenger.shown).toMatchObject([{ text: 'late', replyTo: 'om_0', to: GROUP.id }])
  })
})

describe('failures', () => {
  it('waits twice as long each time, ten minutes at most, and gives up at the twelfth attempt', async () => {
    const world = await started()
    world.messenger.fail(...Array.from({ length: 12 }, () => 'unavailable' as const))
    const instants: number[] = []
    await world.deliver('a', 'b')
    const begin = world.clock.now().getTime()
    for (let seconds = 0; world.row('a').status !== 'dead' && seconds < 5000; seconds += 1) {
      const before = world.messenger.calls.length
      await world.advance(SECOND)
      if (world.messenger.calls.length > before) instants.push((world.clock.now().getTime() - begin) / SECOND)
    }
    const waits = instants.map((at, i) => at - (instants[i - 1] ?? 0))
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 600])
    expect(world.row('a')).toEqual({ status: 'dead', lastError: 'unavailable 1' })
    // The next one of the conversation is not held up for ever.
    expect(world.texts()).toEqual(['b'])
    expect((await world.store.outbox.deadLetters(10)).map(({ id }) => id)).toEqual(['a'])
  })

  it('waits as long as the platform asks, and does not count that against the message', async () => {
    const world = await started()
    world.messenger.fail(...Array.from({ length: 30 }, () => ({ fault: 'rate_limited' as const, retryAfterMs: 7000 })))
    await world.deliver('a')
    await world.advance(30 * 7000 - 1)
    expect(world.texts()).toEqual([])
    await world.advance(1)
    expect(world.texts()).toEqual(['a'])
    expect(world.messenger.calls).toHaveLength(31)
  })

  it('spreads retries by up to a half, so that the throttled do not come back together', async () => {
    const world = await started()
    world.random = 0.9
    world.messenger.fail({ fault: 'rate_limited', retryAfterMs: 1000 })
    await world.deliver('a')
    await world.advance(1449)
    expect(world.texts()).toEqual([])
    await world.advance(1)
    expect(world.texts()).toEqual(['a'])
  })

  it.each(['forbidden', 'gone', 'invalid', 'too_large'] as const)('gives up at once: %s', async (fault) => {
    const world = await started()
    world.messenger.fail(fault)
    await world.deliver('a', 'b')
    expect(world.row('a')).toEqual({ status: 'dead', lastError: `${fault} 1` })
    expect(world.texts()).toEqual(['b'])
    expect(world.log.lines).toMatchObject([{ level: 'warn', message: 'message given up' }])
  })

  it('logs a bug of ours with its error, gives the message up, and goes on', async () => {
    const world = await started()
    world.messenger.failWith(new TypeError('bug'))
    await world.deliver('a', 'b')
    expect(world.row('a')).toEqual({ status: 'dead', lastError: 'internal error' })
    expect(world.log.lines[0]).toMatchObject({ level: 'error', fields: { err: { message: 'bug' } } })
    expect(world.texts()).toEqual(['b'])
  })

  it('gives up what is for a messenger that is not configured', async () => {
    const world = await started()
    await world.add('a', 'a', { conversation: { platform: 'wecom', kind: 'group', id: 'x' } })
    await world.deliver('b')
    expect(world.row('a')).toEqual({ status: 'dead', lastError: 'no such messenger is configured' })
    expect(world.texts()).toEqual(['b'])
  })

  it('reads the outbox again a second after it could not be read', async () => {
    const world = new DeliveryWorld()
    let broken = true
    world.newLoop({
      ...world.store.outbox,
      claimDue: (...args) => (broken ? Promise.reject(new Error('disk')) : world.store.outbox.claimDue(...args)),
    })
    await world.start()
    await world.deliver('a')
    broken = false
    await world.advance(SECOND)
    expect(world.texts()).toEqual(['a'])
  })
})

describe('an outcome nobody knows', () => {
  it('is tried again with the same key, which the platform recognises: one message', async () => {
    const world = await started()
    world.messenger.fail({ fault: 'unknown_outcome', after: true })
    await world.deliver('a', 'b')
    await world.advance(SECOND)
    expect(world.messenger.calls).toEqual(['send a', 'send a', 'send b'])
    expect(world.texts()).toEqual(['a', 'b'])
  })

  it('is the same after a crash: what was under way is sent again with its key', async () => {
    const world = await started()
    await world.add('a', 'a')
    const [claimed] = await world.store.outbox.claimDue(world.clock.now(), 1, new Set())
    expect(claimed).toMatchObject({ id: 'a', status: 'sending' })
    await world.messenger.sendText(GROUP, 'a', { idempotencyKey: 'a' })
    world.newLoop()
    await world.advance(10 * MINUTE)
    await world.start()
    expect(world.texts()).toEqual(['a'])
    expect(world.row('a')).toEqual({ status: 'sent' })
  })

  it('is given up once the platform has forgotten the key, rather than shown twice', async () => {
    const world = await started()
    await world.add('a', 'a')
    await world.store.outbox.claimDue(world.clock.now(), 1, new Set())
    await world.messenger.sendText(GROUP, 'a', { idempotencyKey: 'a' })
    await world.advance(HOUR)
    world.newLoop()
    await world.start()
    expect(world.texts()).toEqual(['a'])
    expect(world.row('a')).toEqual({ status: 'dead', lastError: 'unknown_outcome, and too late to repeat' })
  })

  it('stays in doubt when a later attempt fails for sure', async () => {
    const world = await started()
    world.messenger.fail({ fault: 'unknown_outcome', after: true }, { fault: 'rate_limited', retryAfterMs: HOUR })
    await world.deliver('a')
    await world.advance(SECOND)
    expect(world.row('a')).toEqual({ status: 'pending', lastError: 'unknown_outcome, then rate_limited 1' })
    await world.advance(HOUR)
    expect(world.texts()).toEqual(['a'])
    expect(world.row('a').status).toBe('dead')
  })

  it('a certain failure is repeated however long it took', async () => {
    const world = await started()
    world.messenger.fail({ fault: 'rate_limited', retryAfterMs: 2 * HOUR })
    await world.deliver('a')
    await world.advance(2 * HOUR)
    expect(world.texts()).toEqual(['a'])
  })

  it('what was delivered and could not be recorded is sent again with its key, not given up', async () => {
    const world = new DeliveryWorld()
    let failures = 1
    world.newLoop({
      ...world.store.outbox,
      sent: (...args) => (failures-- > 0 ? Promise.reject(new Error('disk')) : world.store.outbox.sent(...args)),
    })
    await world.start()
    await world.deliver('a', 'b')
    await world.advance(SECOND)
    expect(world.texts()).toEqual(['a', 'b'])
    expect(world.row('a')).toEqual({ status: 'sent' })
  })
})

describe('cards', () => {
  it('remembers the message, its token and what was lost of it, and edits by them', async () => {
    const world = await started()
    await world.saveCard('c1')
    world.messenger.degraded = 'text'
    await world.add('create', { type: 'card', card: card('T-1') }, { cardId: 'c1' })
    await world.wake()
    expect(await world.cardOf('c1')).toMatchObject({
      messageId: 'om_1',
      updateToken: 'token_om_1',
      degraded: 'text',
    })
    await world.add('edit', { type: 'edit', card: card('T-1 done') }, { cardId: 'c1' })
    await world.wake()
    expect(world.messenger.shown).toEqual([
      { id: 'om_1', to: GROUP.id, text: 'T-1 done by token_om_1 was text', edits: 1 },
    ])
  })

  it('remembers a text that can be replied to, as words that nothing edits', async () => {
    const world = await started()
    await world.saveCard('c1')
    await world.add('create', { type: 'text', markdown: 'T-1' }, { cardId: 'c1' })
    await world.wake()
    expect(await world.cardOf('c1')).toMatchObject({ messageId: 'om_1', degraded: AS_TEXT })
  })

  it('sends the edit of a card that was never delivered as a new card', async () => {
    const world = await started()
    await world.saveCard('c1')
    world.messenger.fail('invalid')
    await world.add('create', { type: 'card', card: card('T-1') }, { cardId: 'c1' })
    await world.add('edit', { type: 'edit', card: card('T-1 done') }, { cardId: 'c1' })
    await world.wake()
    expect(world.messenger.shown).toEqual([{ id: 'om_1', to: GROUP.id, text: 'T-1 done', edits: 0 }])
    expect(await world.cardOf('c1')).toMatchObject({ messageId: 'om_1' })
  })

  it('makes one edit of several that waited', async () => {
    const world = await started()
    await world.saveCard('c1')
    await world.add('create', { type: 'card', card: card('T-1') }, { cardId: 'c1' })
    for (const word of ['one', 'two', 'three'])
      await world.add(word, { type: 'edit', card: card(word) }, { cardId: 'c1' })
    await world.wake()
    expect(world.messenger.calls).toEqual(['send create', 'edit three'])
    expect(world.messenger.shown).toMatchObject([{ text: 'three by token_om_1', edits: 1 }])
  })

  it('draws and uploads a chart before the card that shows it', async () => {
    const world = await started()
    const picture = { kind: 'image', chart: CHART, alt: '进度' } as const
    await world.add('a', { type: 'card', card: card('P-1', picture, picture) })
    await world.wake()
    expect(world.messenger.uploads).toEqual(['chart.png 7', 'chart.png 7'])
    expect(world.texts()).toEqual(['P-1 img_1 img_2'])
  })
})

describe('the end', () => {
  it('finishes what is under way and starts nothing new', async () => {
    const world = await started()
    const gate = Promise.withResolvers<void>()
    world.messenger.gate = gate.promise
    await world.add('a', 'a')
    await world.add('b', 'b')
    world.loop.wake()
    const stopped = world.loop.stop()
    gate.resolve()
    await stopped
    expect(world.row('a').status).toBe('sent')
    expect(world.row('b').status).toBe('pending')
    expect(world.loop.busy).toBe(false)
    await world.wake()
    expect(world.row('b').status).toBe('pending')
  })
})
