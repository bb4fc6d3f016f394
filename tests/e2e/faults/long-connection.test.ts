import { expect, it } from 'vitest'
import { type ServiceHealth, startProcesses } from '../support/processes.ts'
import { again, press } from '../support/seen.ts'
import { until } from '../support/until.ts'
import { ready, type World } from '../support/world.ts'
import { GROUP, projectWorld, tasksNamed } from './project-world.ts'

const STREAM = { env: { MEMS_FEISHU_TRANSPORT: 'stream' } }
const MESSAGES = { direction: 'event', path: 'im.message.receive_v1' } as const

/** Resolves once the service has noticed that its connection is gone; from then on it counts the time to the next try. */
async function lost(world: World): Promise<void> {
  await world.client.idle()
  await until('the loss is noticed', async () => {
    const { messengers } = (await (await fetch(`${world.address}/healthz`)).json()) as ServiceHealth
    return messengers.some(({ state }) => state !== 'ok')
  })
}

it('messages and clicks come over the long connection', async () => {
  const world = await projectWorld(STREAM)
  const [card] = await world.client.botMessages('王敏')
  expect(await press(world.client, card, '王敏', '同意')).toContain('已同意')
  expect((await again(world.client, card)).title).toContain('已同意')
  const transports = new Set(
    (await world.client.exchanges(200)).map(({ direction, transport }) => direction + transport),
  )
  expect(transports).toEqual(new Set(['to-servicelong-connection', 'to-platformhttp']))
  await world.close()
})

it('a connection that is cut comes back by itself, and what was not acknowledged comes again: one effect each', async () => {
  const world = await projectWorld(STREAM)
  await world.client.fault(MESSAGES, { kind: 'cut' })
  await world.client.say(GROUP, '李雷', '@营销助手 新建任务 海报')
  await lost(world)
  expect(tasksNamed(world, '海报')).toBe(0)
  // It waits for a random part of half a minute; an attempt of the platform in between finds nobody.
  await world.client.clock({ advance: 'PT30S' })
  await ready(world.address)
  await world.client.clock({ advance: 'PT5M' })
  await world.client.idle()
  expect(tasksNamed(world, '海报')).toBe(1)
  expect((await world.client.botMessages(GROUP)).filter(({ title }) => title?.includes('海报'))).toHaveLength(1)
  await world.close()
})

it.each([
  ['lost', { kind: 'lost_answer' }],
  ['doubled', { kind: 'duplicate', eventId: 'new' }],
])('an acknowledgement that is %s makes no second effect', async (_name, fault) => {
  const world = await projectWorld(STREAM)
  await world.client.fault(MESSAGES, fault)
  const answers = await world.ask(GROUP, '李雷', '@营销助手 新建任务 海报')
  expect(answers).toHaveLength(1)
  await world.client.clock({ advance: 'PT15S' })
  expect(tasksNamed(world, '海报')).toBe(1)
  expect(await world.client.botMessages(GROUP, answers[0]?.id)).toEqual([])
  await world.close()
})

it('after an outage of an hour a message is explained, not executed', async () => {
  const world = await projectWorld(STREAM)
  await world.client.fault(MESSAGES, { kind: 'cut' })
  await world.client.fault({ direction: 'api', path: '/callback/ws/endpoint' }, { kind: 'server_error' }, 1000)
  const id = await world.client.say(GROUP, '李雷', '@营销助手 新建任务 海报')
  await lost(world)
  // The platform tries again after 15 s and five minutes, and finds nobody.
  await world.client.clock({ advance: 'PT10M' })
  await world.client.clearFaults()
  // Its own tries are two minutes apart by now, and half as much by chance.
  await world.client.clock({ advance: 'PT3M' })
  await ready(world.address)
  expect(await world.client.botMessages(GROUP, id)).toEqual([])
  await world.client.clock({ advance: 'PT1H' })
  const answers = await world.client.botMessages(GROUP, id)
  expect(answers).toMatchObject([{ kind: 'text', replyTo: id, text: expect.stringMatching(/\d+ ?分钟/) }])
  expect(tasksNamed(world, '海报')).toBe(0)
  await world.close()
})

it('what is said while the service is down is answered once it is back', { timeout: 60_000 }, async () => {
  const world = await startProcesses({ transport: 'stream', rateLimits: 'off' })
  await ready(world.address)
  await world.crash()
  const id = await world.client.say(GROUP, '李雷', '@营销助手 帮助')
  await world.client.idle()
  await world.start()
  await ready(world.address)
  await world.client.clock({ advance: 'PT15S' })
  await world.quiet()
  expect((await world.client.botMessages(GROUP)).map(({ replyTo }) => replyTo)).toEqual([id])
  await world.close()
})
