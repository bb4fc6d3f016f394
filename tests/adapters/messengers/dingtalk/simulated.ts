/** A messenger world: the real adapter against the simulated DingTalk, over the wire. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Fastify from 'fastify'
import { createDingtalk } from '../../../../src/adapters/messengers/dingtalk/index.ts'
import type { MessengerAdapter } from '../../../../src/adapters/shared/messenger-adapter.ts'
import type { Conversation, Messenger, Sent } from '../../../../src/bot/messenger.ts'
import { createDingtalkPlatform, type DingtalkPlatform } from '../../../../src/simulator/dingtalk/index.ts'
import { createSimulator, type World } from '../../../../src/simulator/index.ts'
import {
  type Abilities,
  ALL,
  type MessengerWorld,
  type SeenMessage,
  type Trouble,
} from '../../../contracts/messenger.ts'
import { MemoryIntake, MemoryLog } from '../kit.ts'
import { delivered, until } from './support.ts'

const APP = {
  clientId: 'dingcontract',
  clientSecret: 'contract-secret',
  robotCode: 'dingrobot',
  corpId: 'dingcorp',
  cardApiSecret: 'contract-card-secret',
}
const SETTINGS = {
  ...APP,
  robotName: '营销助手',
  cardTemplateId: 'mems.schema',
  cardCallbackRouteKey: 'mems',
  eventToken: 'contract-token',
  eventAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  webhookHosts: ['127.0.0.1'],
}
const GROUP: Conversation = { platform: 'dingtalk', kind: 'group', id: 'cidGroup==' }
const ZHANG: Conversation = { platform: 'dingtalk', kind: 'private', id: 'u-zhang' }
const WORLD: World = {
  tenantKey: 'dingcorp',
  bot: { name: '营销助手' },
  people: [
    { id: 'zhang', name: '张三', accounts: [{ platform: 'dingtalk', id: 'u-zhang' }] },
    { id: 'li', name: '李四', accounts: [{ platform: 'dingtalk', id: 'u-li' }] },
  ],
  chats: [{ platform: 'dingtalk', id: GROUP.id, name: '618 项目群', type: 'group', members: ['zhang', 'li'] }],
}

/**
 * Robots cannot quote. Unasked they call people by cards alone. In groups they hear only what calls them. A recalled card
 * can still be updated, unseen. The answer to a press is a private line on the card, which is what a toast is here.
 */
const CAN: Abilities = {
  ...ALL,
  quotes: false,
  calls: { text: false, card: true },
  overhears: false,
  recalls: false,
}

const FAULTS: Record<
  Trouble,
  Record<string, unknown> & { kind: 'rate_limit' | 'lost_answer' | 'server_error' | 'code' }
> = {
  rate_limited: { kind: 'rate_limit' },
  lost_answer: { kind: 'lost_answer' },
  unavailable: { kind: 'server_error', status: 503 },
  card_refused: { kind: 'code', code: 'param.contentUnsafe' },
}
const SENDS = '/groupMessages|oToMessages|createAndDeliver/'

export interface SimulatedWorld extends MessengerWorld {
  adapter: MessengerAdapter
  intake: MemoryIntake
  platform: DingtalkPlatform
  /** The person quotes a message of the bot; resolves once the event has arrived. */
  quote(where: Conversation, messageId: string, text: string): Promise<void>
}

