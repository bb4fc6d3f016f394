/** What the simulator's API and page need of each platform they show; everything native stays behind it. */
import type { FastifyPluginAsync } from 'fastify'
import type { FaultPlan } from './faults.ts'
import type { Medium } from './media.ts'
import type { Subscription, SubscriptionState } from './types.ts'
import type { MessageView } from './view/message-view.ts'

/** A chat of one platform; `members` are ids of the world's people. */
export interface SimulatedChat {
  id: string
  name: string
  type: 'group' | 'private'
  members: readonly string[]
  botPresent: boolean
}

/** What a person says. `from` is the id of one of the world's people; people are mentioned as `@名字`. */
export interface Utterance {
  chat: string
  from: string
  text: string
  /** Id of the message that is quoted. */
  replyTo?: string | undefined
  file?: { name: string; bytes: Buffer } | undefined
}

/** `button` and the names of `values` as the message's view shows them. */
export interface Press {
  message: string
  from: string
  button: string
  values: Record<string, unknown>
}

/** What the person sees after a press. `error` is the client's code or word. */
export interface PressResult {
  status: 'ok' | 'timeout' | 'error' | 'unreachable' | 'disabled'
  toast?: { type: string; content: string }
  error?: number | string
  /** Where a link button leads. */
  url?: string
}

/** What a person, or the client, cannot do; its message is told to whoever used the API. */
export class Impossible extends Error {
  /** HTTP status of the API's answer: 400, 403, 404 or 422. */
  readonly status: number

  constructor(status: number, sentence: string) {
    super(sentence)
    this.status = status
  }
}

export interface SimulatedPlatform {
  /** As in accounts and chats of the world, e.g. `dingtalk`. */
  readonly name: string
  /** The platform's own addresses, to be registered at the root of a loopback server. */
  readonly endpoints: FastifyPluginAsync
  readonly faults: FaultPlan
  /** Deliveries to the service whose acknowledgement is awaited right now. */
  readonly inFlight: number
  readonly chats: readonly SimulatedChat[]
  /**
   * Recalled messages are not among them; oldest first. `native` adds the payload as the service sent it. Each message
   * is also told to the feed when it is made, edited and taken away. `wanted` may spare the work of viewing others:
   * whoever asks filters again. `reader` is the id of the person who looks, where people see different things.
   */
  messages(
    native: boolean,
    wanted?: (message: { id: string; chat: string }) => boolean,
    reader?: string,
  ): readonly (MessageView & { createdAt: number })[]
  /** Stores it and tells the app, if it may hear it. Throws {@link Impossible}. Resolves to the last message made. */
  say(utterance: Utterance): { id: string }
  press(press: Press): Promise<PressResult>
  /** A person takes a message away, whoever sent it. */
  recall(message: string): void
  /** `by` is the id of a person. */
  setBotPresent(chat: string, present: boolean, by?: string): void
  medium(key: string): Medium | undefined
  /** Where events go, as the console has it. */
  readonly subscription: SubscriptionState
  /** As an administrator saves it in the console. Throws {@link Impossible} for a mode that the platform does not have. */
  subscribe(subscription: Subscription): void
  /** Resolves when the last change of the subscription was verified or refused. */
  subscribed(): Promise<SubscriptionState>
  close(): Promise<void>
}
