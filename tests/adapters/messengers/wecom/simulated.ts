/** A messenger world: the real adapter against the simulated WeCom, over the wire; people by the app, groups by the bot. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Fastify from 'fastify'
import { createWecom } from '../../../../src/adapters/messengers/wecom/index.ts'
import type { MessengerAdapter } from '../../../../src/adapters/shared/messenger-adapter.ts'
import type { CardAnswer, Conversation, InboundCardAction, Messenger, Sent } from '../../../../src/bot/messenger.ts'
import { createSimulator, type World } from '../../../../src/simulator/index.ts'
import { createWecomPlatform, type WecomPlatform } from '../../../../src/simulator/wecom/index.ts'
import type { Abilities, MessengerWorld, SeenMessage, Trouble } from '../../../contracts/messenger.ts'
import { ManualClock, MemoryIntake, MemoryLog } from '../kit.ts'
import { APP, at, BOT, until } from './support.ts'

const GROUP: Conversation = { platform: 'wecom', kind: 'group', id: 'wrkSFfCgAA_group' }
const ZHANG: Conversation = { platform: 'wecom', kind: 'private', id: 'ZhangSan' }
const WORLD: World = {
  tenantKey: '示例公司',
  bot: { name: '营销系统' },
  people: [
    { id: 'zhang', name: '张三', accounts: [{ platform: 'wecom', id: 'ZhangSan' }] },
    { id: 'li', name: '李四', accounts: [{ platform: 'wecom', id: 'lisi' }] },
  ],
  chats: [{ platform: 'wecom', id: GROUP.id, name: '618 项目群', type: 'group', members: ['zhang', 'li'] }],
}

/**
 * Nothing quotes or calls by the app and the bot. Cards of a group can be changed in answer to a click only. Whether a
 * message was taken back is told to nobody.
 */
const CAN: Abilities = {
  quotes: false,
  calls: { text: false, card: false },
  forms: 'choices',
  overhears: false,
  toasts: false,
  edits: { group: false, privately: true },
  recalls: false,
  disabledButtons: false,
  namesTheCalled: false,
}

const FAULTS: Record<
  Trouble,
  Record<string, unknown> & { kind: 'rate_limit' | 'lost_answer' | 'server_error' | 'code' }
> = {
  rate_limited: { kind: 'rate_limit' },
  lost_answer: { kind: 'lost_answer' },
  unavailable: { kind: 'server_error', status: 503 },
  card_refused: { kind: 'code', code: 40058 },
}
const SENDS = '/message.send|aibot_send_msg/'

