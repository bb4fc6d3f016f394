/** A messenger world: the real adapter against the simulated Feishu, over the wire. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Fastify from 'fastify'
import { createFeishu } from '../../../../src/adapters/messengers/feishu/index.ts'
import type { MessengerAdapter } from '../../../../src/adapters/shared/messenger-adapter.ts'
import type { Conversation } from '../../../../src/bot/messenger.ts'
import { createSimulator, type World } from '../../../../src/simulator/index.ts'
import { ALL, type MessengerWorld, type SeenMessage, type Trouble } from '../../../contracts/messenger.ts'
import { MemoryIntake, MemoryLog } from '../kit.ts'
import { delivered } from './support.ts'

export const APP = {
  appId: 'cli_00000000000000aa',
  appSecret: 'contract-secret',
  encryptKey: 'contract-encrypt-key',
  verificationToken: 'contract-token',
}
const GROUP: Conversation = { platform: 'feishu', kind: 'group', id: 'oc_group' }
const ZHANG: Conversation = { platform: 'feishu', kind: 'private', id: 'ou_zhang' }
const WORLD: World = {
  tenantKey: 'tenant1',
  bot: { name: '营销助手' },
  people: [
    { id: 'zhang', name: '张三', accounts: [{ platform: 'feishu', id: 'ou_zhang' }] },
    { id: 'li', name: '李四', accounts: [{ platform: 'feishu', id: 'ou_li' }] },
  ],
  chats: [{ platform: 'feishu', id: 'oc_group', name: '618 项目群', type: 'group', members: ['zhang', 'li'] }],
}

const FAULTS: Record<Trouble, Record<string, unknown>> = {
  rate_limited: { kind: 'rate_limit', seconds: 2 },
  lost_answer: { kind: 'lost_answer' },
  unavailable: { kind: 'server_error', status: 503 },
  card_refused: { kind: 'code', code: 230099, msg: 'Failed to create card content, ext=ErrCode: 200621; ErrMsg: x;' },
}

type View = Omit<SeenMessage, 'buttons'> & {
  from: { bot: boolean }
  buttons: { id: string; label: string; disabled: boolean }[]
}

export interface SimulatedWorld extends MessengerWorld {
  adapter: MessengerAdapter
  intake: MemoryIntake
  log: MemoryLog
  /** Calls the simulator's own API. */
  api(method: string, path: string, body?: unknown): Promise<unknown>
}

export async function openSimulated(transport: 'webhook' | 'stream'): Promise<SimulatedWorld> {
  const simulator = createSimulator({
    world: WORLD,
    startAt: new Date('2026-11-24T02:00:00Z'),
    rateLimits: 'off',
    feishu: { ...APP, subscription: { mode: 'long-connection' }, longConnection: { fragmentBytes: 300 } },
  })
  const host = Fastify()
  await host.register(simulator.pages)
  await host.register(simulator.feishu)
  const url = await host.listen({ port: 0, host: '127.0.0.1' })
  const intake = new MemoryIntake()
  const log = new MemoryLog()
  const adapter = createFeishu(
    { ...APP, baseUrl: url, transport },
    { clock: simulator.clock, wireClock: simulator.clock, log, intake },
  )
  const door = transport === 'webhook' ? await openDoor(adapter) : undefined
  simulator.setSubscription(door ? { mode: 'webhook', url: door.url } : { mode: 'long-connection' })
  await adapter.start()
  await until('the adapter is ready', () => adapter.health().state === 'ok')
  await simulator.subscribed()

  async function call(path: string, method: string, body?: unknown, token?: string): Promise<unknown> {
    const headers = {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
    }
    const response = await fetch(`${url}${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return response.json()
  }
  const api = (method: string, path: string, body?: unknown) => call(`/simulator/api${path}`, method, body)
  const views = async (chat: string) => (await api('GET', `/messages?chat=${chat}`)) as View[]
  const chatOf = async (where: Conversation) => (where.kind === 'group' ? where.id : await privateChat(api))

  return {
    can: ALL,
    adapter,
    intake,
    log,
    api,
    messenger: adapter.messenger,
    events: intake.events,
    onClick: (answer) => {
      intake.answer = async (event) => answer(event)
    },
    group: GROUP,
    privately: ZHANG,
    colleague: { accountId: 'ou_li', name: '李四' },
    seen: async (where) => (await views(await chatOf(where))).filter(({ from }) => from.bot).map(named),
    async say(where, text) {
      const before = intake.events.length
      const said = text.replace('@bot ', '@营销助手 ')
      const message = { platform: 'feishu', chat: await chatOf(where), from: 'zhang', text: said }
      const { id } = (await api('POST', '/messages', message)) as { id: string }
      await until('the event arrives', () => intake.events.length > before)
      return id
    },
    async press(message, label, values) {
      const shown = [...(await views(GROUP.id)), ...(await views(await privateChat(api)))].find(
        ({ id }) => id === message,
      )
      const button = shown?.buttons.find((candidate) => candidate.label === label)?.id
      const click = { platform: 'feishu', message, from: 'zhang', button, ...(values && { values }) }
      const result = (await api('POST', '/clicks', click)) as { status: string; toast?: { content: string } }
      if (result.status !== 'ok') throw new Error(`click: ${JSON.stringify(result)}`)
      return result.toast ? { toast: result.toast.content } : {}
    },
    async recall(message) {
      const credentials = { app_id: APP.appId, app_secret: APP.appSecret }
      const body = (await call('/open-apis/auth/v3/tenant_access_token/internal', 'POST', credentials)) as {
        tenant_access_token: string
      }
      await call(`/open-apis/im/v1/messages/${message}`, 'DELETE', undefined, body.tenant_access_token)
    },
    removeBot: async () => void (await api('POST', '/chats/oc_group/bot', { present: false })),
    async trouble(kind) {
      await api('POST', '/faults', { match: { path: '/im/v1/messages' }, fault: FAULTS[kind], times: 1 })
    },
    async close() {
      await adapter.stop()
      await simulator.close()
      await host.close()
      door?.server.closeAllConnections()
      door?.server.close()
    },
  }
}

async function privateChat(api: (method: string, path: string) => Promise<unknown>): Promise<string> {
  const state = (await api('GET', '/state')) as { chats: { id: string; type: string; members: string[] }[] }
  return state.chats.find(({ type, members }) => type === 'private' && members.includes('zhang'))?.id ?? ''
}

/** The simulator names who was called by the world's ids. */
function named(view: View): View {
  const nameOf = (id: string) => WORLD.people.find((person) => person.id === id)?.name ?? id
  return { ...view, mentions: view.mentions.map(nameOf) }
}

/** The HTTP host that the app provides in production. */
async function openDoor(adapter: MessengerAdapter): Promise<{ server: Server; url: string }> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const answer = await adapter.door.handle(delivered(Buffer.concat(chunks), request.headers))
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/feishu` }
}

/** Waits for a condition by the event loop's turns; fails after 5 s. */
export async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 5_000
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`never happened: ${what}`)
    await new Promise((resolve) => setImmediate(resolve))
  }
}
