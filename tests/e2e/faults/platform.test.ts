import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { count } from '../support/database.ts'
import { again, press } from '../support/seen.ts'
import type { World } from '../support/world.ts'
import { GROUP, projectWorld, tasksNamed } from './project-world.ts'

const SENDS = { direction: 'api', method: 'POST', path: '/im/v1/messages' } as const

let world: World

beforeEach(async () => {
  world = await projectWorld()
})
afterEach(async () => {
  await world.close()
})

const outbox = async (): Promise<unknown> =>
  ((await (await fetch(`${world.address}/healthz`)).json()) as { outbox: unknown }).outbox

describe('a send that fails', () => {
  it.each([
    ['rate limit of the gateway', { kind: 'rate_limit', seconds: 1 }, 2],
    ['rate limit of the chat', { kind: 'rate_limit', code: 230020 }, 1],
    ['a gateway’s error page', { kind: 'server_error', status: 502 }, 1],
    ['an unavailable platform', { kind: 'server_error', status: 503 }, 1],
    ['an answer lost after the effect', { kind: 'lost_answer' }, 2],
    ['a connection cut before the effect', { kind: 'cut' }, 1],
    ['a late answer', { kind: 'hang', seconds: 1 }, 1],
    ['an access token that died early', { kind: 'code', code: 99991663, status: 400 }, 1],
  ])('%s: one task, one reply', { timeout: 60_000 }, async (_name, fault, times) => {
    await world.client.fault(SENDS, fault, times)
    const answers = await world.ask(GROUP, '李雷', '@营销助手 新建任务 海报')
    expect(await world.client.faults()).toEqual([])
    expect(answers).toMatchObject([{ kind: 'card', title: expect.stringContaining('海报') }])
    expect(tasksNamed(world, '海报')).toBe(1)
    expect(await outbox()).toEqual({ waiting: 0, dead: 0 })
  })

  it('a platform that never answers: given up after ten seconds, sent again, shown once', {
    timeout: 60_000,
  }, async () => {
    await world.client.fault(SENDS, { kind: 'hang' })
    const answers = await world.ask(GROUP, '李雷', '@营销助手 新建任务 海报')
    expect(answers).toHaveLength(1)
    expect(await outbox()).toEqual({ waiting: 0, dead: 0 })
  })

  it('keeps the order of the chat behind it', async () => {
    await world.client.fault(SENDS, { kind: 'lost_answer' })
    await world.client.fault(SENDS, { kind: 'server_error' })
    const said: string[] = []
    for (const title of ['海报', '详情页', '短视频'])
      said.push(await world.client.say(GROUP, '李雷', `@营销助手 新建任务 ${title}`))
    await world.client.idle()
    const answers = await world.client.botMessages(GROUP, said[0])
    expect(answers.map(({ replyTo }) => replyTo)).toEqual(said)
  })

  it('for good: a dead letter that is counted and holds nothing up', async () => {
    await world.client.fault(SENDS, { kind: 'code', code: 230002, status: 400 })
    expect(await world.ask(GROUP, '李雷', '@营销助手 新建任务 海报')).toEqual([])
    expect(tasksNamed(world, '海报')).toBe(1)
    expect(await outbox()).toEqual({ waiting: 0, dead: 1 })
    expect(await world.ask(GROUP, '李雷', '@营销助手 新建任务 详情页')).toHaveLength(1)
  })
})

it('a card that the platform refuses arrives as words', async () => {
  await world.client.fault(SENDS, { kind: 'code', code: 230099, status: 400 })
  const answers = await world.ask(GROUP, '李雷', '@营销助手 新建任务 海报')
  expect(answers).toMatchObject([{ kind: 'text', text: expect.stringContaining('海报') }])
})

it('an upload whose answer is lost is repeated: one picture', async () => {
  await world.ask(GROUP, '李雷', '@营销助手 新建任务 海报 给赵倩 12.1-12.4')
  await world.client.fault({ direction: 'api', path: '/im/v1/images' }, { kind: 'lost_answer' })
  const answers = await world.ask(GROUP, '李雷', '@营销助手 甘特图')
  expect(answers).toMatchObject([{ kind: 'card', image: expect.any(String) }])
})

it.each([
  ['lost', { kind: 'lost_answer' }],
  ['limited', { kind: 'rate_limit', code: 230020 }],
  ['refused by a gateway', { kind: 'server_error' }],
])('an edit that is %s still shows the decision, once it is made', async (_name, fault) => {
  const [card] = await world.client.botMessages('王敏')
  const [groupCard] = (await world.client.botMessages(GROUP)).filter(({ title }) => title?.startsWith('P-101'))
  await world.client.fault({ direction: 'api', method: 'PATCH' }, fault)
  await press(world.client, card, '王敏', '同意')
  expect(await world.client.faults()).toEqual([])
  expect(await again(world.client, groupCard)).toMatchObject({ text: expect.stringContaining('¥200,000.00') })
  expect((await again(world.client, card)).title).toContain('已同意')
  const votes = `SELECT count(*) FROM audit_entry WHERE event = 'approval.approve' AND outcome = 'success'`
  expect(count(world.dataDir, votes)).toBe(1)
})