export async function openSimulated(openUserIds: boolean): Promise<MessengerWorld> {
  const { simulator, platform } = createWorld(openUserIds)
  const host = Fastify({ forceCloseConnections: true })
  await host.register(platform.endpoints)
  const url = await host.listen({ port: 0, host: '127.0.0.1' })
  const intake = new MemoryIntake()
  const wireClock = new ManualClock()
  const settings = { app: { ...APP, apiBase: url }, bot: { ...BOT, wsUrl: `${url.replace('http', 'ws')}/ws` } }
  const adapter = createWecom(settings, { clock: simulator.clock, wireClock, log: new MemoryLog(), intake })
  const door = await openDoor(adapter)
  platform.subscribe({ mode: 'webhook', url: door.url })
  await platform.subscribed()
  const ready = () => until('the adapter is ready', () => adapter.health().state === 'ok')
  await adapter.start()
  await ready()

  const names = new Map<string, string>()
  const views = (where: Conversation) => platform.messages(true).filter(({ chat }) => chat === chatOf(where))
  const chatOf = (where: Conversation) =>
    platform.chats.find(({ id, type, members }) =>
      where.kind === 'group' ? id === where.id : type === 'private' && members.includes('zhang'),
    )?.id ?? ''
  const theirs = (id: string) => platform.messages(true).find((message) => ourId(names, message) === id)
  let answered: CardAnswer = {}

  async function say(where: Conversation, text: string): Promise<string> {
    const before = intake.events.length
    const { id } = platform.say({ chat: chatOf(where), from: 'zhang', text: text.replace('@bot ', `@${BOT.botName} `) })
    await until('the event arrives', () => intake.events.length > before)
    return id
  }

  // A bot may write where somebody has spoken to it.
  await say(GROUP, '@bot 在吗')
  intake.events.length = 0

  return {
    can: CAN,
    messenger: naming(adapter.messenger, platform, names, async () => {
      if (adapter.health().state === 'failing')
        await simulator.clock.advanceTo(new Date(simulator.clock.now().getTime() + 5_000), async () => undefined)
      await ready()
    }),
    events: intake.events,
    onClick: (answer) => {
      intake.answer = async (event: InboundCardAction) => {
        answered = answer(event)
        return answered
      }
    },
    group: GROUP,
    privately: ZHANG,
    colleague: { accountId: 'lisi', name: '李四' },
    seen: async (where) =>
      views(where)
        .filter(({ from }) => from.bot)
        .map((message) => ({ ...message, id: ourId(names, message) })),
    say,
    async press(messageId, label, values = {}) {
      const message = theirs(messageId)
      const button = message?.buttons.find((one) => one.label === label)
      const pressed = { message: message?.id ?? '', from: 'zhang', button: button?.id ?? '', values }
      const result = await platform.press(pressed)
      if (result.status !== 'ok') throw new Error(`press: ${JSON.stringify(result)}`)
      if (answered.card) await until('the card changes', () => theirs(messageId)?.editedAt !== undefined)
      return result.toast ? { toast: result.toast.content } : {}
    },
    recall: async (messageId) => platform.recall(theirs(messageId)?.id ?? ''),
    removeBot: async () => platform.setBotPresent(GROUP.id, false),
    trouble: async (kind) => void platform.faults.add({ path: SENDS, direction: 'api' }, FAULTS[kind], 1),
    async close() {
      await adapter.stop()
      await simulator.close()
      await host.close()
      door.server.closeAllConnections()
      door.server.close()
    },
  }
}

function createWorld(openUserIds: boolean) {
  let platform: WecomPlatform | undefined
  const simulator = createSimulator({
    world: WORLD,
    startAt: new Date('2026-11-24T02:00:00Z'),
    rateLimits: 'off',
    platforms: [
      (shared) => {
        const bot = { botId: BOT.botId, secret: BOT.botSecret, name: BOT.botName, openUserIds }
        platform = createWecomPlatform({ ...shared, app: { ...APP, callbackUrl: '', bot, groupWebhooks: {} } })
        return platform
      },
    ],
  })
  if (!platform) throw new Error('no WeCom')
  return { simulator, platform }
}

/**
 * The ids of most messages are not told to whoever sends them, so what appears while something is sent is called by what
 * came back; cards carry an id of ours. A connection that was lost is given the time to come back, as the outbox would.
 */
function naming(
  messenger: Messenger,
  platform: WecomPlatform,
  names: Map<string, string>,
  ready: () => Promise<void>,
): Messenger {
  async function named(send: () => Promise<Sent>): Promise<Sent> {
    await ready()
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
  }
}

function ourId(names: ReadonlyMap<string, string>, { id, native }: SeenMessage & { native?: unknown }): string {
  const own = at(native, 'template_card', 'task_id')
  return typeof own === 'string' ? own : (names.get(id) ?? id)
}

/** The HTTP host that the app provides in production. */
async function openDoor(adapter: MessengerAdapter): Promise<{ server: Server; url: string }> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { search } = new URL(request.url ?? '', 'http://x')
    const method = request.method === 'GET' ? 'GET' : 'POST'
    const { headers } = request
    const answer = await adapter.door.handle({
      method,
      path: '',
      query: search.slice(1),
      headers,
      raw: Buffer.concat(chunks),
    })
    response.writeHead(answer.status, { 'content-type': answer.contentType ?? 'application/json' }).end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/wecom` }
}
