/** A platform in memory behind the port of the simulator: no wire, no service; it remembers what was asked of it. */
import type { FastifyPluginAsync } from 'fastify'
import { FaultPlan } from '../../../src/simulator/faults.ts'
import type { Medium } from '../../../src/simulator/media.ts'
import {
  Impossible,
  type Press,
  type PressResult,
  type SimulatedChat,
  type SimulatedPlatform,
  type Utterance,
} from '../../../src/simulator/simulated-platform.ts'
import { toIso } from '../../../src/simulator/time.ts'
import type { Shared, Subscription, SubscriptionState } from '../../../src/simulator/types.ts'
import type { MessageView } from '../../../src/simulator/view/message-view.ts'

type Kept = MessageView & { createdAt: number }

/** What a message holds beside its place; the rest is left empty. */
export type Content = Partial<MessageView> & Pick<MessageView, 'kind' | 'text'>

export class FakePlatform implements SimulatedPlatform {
  readonly endpoints: FastifyPluginAsync = async (fastify) => {
    fastify.get('/ping', async () => this.name)
  }
  readonly faults = new FaultPlan()
  readonly chats: SimulatedChat[]
  readonly presses: Press[] = []
  readonly media = new Map<string, Medium>()
  /** What one person sees of a message in place of what all see, by person and message. */
  readonly privately = new Map<string, Partial<MessageView>>()
  inFlight = 0
  closed = false
  /** What the next presses are answered. */
  answer: PressResult = { status: 'ok' }
  subscription: SubscriptionState = { mode: 'long-connection', status: 'pending' }
  readonly name: string
  readonly #shared: Shared
  readonly #messages: Kept[] = []

  constructor(name: string, shared: Shared) {
    this.name = name
    this.#shared = shared
    const { people, chats } = shared.world
    const groups = chats.filter(({ platform }) => platform === name)
    const users = people.filter(({ accounts }) => accounts.some(({ platform }) => platform === name))
    this.chats = [
      ...groups.map(({ id, name, members }) => ({ id, name, type: 'group' as const, members, botPresent: true })),
      ...users.map((person) => ({
        id: `${name}-private-${person.id}`,
        name: person.name,
        type: 'private' as const,
        members: [person.id],
        botPresent: true,
      })),
    ]
  }

  messages(native: boolean, _wanted?: unknown, reader?: string): Kept[] {
    return this.#messages.map((message) => ({
      ...message,
      ...this.privately.get(`${reader} ${message.id}`),
      ...(native ? { native: { of: this.name } } : {}),
    }))
  }

  /** Somebody, or the bot, puts a message into a chat. */
  put(chat: string, from: string, content: Content): string {
    const id = `${this.name}/${this.#messages.length + 1}+x==`
    const person = this.#shared.world.people.find((one) => one.id === from)
    const createdAt = this.#shared.clock.now().getTime()
    this.#messages.push({
      id,
      chat,
      at: toIso(createdAt),
      createdAt,
      from: { id: from, name: person?.name ?? this.#shared.world.bot.name, bot: person === undefined },
      fields: [],
      buttons: [],
      inputs: [],
      mentions: [],
      ...content,
    })
    this.#tell(chat, id, 'new')
    return id
  }

  edit(id: string, content: Partial<MessageView>): void {
    const message = this.#find(id)
    Object.assign(message, content, { editedAt: toIso(this.#shared.clock.now().getTime()) })
    this.#tell(message.chat, id, 'edited')
  }

  say({ chat, from, text, replyTo, file }: Utterance): { id: string } {
    if (text === '禁言') throw new Impossible(403, 'this person may not speak')
    return {
      id: this.put(chat, from, {
        kind: file ? 'file' : 'text',
        text: file ? file.name : text,
        ...(file ? { file: { name: file.name, url: '/simulator/api/files/none' } } : {}),
        ...(replyTo ? { replyTo } : {}),
      }),
    }
  }

  async press(press: Press): Promise<PressResult> {
    if (press.button === 'none') throw new Impossible(422, 'no such button')
    this.presses.push(press)
    return this.answer
  }

  recall(id: string): void {
    const message = this.#find(id)
    this.#messages.splice(this.#messages.indexOf(message), 1)
    this.#tell(message.chat, id, 'deleted')
  }

  setBotPresent(id: string, present: boolean): void {
    for (const chat of this.chats) if (chat.id === id) chat.botPresent = present
  }

  medium(key: string): Medium | undefined {
    return this.media.get(key)
  }

  subscribe(subscription: Subscription): void {
    this.subscription = { ...subscription, status: 'verified' }
  }

  async subscribed(): Promise<SubscriptionState> {
    return this.subscription
  }

  async close(): Promise<void> {
    this.closed = true
  }

  /** A call of the service, as the inspector shows it. */
  called(path: string, request: unknown): void {
    const { exchanges } = this.#shared
    exchanges.add({
      platform: this.name,
      direction: 'to-platform',
      transport: 'http',
      method: 'POST',
      path,
      status: 200,
      ms: 1,
      requestHeaders: { 'x-acs-dingtalk-access-token': 'top-secret' },
      request,
      responseHeaders: {},
      response: { errcode: 0 },
    })
  }

  #find(id: string): Kept {
    const message = this.#messages.find((one) => one.id === id)
    if (!message) throw new Impossible(404, `no message ${id}`)
    return message
  }

  #tell(chat: string, id: string, change: 'new' | 'edited' | 'deleted'): void {
    this.#shared.feed.emit({ kind: 'message', platform: this.name, chat, id, change })
  }
}
