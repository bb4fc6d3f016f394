import type { FastifyPluginAsync } from 'fastify'
import type { FaultPlan } from '../faults.ts'
import type { Medium } from '../media.ts'
import {
  Impossible,
  type Press,
  type PressResult,
  type SimulatedChat,
  type SimulatedPlatform,
  type Utterance,
} from '../simulated-platform.ts'
import type { Subscription, SubscriptionState } from '../types.ts'
import type { MessageView } from '../view/message-view.ts'
import type { FeishuContext } from './context.ts'
import { type Chat, type Person, PLATFORM } from './directory.ts'
import { Dispatcher } from './dispatcher.ts'
import { botMemberEnvelope } from './envelopes.ts'
import { LongConnections } from './long-connection.ts'
import type { StoredMessage } from './messages.ts'
import { click } from './people/click.ts'
import { say } from './people/say.ts'
import { feishuPlugin } from './plugin.ts'
import { SubscriptionSwitch } from './subscription.ts'
import { viewMessage } from './view/view-message.ts'

/** People act in the simulated Feishu; the app meets it at its endpoints. */
export class FeishuPlatform implements SimulatedPlatform {
  readonly name = PLATFORM
  readonly endpoints: FastifyPluginAsync
  readonly faults: FaultPlan
  readonly #ctx: FeishuContext
  readonly #connections: LongConnections
  readonly #subscription: SubscriptionSwitch
  readonly #dispatcher: Dispatcher

  constructor(ctx: FeishuContext) {
    this.#ctx = ctx
    this.#connections = new LongConnections(ctx)
    this.#subscription = new SubscriptionSwitch(ctx, this.#connections)
    this.#dispatcher = new Dispatcher(ctx, this.#subscription)
    this.faults = ctx.faults
    this.endpoints = feishuPlugin(ctx, this.#connections)
  }

  get inFlight(): number {
    return this.#dispatcher.inFlight
  }

  get chats(): readonly SimulatedChat[] {
    return this.#ctx.directory.chats
  }

  messages(
    native: boolean,
    wanted: (message: { id: string; chat: string }) => boolean = () => true,
  ): readonly (MessageView & { createdAt: number })[] {
    const present = this.#ctx.messages
      .all()
      .filter(({ id, chatId, recalled }) => !recalled && wanted({ id, chat: chatId }))
    return present.map((message) => ({
      ...viewMessage(this.#ctx.directory, this.#chat(message.chatId), message, native),
      createdAt: message.createdAt,
    }))
  }

  say({ chat, from, text, replyTo, file }: Utterance): { id: string } {
    return say(this.#ctx, this.#dispatcher, {
      chat: this.#chat(chat),
      from: this.#person(from),
      text,
      file,
      replyTo: replyTo === undefined ? undefined : this.#message(replyTo),
    })
  }

  async press({ message, from, button, values }: Press): Promise<PressResult> {
    const pressed = this.#message(message)
    if (pressed.type !== 'interactive') throw new Impossible(400, 'this message is no card')
    const chat = this.#chat(pressed.chatId)
    return click(this.#ctx, this.#dispatcher, { message: pressed, chat, from: this.#person(from), button, values })
  }

  recall(message: string): void {
    this.#ctx.messages.recall(this.#message(message))
  }

  setBotPresent(id: string, present: boolean, by?: string): void {
    const chat = this.#chat(id)
    if (chat.botPresent === present) return
    chat.botPresent = present
    const operator = by === undefined ? this.#ctx.directory.membersOf(chat)[0] : this.#person(by)
    this.#dispatcher.publish(botMemberEnvelope(this.#ctx, chat, operator), chat.id)
  }

  medium(key: string): Medium | undefined {
    return this.#ctx.media.get(key)
  }

  get subscription(): SubscriptionState {
    return this.#subscription.state
  }

  subscribe(subscription: Subscription): void {
    this.#subscription.set(subscription)
  }

  subscribed(): Promise<SubscriptionState> {
    return this.#subscription.settled()
  }

  /** Verifies the subscription of the settings, unless another was set meanwhile. */
  async start(): Promise<void> {
    const given = this.#ctx.app.subscription
    if (this.#subscription.touched || (given.mode === 'webhook' && given.url === '')) return
    this.#subscription.set(given)
    await this.#subscription.settled()
  }

  async close(): Promise<void> {
    this.#dispatcher.close()
    this.#connections.cutAll()
  }

  #chat(id: string): Chat {
    const chat = this.#ctx.directory.chatById(id)
    if (!chat) throw new Impossible(404, `no chat ${id}`)
    return chat
  }

  #person(id: string): Person {
    const person = this.#ctx.directory.people.find((candidate) => candidate.id === id)
    if (!person) throw new Impossible(404, `no person ${id}`)
    return person
  }

  #message(id: string): StoredMessage {
    const message = this.#ctx.messages.get(id)
    if (!message || message.recalled) throw new Impossible(404, `no message ${id}`)
    return message
  }
}