export async function openSimulated(transport: 'webhook' | 'stream'): Promise<SimulatedWorld> {
  const { simulator, platform } = createWorld()
  const host = Fastify()
  await host.register(platform.endpoints)
  const url = await host.listen({ port: 0, host: '127.0.0.1' })
  const intake = new MemoryIntake()
  const adapter = createDingtalk(
    { ...SETTINGS, apiBase: url, oapiBase: url, transport },
    { clock: simulator.clock, wireClock: simulator.clock, log: new MemoryLog(), intake },
  )
  const door = transport === 'webhook' ? await openDoor(adapter) : undefined
  await adapter.start()
  await until('the adapter is ready', () => adapter.health().state === 'ok')
  if (door) await platform.setSubscription(webhookAt(door.url))

  const names = new Map<string, string>()
  const chatOf = (where: Conversation) => {
    const found = platform.chats.find(({ id, type, members }) =>
      where.kind === 'group' ? id === where.id : type === 'private' && members.includes('zhang'),
    )
    if (!found) throw new Error('no such chat')
    return found.id
  }
  const seen = (where: Conversation) => {
    const chat = chatOf(where)
    const shown = platform.messages(true).filter((message) => message.chat === chat && message.from.bot)
    return shown.map((message) => ({ ...message, id: ourId(names, message), mentions: message.mentions.map(nameOf) }))
  }
  const theirId = (id: string) => {
    const shown = platform.messages(true).find((message) => ourId(names, message) === id)
    if (!shown) throw new Error(`no message ${id}`)
    return shown.id
  }
  async function say(where: Conversation, text: string, replyTo?: string): Promise<string> {
    const before = intake.events.length
    const said = text.replace('@bot ', '@营销助手 ')
    const { id } = platform.say({ chat: chatOf(where), from: 'zhang', text: said, replyTo })
    await until('the event arrives', () => intake.events.length > before)
    return id
  }

  return {
    can: CAN,
    adapter,
    intake,
    platform,
    messenger: naming(adapter.messenger, platform, names),
    events: intake.events,
    onClick: (answer) => {
      intake.answer = async (event) => answer(event)
    },
    group: GROUP,
    privately: ZHANG,
    colleague: { accountId: 'u-li', name: '李四' },
    seen: async (where) => seen(where),
    say,
    quote: async (where, messageId, text) => void (await say(where, text, theirId(messageId))),
    async press(messageId, label, values = {}) {
      const message = theirId(messageId)
      const button = platform
        .messages(false)
        .find(({ id }) => id === message)
        ?.buttons.find((one) => one.label === label)
      const result = await platform.press({ message, from: 'zhang', button: button?.id ?? '', values })
      if (result.status !== 'ok') throw new Error(`press: ${JSON.stringify(result)}`)
      return result.toast ? { toast: result.toast.content } : {}
    },
    recall: async (messageId) => platform.recall(theirId(messageId)),
    removeBot: async () => platform.setBotPresent(GROUP.id, false),
    trouble: async (kind) => void platform.faults.add({ path: SENDS, direction: 'api' }, FAULTS[kind], 1),
    async close() {
      await adapter.stop()
      await simulator.close()
      await host.close()
      door?.server.closeAllConnections()
      door?.server.close()
    },
  }
}

function createWorld() {
  let platform: DingtalkPlatform | undefined
  const simulator = createSimulator({
    world: WORLD,
    startAt: new Date('2026-11-24T02:00:00Z'),
    rateLimits: 'off',
    platforms: [
      (shared) => {
        const app = { ...APP, cardTemplates: ['mems.schema'], subscription: { mode: 'stream' as const } }
        platform = createDingtalkPlatform({ ...shared, app })
        return platform
      },
    ],
  })
  if (!platform) throw new Error('no DingTalk')
  return { simulator, platform }
}

function webhookAt(url: string) {
  const { eventToken: token, eventAesKey: aesKey } = SETTINGS
  return { mode: 'webhook' as const, url, cardUrl: `${url}/card`, events: { url: `${url}/events`, token, aesKey } }
}

/**
 * The messages' ids are not told to whoever sends them, so what appears while something is sent is called by what came
 * back: except cards, which carry our own id.
 */
function naming(messenger: Messenger, platform: DingtalkPlatform, names: Map<string, string>): Messenger {
  async function named(send: () => Promise<Sent>): Promise<Sent> {
    const before = new Set(platform.messages(false).map(({ id }) => id))
    const sent = await send()
    for (const { id } of platform.messages(false)) if (!before.has(id)) names.set(id, sent.messageId)
    return sent
  }
  return {
    ...messenger,
    sendText: (...given) => named(() => messenger.sendText(...given)),
    sendImage: (...given) => named(() => messenger.sendImage(...given)),
    sendCard: (...given) => named(() => messenger.sendCard(...given)),
    updateCard: (...given) => named(() => messenger.updateCard(...given)),
  }
}

function ourId(names: ReadonlyMap<string, string>, { id, native }: SeenMessage & { native?: unknown }): string {
  const own = (native as { outTrackId?: string } | undefined)?.outTrackId
  return own ?? names.get(id) ?? id
}

/** The simulator names who was called by the world's ids. */
function nameOf(id: string): string {
  return WORLD.people.find((person) => person.id === id)?.name ?? id
}

/** The HTTP host that the app provides in production. */
async function openDoor(adapter: MessengerAdapter): Promise<{ server: Server; url: string }> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { pathname, search } = new URL(request.url ?? '', 'http://x')
    const path = pathname.slice('/dingtalk'.length)
    const answer = await adapter.door.handle(delivered(path, Buffer.concat(chunks), request.headers, search.slice(1)))
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body, answer.sent)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/dingtalk` }
}
