/** Several platforms under one clock, one feed and one API: Feishu as it is, and two fakes behind the port. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSimulator, type World } from '../../src/simulator/index.ts'
import { FakePlatform } from './support/fake-platform.ts'
import { call, GROUP, type Running, run, START, textOf, until } from './support.ts'

const WORLD: World = {
  tenantKey: 'tenant1',
  bot: { name: '营销助手' },
  people: [
    {
      id: 'li',
      name: '李雷',
      accounts: [
        { platform: 'feishu', id: 'ou_li' },
        { platform: 'dingtalk', id: 'manager1' },
        { platform: 'wecom', id: 'LiLei' },
      ],
    },
    { id: 'han', name: '韩梅', accounts: [{ platform: 'dingtalk', id: 'han1' }] },
  ],
  chats: [
    { platform: 'feishu', id: GROUP, name: '项目群', type: 'group', members: ['li'] },
    { platform: 'dingtalk', id: 'cid/1==', name: '项目群', type: 'group', members: ['li', 'han'] },
    { platform: 'wecom', id: 'wr1', name: '投放群', type: 'group', members: ['li'] },
  ],
}

let sim: Running
let dingtalk: FakePlatform
let wecom: FakePlatform

beforeEach(async () => {
  sim = await run({
    world: WORLD,
    rateLimits: 'off',
    platforms: [
      (shared) => (dingtalk = new FakePlatform('dingtalk', shared)),
      (shared) => (wecom = new FakePlatform('wecom', shared)),
    ],
  })
})
afterEach(() => sim.stop())

const say = async (body: Record<string, unknown>) => sim.api('POST', '/messages', { from: 'li', text: '好', ...body })
const list = async (query = '') => (await sim.api('GET', `/messages${query}`)).body as Record<string, unknown>[]
const path = (id: string) => encodeURIComponent(id)

describe('which platform is meant', () => {
  it('is told by the state, with the chats of all', async () => {
    const state = (await sim.api('GET', '/state')).body as { platforms: string[]; chats: Record<string, unknown>[] }
    expect(state.platforms).toEqual(['feishu', 'dingtalk', 'wecom'])
    expect(state.chats.filter(({ type }) => type === 'group')).toEqual([
      { platform: 'feishu', id: GROUP, name: '项目群', type: 'group', members: ['li'], botPresent: true },
      { platform: 'dingtalk', id: 'cid/1==', name: '项目群', type: 'group', members: ['li', 'han'], botPresent: true },
      { platform: 'wecom', id: 'wr1', name: '投放群', type: 'group', members: ['li'], botPresent: true },
    ])
    expect(state.chats.filter(({ type, members }) => type === 'private' && String(members) === 'li')).toHaveLength(3)
  })

  it.each([
    ['the id of a chat', { chat: 'cid/1==' }, 'dingtalk'],
    ['a name that only one platform has', { chat: '投放群' }, 'wecom'],
    ['a name with its platform', { chat: '项目群', platform: 'dingtalk' }, 'dingtalk'],
    ['a person with one account', { chat: '韩梅', from: 'han' }, 'dingtalk'],
    ['a person with its platform', { chat: 'li', platform: 'wecom', from: 'LiLei' }, 'wecom'],
    ['the id of an account', { chat: 'manager1', from: 'manager1' }, 'dingtalk'],
  ])('follows from %s', async (_name, body, platform) => {
    const { status } = await say(body)
    expect(status).toBe(200)
    expect((await list()).map((message) => message.platform)).toEqual([platform])
  })

  it.each([
    ['a name on two platforms', { chat: '项目群' }, 400, 'feishu, dingtalk: say which platform'],
    ['a person on three platforms', { chat: 'li' }, 400, 'say which platform'],
    ['a chat of another platform', { chat: 'wr1', platform: 'feishu' }, 404, 'no chat wr1'],
    ['an unknown platform', { chat: 'wr1', platform: 'icq' }, 404, 'no platform icq'],
    ['what the platform refuses', { chat: 'wr1', text: '禁言' }, 403, 'this person may not speak'],
    ['somebody without an account there', { chat: 'wr1', from: 'han' }, 403, '韩梅 is not in 投放群'],
  ])('is refused for %s', async (_name, body, status, error) => {
    expect(await say(body)).toMatchObject({ status, body: { error: expect.stringContaining(error) } })
  })

  it('follows from the message that is pressed, answered or taken away', async () => {
    const card = dingtalk.put('cid/1==', 'bot', { kind: 'card', text: '待审批' })
    dingtalk.answer = { status: 'ok', toast: { type: 'success', content: '已通过' }, url: 'https://example.com/' }
    const press = (body: Record<string, unknown>) =>
      sim.api('POST', '/clicks', { message: card, from: '韩梅', button: 'agree', ...body })
    expect((await press({ values: { reason: '好' } })).body).toEqual(dingtalk.answer)
    expect(dingtalk.presses).toEqual([{ message: card, from: 'han', button: 'agree', values: { reason: '好' } }])
    expect(await press({ platform: 'feishu' })).toMatchObject({ status: 404 })
    expect(await press({ button: 'none' })).toMatchObject({ status: 422, body: { error: 'no such button' } })

    expect(await say({ chat: 'wr1', replyTo: card })).toMatchObject({ status: 400 })
    await say({ chat: 'cid/1==', replyTo: card })
    expect((await list('?chat=wr1')).length).toBe(0)
    expect((await list(`?chat=${path('cid/1==')}`)).at(-1)).toMatchObject({ replyTo: card })

    expect((await sim.api('DELETE', `/messages/${path(card)}`)).body).toEqual({ recalled: true })
    expect((await sim.api('DELETE', `/messages/${path(card)}`)).status).toBe(404)
    expect(await press({})).toMatchObject({ status: 404 })
    expect(await list()).toHaveLength(1)
  })

  it('has to be named for a subscription and for faults', async () => {
    for (const [method, where] of [
      ['GET', '/subscription'],
      ['POST', '/subscription'],
      ['POST', '/faults'],
    ] as const) {
      const body = method === 'GET' ? undefined : { mode: 'long-connection', fault: { kind: 'cut' } }
      expect(await sim.api(method, where, body)).toMatchObject({
        status: 400,
        body: { error: 'platform is on feishu, dingtalk, wecom: say which platform' },
      })
    }
    const subscription = { platform: 'wecom', mode: 'webhook', url: 'http://127.0.0.1:1/x' }
    expect((await sim.api('POST', '/subscription', subscription)).body).toEqual({
      mode: 'webhook',
      url: 'http://127.0.0.1:1/x',
      status: 'verified',
    })
    expect((await sim.api('GET', '/subscription?platform=wecom')).body).toMatchObject({ status: 'verified' })
    expect(dingtalk.subscription.status).toBe('pending')
  })
})

describe('faults', () => {
  it('are planned, listed and dropped for each platform', async () => {
    await sim.api('POST', '/faults', { platform: 'wecom', fault: { kind: 'code', code: 45009 } })
    await sim.api('POST', '/faults', { platform: 'dingtalk', fault: { kind: 'code', code: 'Forbidden' } })
    expect((await sim.api('GET', '/faults')).body).toMatchObject([{ platform: 'dingtalk' }, { platform: 'wecom' }])
    expect(wecom.faults.list()).toMatchObject([{ fault: { code: 45009 } }])
    await sim.api('DELETE', '/faults?platform=dingtalk')
    expect((await sim.api('GET', '/faults')).body).toMatchObject([{ platform: 'wecom' }])
    await sim.api('DELETE', '/faults')
    expect(wecom.faults.list()).toEqual([])
  })
})

describe('messages', () => {
  it('of all platforms stand in the order in which they were made', async () => {
    const first = textOf((await say({ chat: 'wr1', text: '一' })).body, 'id')
    await say({ chat: GROUP, text: '二' })
    await say({ chat: 'cid/1==', text: '三' })
    expect((await list()).map(({ platform, text }) => [platform, text])).toEqual([
      ['wecom', '一'],
      ['feishu', '二'],
      ['dingtalk', '三'],
    ])
    expect((await list(`?since=${path(first)}`)).map(({ text }) => text)).toEqual(['二', '三'])
    expect((await list(`?since=${path(first)}&platform=dingtalk`)).map(({ text }) => text)).toEqual(['三'])
    expect((await list('?visibleTo=韩梅')).map(({ text }) => text)).toEqual(['三'])
    expect(await list(`?since=${encodeURIComponent('2026-11-25T00:00:00+08:00')}`)).toEqual([])
    expect((await list('?native=1&platform=dingtalk'))[0]).toMatchObject({ native: { of: 'dingtalk' } })
    expect(Object.keys((await list())[0] ?? {})).not.toContain('createdAt')
  })

  it('are seen by each person as that person sees them', async () => {
    const id = dingtalk.put('cid/1==', 'bot', { kind: 'card', text: '请投票' })
    dingtalk.privately.set(`han ${id}`, { text: '你已投票' })
    const seen = async (person: string) => (await list(`?visibleTo=${person}`)).map(({ text }) => text)
    expect([await seen('韩梅'), await seen('李雷')]).toEqual([['你已投票'], ['请投票']])
  })

  it('go on after one that was taken away', async () => {
    const gone = textOf((await say({ chat: 'wr1' })).body, 'id')
    await say({ chat: 'wr1', text: '之后' })
    await sim.api('DELETE', `/messages/${path(gone)}`)
    expect((await list(`?since=${path(gone)}`)).map(({ text }) => text)).toEqual(['之后'])
  })

  it('of Feishu can be taken away by people, too', async () => {
    const id = textOf((await say({ chat: GROUP })).body, 'id')
    await sim.api('DELETE', `/messages/${id}`)
    expect(await list(`?chat=${GROUP}`)).toEqual([])
    expect((await sim.platform('GET', `/im/v1/messages/${id}`)).body).toMatchObject({
      data: { items: [{ deleted: true }] },
    })
  })
})

describe('the wire', () => {
  it('is one log that tells the platform, finds messages by any form of id, and hides secrets of addresses', async () => {
    const id = dingtalk.put('cid/1==', 'bot', { kind: 'text', text: '好' })
    const named = wecom.put('wr1', 'bot', { kind: 'text', text: '好' })
    dingtalk.called('/robot/recall?access_token=top-secret&x=1', { inner: JSON.stringify({ msgId: id }) })
    wecom.called(`/cgi-bin/message/recall?key=top-secret&msgid=${path(named)}`, null)
    const log = async (query: string) => (await sim.api('GET', `/exchanges${query}`)).body as Record<string, unknown>[]
    expect((await log('')).map(({ platform }) => platform)).toEqual(['wecom', 'dingtalk'])
    expect(await log(`?message=${path(id)}`)).toMatchObject([
      { platform: 'dingtalk', path: '/robot/recall?access_token=***&x=1', messages: [id] },
    ])
    expect(await log(`?message=${path(named)}`)).toMatchObject([{ platform: 'wecom', messages: [named] }])
    expect(await log('?platform=wecom')).toHaveLength(1)
    expect((await sim.api('GET', '/exchanges?platform=icq')).status).toBe(404)
    expect(JSON.stringify(await log(''))).not.toContain('top-secret')
  })

  it('serves the media of every platform', async () => {
    wecom.media.set('m/1', { kind: 'image', name: 'a.png', mime: 'image/png', bytes: Buffer.from('pixels') })
    expect((await call(`${sim.url}/simulator/api/images/${path('m/1')}`, 'GET')).body).toBe('pixels')
    expect((await call(`${sim.url}/simulator/api/files/${path('m/1')}`, 'GET')).status).toBe(404)
  })
})

describe('together', () => {
  it('they are idle when none of them is delivering', async () => {
    wecom.inFlight = 1
    let idle = false
    const waiting = sim.api('POST', '/idle').then(() => (idle = true))
    await until('the question was asked', async () => (await sim.api('GET', '/state')).status === 200)
    expect(idle).toBe(false)
    wecom.inFlight = 0
    await waiting
    expect(idle).toBe(true)
  })

  it('the bot joins and leaves a chat of each', async () => {
    await sim.api('POST', `/chats/${path('cid/1==')}/bot`, { present: false, from: '韩梅' })
    expect(dingtalk.chats[0]?.botPresent).toBe(false)
    expect((await sim.api('POST', '/chats/项目群/bot', { present: true })).status).toBe(400)
    await sim.api('POST', '/chats/项目群/bot', { platform: 'dingtalk', present: true })
    expect(dingtalk.chats[0]?.botPresent).toBe(true)
  })

  it('they end together', async () => {
    await sim.stop()
    expect([dingtalk.closed, wecom.closed]).toEqual([true, true])
  })
})

it('a simulator may do without Feishu', async () => {
  const simulator = createSimulator({
    world: WORLD,
    startAt: START,
    platforms: [(shared) => new FakePlatform('dingtalk', shared)],
  })
  expect(simulator.platforms.map(({ name }) => name)).toEqual(['dingtalk'])
  expect(() => simulator.feishu).toThrow('there is no platform feishu')
  expect(simulator.platform('dingtalk').chats).toHaveLength(3)
  await simulator.start()
  await simulator.close()
})
