import type { FastifyPluginAsync } from 'fastify'
import type { FaultPlan } from '../faults.ts'
import type { Medium } from '../media.ts'
import { Impossible, type Press, type PressResult, type Utterance } from '../simulated-platform.ts'
import type { Subscription, SubscriptionState } from '../types.ts'
import type { MessageView } from '../view/message-view.ts'
import type { DingtalkContext } from './context.ts'
import { type Chat, PLATFORM } from './directory.ts'
import { Dispatcher } from './dispatcher.ts'
import type { StoredMessage } from './message-store.ts'
import type { DingtalkPlatform, DingtalkSubscription, Usage } from './options.ts'
import { press } from './press.ts'
import { say } from './say.ts'
import type { Stream } from './stream.ts'
import { SubscriptionSwitch } from './subscription.ts'
import { type DatedView, viewMessage } from './view/message.ts'

/** The simulated DingTalk behind the port of the simulator. */
export class Platform implements DingtalkPlatform {
  readonly name = PLATFORM
  readonly endpoints: FastifyPluginAsync
  readonly #ctx: DingtalkContext
  readonly #stream: Stream
  readonly #subscription: SubscriptionSwitch
  readonly #dispatcher: Dispatcher

  constructor(ctx: DingtalkContext, stream: Stream, endpoints: FastifyPluginAsync) {
    this.#ctx = ctx
    this.#stream = stream
    this.endpoints = endpoints
    this.#subscription = new SubscriptionSwitch(ctx, stream)
    this.#dispatcher = new Dispatcher(ctx, this.#subscription)
  }

  get faults(): FaultPlan {
    return this.#ctx.faults
  }

  get inFlight(): number {
    return this.#dispatcher.inFlight
  }

  get chats(): readonly Chat[] {
    return this.#ctx.directory.chats
  }

  get subscription(): SubscriptionState {
    return this.#subscription.state
  }

  get connections(): readonly string[] {
    return this.#stream.connections
  }

  /** What everybody sees, or what `reader` does. */
  messages(
    native: boolean,
    wanted: (message: { id: string; chat: string }) => boolean = () => true,
    reader?: string,
  ): DatedView[] {
    const viewer = reader === undefined ? undefined : this.#ctx.directory.person(reader)
    return this.#ctx.messages
      .shown()
      .filter(({ id, chatId }) => wanted({ id, chat: chatId }))
      .filter(({ recipients }) => !viewer || !recipients || recipients.includes(viewer.id))
      .map((message) => viewMessage(this.#ctx, this.#chatOf(message), message, { native, viewer }))
  }

  viewFor(id: string, person: string): MessageView | undefined {
    const message = this.#message(id)
    const viewer = this.#ctx.directory.person(person)
    const chat = this.#chatOf(message)
    if (!viewer || !chat.members.includes(viewer.id)) return undefined
    if (message.recipients && !message.recipients.includes(viewer.id)) return undefined
    return viewMessage(this.#ctx, chat, message, { native: false, viewer })
  }

  say(utterance: Utterance): { id: string } {
    return { id: say(this.#ctx, this.#dispatcher, utterance).id }
  }

  async press(made: Press): Promise<PressResult> {
    return press(this.#ctx, this.#dispatcher, made)
  }

  recall(id: string): void {
    this.#ctx.messages.recall(this.#message(id))
  }

  /** No event is known that tells an ordinary robot of this; it just hears no more, and may not send there. */
  setBotPresent(id: string, present: boolean): void {
    const chat = this.#ctx.directory.chat(id)
    if (!chat) throw new Impossible(404, `no chat ${id}`)
    if (chat.type === 'private') throw new Impossible(400, 'the bot cannot join or leave a private chat')
    chat.botPresent = present
  }

  medium(key: string): Medium | undefined {
    return this.#ctx.media.get(key)
  }

  subscribe(subscription: Subscription): void {
    this.#subscription.set(subscription.mode === 'webhook' ? subscription : { mode: 'stream' })
  }

  async setSubscription(subscription: DingtalkSubscription): Promise<SubscriptionState> {
    this.#subscription.set(subscription)
    return this.#subscription.settled()
  }

  async subscribed(): Promise<SubscriptionState> {
    return this.#subscription.settled()
  }

  publishEvent(eventType: string, data: Record<string, unknown>): void {
    this.#dispatcher.publishEvent(eventType, data)
  }

  async ping(): Promise<number> {
    return this.#stream.ping()
  }

  recycleConnections(
    reason: 'persistent connection is timeout' | 'connection is expired' = 'connection is expired',
  ): void {
    this.#stream.recycle(reason)
  }

  cutConnections(): void {
    this.#stream.cutAll()
  }

  revokeTokens(): void {
    this.#ctx.tokens.revoke()
  }

  usage(): Usage {
    return this.#ctx.quota.usage
  }

  async close(): Promise<void> {
    this.#dispatcher.close()
    this.#stream.cutAll()
  }

  #message(id: string): StoredMessage {
    const message = this.#ctx.messages.get(id)
    if (!message || message.recalled) throw new Impossible(404, `no message ${id}`)
    return message
  }

  #chatOf(message: StoredMessage): Chat {
    const chat = this.#ctx.directory.chat(message.chatId)
    if (!chat) throw new RangeError(`message ${message.id} is in no chat`)
    return chat
  }
}
