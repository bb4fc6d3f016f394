import { type TemplateCard, WSClient, type WsFrame } from '@wecom/aibot-node-sdk'
import { APP, approval, GROUP, type Running } from './support.ts'

const quiet = () => undefined
const silent = { debug: quiet, info: quiet, warn: quiet, error: quiet }

/** The official SDK as the service, with what it heard. */
export interface Bot {
  client: WSClient
  messages: WsFrame[]
  events: WsFrame[]
  errors: Error[]
}

const clients: WSClient[] = []

/** Not yet connected. */
export function create(sim: Running, options: Partial<ConstructorParameters<typeof WSClient>[0]> = {}): Bot {
  const { botId, secret } = APP.bot
  const client = new WSClient({ botId, secret, wsUrl: sim.ws, logger: silent, reconnectInterval: 1, ...options })
  clients.push(client)
  const bot: Bot = { client, messages: [], events: [], errors: [] }
  client.on('message', (frame) => void bot.messages.push(frame))
  client.on('event', (frame) => void bot.events.push(frame))
  client.on('error', (error) => void bot.errors.push(error))
  return bot
}

export async function connected(sim: Running): Promise<Bot> {
  const bot = create(sim)
  const ready = new Promise<void>((resolve) => bot.client.once('authenticated', resolve))
  bot.client.connect()
  await ready
  return bot
}

export function disconnectAll(): void {
  for (const client of clients.splice(0)) client.disconnect()
}

/** The client may be gone before the acknowledgement comes. */
export function calmly(act: Promise<unknown>): void {
  void act.catch(quiet)
}

export function say(sim: Running, text: string, from = 'li', more = {}): { id: string } {
  return sim.platform.say({ chat: GROUP, from, text, ...more })
}

/** The bot is spoken to, so that it may write. */
export async function addressed(sim: Running, bot: Bot): Promise<WsFrame> {
  say(sim, '@营销助手 你好')
  await sim.quiet()
  const frame = bot.messages.at(-1)
  if (!frame) throw new Error('nothing was heard')
  return frame
}

/** Somebody presses the last card of the group. */
export function press(sim: Running, button = 'approve:42', from = 'li', values = {}) {
  return sim.platform.press({ message: sim.seen(GROUP).at(-1)?.id ?? '', from, button, values })
}

/** The type of the SDK is narrower than what the platform takes. */
export function card(taskId: string, more = {}): TemplateCard {
  return approval(taskId, more) as unknown as TemplateCard
}

export function sendCard(bot: Bot, taskId: string, more = {}): Promise<WsFrame> {
  return bot.client.sendMessage(GROUP, { msgtype: 'template_card', template_card: card(taskId, more) })
}
