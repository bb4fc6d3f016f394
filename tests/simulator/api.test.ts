import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import { afterEach, describe, expect, it } from 'vitest'
import { createSimulator, type ServiceHooks, type Simulator, VirtualClock } from '../../src/simulator/index.ts'
import { Settling } from '../../src/simulator/settling.ts'
import { FakeService } from './fake-service.ts'
import { APP, at, call, card, GROUP, message, type Running, run, SEND, START, textOf, until, WORLD } from './support.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function start(settings: Parameters<typeof run>[0] = {}): Promise<Running> {
  const sim = await run({ rateLimits: 'off', ...settings })
  closing.push(sim.stop)
  return sim
}

const later = (ms: number) => new Date(START.getTime() + ms)
const HOUR = 3_600_000

/** A service with jobs at fixed instants, each of which keeps it busy for two questions. */
class Jobs implements ServiceHooks {
  readonly done: string[] = []
  readonly #due: Date[]
  readonly #simulator: () => Simulator
  #work = 0

  constructor(due: Date[], simulator: () => Simulator) {
    this.#due = due
    this.#simulator = simulator
  }

  async busy(): Promise<boolean> {
    const [next] = this.#due
    if (next && next.getTime() <= this.#simulator().clock.now().getTime()) {
      this.#due.shift()
      this.#work = 2
      this.done.push(new Date(Math.floor(this.#simulator().clock.now().getTime() / 60_000) * 60_000).toISOString())
    }
    this.#work -= 1
    return this.#work > 0
  }

  async nextDue(): Promise<Date | null> {
    return this.#due[0] ?? null
  }
}

describe('state', () => {
  it('answers requests made to this machine only, so that a foreign page cannot speak as a person', async () => {
    const sim = await start()
    const asked = (host: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const answered = get(`${sim.url}/simulator/api/state`, { headers: { host } }, (response) => {
          response.resume()
          resolve(response.statusCode)
        })
        answered.on('error', reject)
      })
    for (const host of ['127.0.0.1:3000', 'localhost', '[::1]:3000']) expect(await asked(host)).toBe(200)
    for (const host of ['evil.example', '127.0.0.1.evil.example']) expect(await asked(host)).toBe(403)
  })

  it('lists people with accounts, groups, and a private chat for each person', async () => {
    const sim = await start()
    const { body } = await sim.api('GET', '/state')
    expect(body).toMatchObject({
      clock: expect.stringMatching(/^2026-11-24T10:00:0\d\.\d{3}\+08:00$/),
      frozen: false,
      people: expect.arrayContaining([
        { id: 'li', name: '李雷', title: '市场总监', accounts: [{ platform: 'feishu', id: 'ou_li' }] },
      ]),
    })
    const chats = at(body, 'chats') as { type: string; members: string[]; platform: string }[]
    expect(chats.filter(({ type }) => type === 'group')).toMatchObject([
      { id: GROUP, members: ['li', 'han', 'hanmei'] },
    ])
    expect(chats.filter(({ type }) => type === 'private').map(({ members }) => members)).toEqual(
      WORLD.people.map(({ id }) => [id]),
    )
  })
})

describe('talking', () => {
  it('is seen with names, mentions and replies, by members only', async () => {
    const sim = await start()
    const first = await sim.say('@营销助手 派给 @韩梅梅，抄送 @所有人')
    const second = await sim.say('好', { from: '韩梅', chat: '双12项目群', replyTo: first })
    expect(await sim.read('&visibleTo=韩梅')).toMatchObject([
      {
        id: first,
        from: { id: 'li', name: '李雷', bot: false },
        kind: 'text',
        text: '@营销助手 派给 @韩梅梅，抄送 @所有人',
        mentions: ['bot', 'hanmei', 'all'],
        fields: [],
        buttons: [],
        inputs: [],
      },
      { id: second, replyTo: first },
    ])
    expect(await sim.read('&visibleTo=外部王')).toEqual([])
    expect(await sim.read(`&since=${first}`)).toMatchObject([{ id: second }])
    expect(await sim.read(`&since=${encodeURIComponent('2026-11-24T11:00:00+08:00')}`)).toEqual([])
    expect((await sim.read('&native=1'))[1]).toMatchObject({ native: { msg_type: 'text', content: { text: '好' } } })
  })

  it('works in private, the chat named by its person', async () => {
    const sim = await start()
    await sim.say('悄悄话', { chat: 'han', from: 'han' })
    expect((await sim.api('GET', '/messages?chat=韩梅')).body).toMatchObject([{ text: '悄悄话' }])
    expect((await sim.api('GET', '/messages?visibleTo=han')).body).toHaveLength(1)
    expect((await sim.api('GET', '/messages?visibleTo=li')).body).toEqual([])
  })

  it.each([
    ['another platform', { platform: 'icq' }, 404],
    ['an unknown chat', { chat: 'oc_none' }, 404],
    ['an unknown person', { from: 'nobody' }, 404],
    ['somebody who is not there', { from: '外部王' }, 403],
    ['nothing', { text: ' ' }, 400],
    ['an unknown parent', { replyTo: 'om_none' }, 404],
    ['a file without content', { file: { name: 'x' } }, 400],
    ['a number for a text', { text: 1 }, 400],
  ])('refuses %s with a sentence', async (_name, change, status) => {
    const sim = await start()
    const body = { platform: 'feishu', chat: GROUP, from: 'li', text: 'x', ...change }
    expect(await sim.api('POST', '/messages', body)).toMatchObject({ status, body: { error: expect.any(String) } })
  })

  it('refuses a since that is neither time nor message', async () => {
    const sim = await start()
    expect((await sim.api('GET', '/messages?since=yesterday')).status).toBe(400)
  })
})

describe('clock', () => {
  it('is set, advanced, and moved to the next working morning', async () => {
    const sim = await start({ isWorkingDay: (date) => date === '2026-11-29' })
    const set = async (body: unknown) => textOf((await sim.api('POST', '/clock', body)).body, 'clock').slice(0, 16)
    expect(await set({ now: '2026-11-24T12:00:00+08:00' })).toBe('2026-11-24T12:00')
    expect(await set({ advance: 'PT1H30M' })).toBe('2026-11-24T13:30')
    expect(await set({ to: 'next-working-morning' })).toBe('2026-11-29T09:30')
  })

  it.each([
    ['back', { now: '2026-11-24T09:00:00+08:00' }, 409],
    ['to the next job when there is none', { to: 'next-due' }, 409],
    ['by something that is no duration', { advance: '1h' }, 400],
    ['to a time without offset', { now: '2026-11-25T09:00:00' }, 400],
    ['nowhere', {}, 400],
  ])('cannot go %s', async (_name, body, status) => {
    const sim = await start()
    expect(await sim.api('POST', '/clock', body)).toMatchObject({ status, body: { error: expect.any(String) } })
  })

  it('stops at each job of the service and waits for its work', async () => {
    const sim = await start()
    const jobs = new Jobs([later(HOUR), later(2 * HOUR), later(30 * HOUR)], () => sim.simulator)
    sim.simulator.attach(jobs)
    await sim.api('POST', '/clock', { advance: 'PT5H' })
    expect(jobs.done).toEqual([later(HOUR).toISOString(), later(2 * HOUR).toISOString()])
    await sim.api('POST', '/clock', { to: 'next-due' })
    expect(jobs.done).toHaveLength(3)
    expect(sim.simulator.clock.now().getTime() - later(30 * HOUR).getTime()).toBeLessThan(5_000)
  })

  it('is shared with the service when given from outside', async () => {
    const clock = new VirtualClock(START)
    const seen: string[] = []
    clock.at(later(HOUR), () => void seen.push('timer of the service'))
    const sim = await start({ clock })
    await sim.api('POST', '/clock', { advance: 'PT2H' })
    expect(seen).toEqual(['timer of the service'])
    expect(sim.simulator.clock).toBe(clock)
  })
})

describe('idle', () => {
  it('waits for deliveries and for the service', async () => {
    const service = new FakeService(APP.encryptKey)
    closing.push(() => service.close())
    let questions = 0
    const busy = async () => {
      questions += 1
      return questions < 3
    }
    const hooks = { busy, nextDue: async () => null }
    const sim = await start({
      service: hooks,
      feishu: { subscription: { mode: 'webhook', url: await service.listen() } },
    })
    await sim.say('等我')
    expect((await sim.api('POST', '/idle')).body).toEqual({ idle: true })
    expect(service.texts()).toEqual(['等我'])
    expect(questions).toBeGreaterThanOrEqual(3)
  })

  it('gives up on a service that never rests', async () => {
    const hooks = { busy: async () => true, nextDue: async () => null }
    const quiet = { inFlight: 0 } as ConstructorParameters<typeof Settling>[1]
    expect(await new Settling(new VirtualClock(START), quiet, hooks).idle(20)).toBe(false)
  })
})

describe('subscription', () => {
  it('is set while the simulator runs, as in the console of the platform', async () => {
    const service = new FakeService(APP.encryptKey)
    closing.push(() => service.close())
    const sim = await start({ feishu: { subscription: { mode: 'webhook', url: '' } } })
    expect((await sim.api('GET', '/subscription')).body).toEqual({ mode: 'webhook', status: 'pending' })
    await sim.say('还没有地址')
    await sim.api('POST', '/idle')
    const url = await service.listen()
    const set = await sim.api('POST', '/subscription', { mode: 'webhook', url })
    expect(set.body).toEqual({ mode: 'webhook', url, status: 'verified' })
    await sim.api('POST', '/clock', { advance: 'PT15S' })
    expect(service.texts()).toEqual(['还没有地址'])
    expect((await sim.api('POST', '/subscription', { mode: 'long-connection' })).body).toMatchObject({
      status: 'verified',
    })
  })

  it.each([
    ['another mode', { mode: 'pigeon' }],
    ['a webhook without address', { mode: 'webhook' }],
    ['a file', { mode: 'webhook', url: 'file:///etc/passwd' }],
  ])('is refused as %s', async (_name, body) => {
    const sim = await start()
    expect((await sim.api('POST', '/subscription', body)).status).toBe(400)
  })
})

describe('stream', () => {
  it('tells of messages, edits, exchanges and the clock, and ends when the server closes', async () => {
    const sim = await run({ rateLimits: 'off' })
    const response = await fetch(`${sim.url}/simulator/api/stream`)
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    let text = ''
    const reading = (async () => {
      try {
        for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString('utf8')
      } catch {
        // The server cuts the stream when it closes.
      }
    })()
    const id = await sim.say('实时')
    const sent = await sim.platform('POST', SEND, message('interactive', card({ tag: 'markdown', content: 'a' })))
    const cardId = textOf(sent.body, 'data', 'message_id')
    const content = JSON.stringify(card({ tag: 'markdown', content: 'b' }))
    await sim.platform('PATCH', `/im/v1/messages/${cardId}`, { content })
    await sim.platform('DELETE', `/im/v1/messages/${cardId}`)
    await sim.api('POST', '/clock', { advance: 'PT1H' })
    const frame = (of: string, change: string) =>
      `event: message\ndata: ${JSON.stringify({ platform: 'feishu', chat: GROUP, id: of, change })}\n\n`
    await until('the clock frame', () => text.includes('event: clock\ndata: {"clock":"2026-11-24T11:00:'))
    for (const expected of [frame(id, 'new'), frame(cardId, 'new'), frame(cardId, 'edited'), frame(cardId, 'deleted')])
      expect(text).toContain(expected)
    expect(text).toContain('event: exchange\ndata: {"id":"x1"}')
    await sim.stop()
    await reading
  })
})

describe('page', () => {
  it('is served from its folder, and / leads to it', async () => {
    const pageRoot = mkdtempSync(join(tmpdir(), 'page-'))
    closing.push(async () => rmSync(pageRoot, { recursive: true }))
    writeFileSync(join(pageRoot, 'index.html'), '<title>page</title>')
    const sim = await start({ pageRoot })
    const redirect = await fetch(`${sim.url}/`, { redirect: 'manual' })
    expect(redirect.headers.get('location')).toBe('/simulator/')
    expect(await (await fetch(`${sim.url}/simulator/`)).text()).toContain('<title>page</title>')
    expect((await fetch(`${sim.url}/simulator/none.js`)).status).toBe(404)
    expect((await fetch(`${sim.url}/simulator`, { redirect: 'manual' })).headers.get('location')).toBe('/simulator/')
    expect(await sim.api('GET', '/none')).toMatchObject({ status: 404, body: { error: expect.any(String) } })
    expect((await sim.api('GET', '/state')).status).toBe(200)
  })

  it('says so when it is not built', async () => {
    const sim = await start({ pageRoot: '/nowhere/at/all' })
    expect(await (await fetch(`${sim.url}/simulator/`)).text()).toContain('尚未构建')
  })

  it('and platform can live under prefixes of another server', async () => {
    const simulator = createSimulator({ world: WORLD, feishu: APP, startAt: START })
    const app = Fastify({ forceCloseConnections: true })
    await app.register(simulator.pages, { prefix: '/sim' })
    await app.register(simulator.feishu, { prefix: '/feishu' })
    const url = await app.listen({ port: 0, host: '127.0.0.1' })
    closing.push(() => app.close())
    expect((await call(`${url}/sim/simulator/api/state`, 'GET')).status).toBe(200)
    expect((await fetch(`${url}/sim/`, { redirect: 'manual' })).headers.get('location')).toBe('/sim/simulator/')
    const endpoint = await call(`${url}/feishu/callback/ws/endpoint`, 'POST', {
      AppID: APP.appId,
      AppSecret: APP.appSecret,
    })
    expect(textOf(endpoint.body, 'data', 'URL')).toContain('/feishu/ws/v2?')
  })
})

it('refuses an app id that the SDK would not take, and strangers in chats', () => {
  expect(() => createSimulator({ world: WORLD, feishu: { ...APP, appId: 'cli_short' } })).toThrow(/appId/)
  const chats = [{ platform: 'feishu', id: 'oc_x', name: 'x', type: 'group' as const, members: ['ghost'] }]
  expect(() => createSimulator({ world: { ...WORLD, chats }, feishu: APP })).toThrow(/ghost/)
})

it('answers 404 for unknown images, and files as they were sent', async () => {
  const sim = await start()
  await sim.say('', { file: { name: '表.csv', content: Buffer.from('a,b').toString('base64') } })
  const [seen] = (await sim.read()) as { file?: { url: string } }[]
  expect((await call(`${sim.url}${seen?.file?.url}`, 'GET')).body).toBe('a,b')
  expect((await sim.api('GET', '/images/none')).status).toBe(404)
  expect((await sim.api('GET', '/exchanges?limit=x')).status).toBe(400)
})
