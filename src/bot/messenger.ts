/**
 * The contract every messenger fulfils. The bot knows platforms only as opaque names; an adapter degrades by itself and
 * says so in `Sent.degraded`, so callers never ask "can you?". No verb needs an incoming message: jobs can send, too.
 */
import type { Card } from './card/card.ts'

/** Name of a messenger, e.g. the folder name of its adapter. Opaque to the bot. */
export type Platform = string

/** What people call a messenger. */
export interface MessengerName {
  platform: Platform
  zh: string
  en: string
}

/**
 * Where messages go. `group` ids are the platform's chat ids; `private` ids are the *account* id of the person, so that
 * a conversation can be opened without a previous message and both directions share one order.
 */
export interface Conversation {
  platform: Platform
  kind: 'group' | 'private'
  id: string
}

export interface SendOptions {
  /** The outbox row id (at most 50 characters): the platform is asked to do this at most once. */
  idempotencyKey: string
  /** Quote this message; falls back to a plain message if it is gone. */
  replyTo?: string
  signal?: AbortSignal
}

export interface Sent {
  messageId: string
  /** Whatever the platform needs to update this message later, or the other id under which it speaks of it; stored as it is. */
  updateToken?: string
  /** `text`: the card was refused and its text twin was sent. `resent`: an update was impossible and a new message was sent. */
  degraded?: 'text' | 'resent'
}

export interface UploadFile {
  name: string
  bytes: Uint8Array
  contentType: string
}

/** An uploaded image or file as the platform names it. */
export interface Media {
  key: string
}

/** Texts with `@` of a person: the adapter turns these marks into its own mention syntax. See {@link mention}. */
export interface Messenger {
  readonly platform: Platform
  readonly limits: MessengerLimits
  sendText(to: Conversation, markdown: string, options: SendOptions): Promise<Sent>
  sendImage(to: Conversation, media: Media, options: SendOptions): Promise<Sent>
  /** `images` holds one uploaded medium per image block of the card, in order. */
  sendCard(to: Conversation, card: Card, images: readonly Media[], options: SendOptions): Promise<Sent>
  updateCard(to: Conversation, sent: Sent, card: Card, images: readonly Media[], options: SendOptions): Promise<Sent>
  upload(file: UploadFile, signal?: AbortSignal): Promise<Media>
}

export interface MessengerLimits {
  /** Largest rendered card in bytes. */
  cardBytes: number
  /** The delivery loop stays below all of them. */
  rates: readonly Rate[]
  /** How long the platform recognises the idempotency key of a message, of a card; 0 if it never does. */
  keyMemoryMs: { message: number; card: number }
}

/** No more than `count` sends within `perMs`, in all or to one conversation. */
export interface Rate {
  scope: 'all' | 'conversation'
  count: number
  perMs: number
}

/** Marks a mention of an account inside markdown. User text never contains it: {@link plain} strips the marks. */
export function mention(accountId: string, name: string): string {
  return `\uE010${accountId}\uE011${name}\uE012`
}

/** Matches what {@link mention} writes: group 1 is the account id, group 2 the name. */
export const MENTION_MARK = /\uE010([^\uE011]*)\uE011([^\uE012]*)\uE012/g

/** Makes user-supplied text safe to stand inside markdown: no mention marks, no control characters, no markup of ours. */
export function plain(text: string): string {
  return text
    .replace(/(?![\t\n])\p{Cc}|[\uE010-\uE012]/gu, '')
    .replace(/[\\`*_~<>[\]]/g, (character) => `\\${character}`)
}

/** The closed set of ways in which a platform call fails. */
export type Fault =
  | 'rate_limited'
  | 'unauthorized'
  | 'forbidden'
  | 'gone'
  | 'invalid'
  | 'too_large'
  | 'unavailable'
  | 'unknown_outcome'

/** The only error an adapter lets out. Its message never holds a secret or a request body. */
export class MessengerError extends Error {
  readonly fault: Fault
  /** Milliseconds to wait before another try, if the platform said so. */
  readonly retryAfterMs: number | undefined
  /** The platform's own code, for administrators. */
  readonly platformCode: string | undefined

  constructor(
    fault: Fault,
    message: string,
    details: { retryAfterMs?: number; platformCode?: string; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause })
    this.name = 'MessengerError'
    this.fault = fault
    this.retryAfterMs = details.retryAfterMs
    this.platformCode = details.platformCode
  }
}

// ── Inbound ──────────────────────────────────────────────────────────────────────────────────────────────────────────

interface InboundBase {
  platform: Platform
  /** Identifies the fact, not the delivery: the same key never has an effect twice. */
  eventKey: string
  /** When it happened, by the platform's clock (ISO 8601, UTC). */
  at: string
  conversation: Conversation
  /** Account id of who did it. */
  sender: string
}

export interface InboundMessage extends InboundBase {
  kind: 'message'
  messageId: string
  /** What was typed, without our own mention; other mentions read `@name`. Empty for pure attachments. */
  text: string
  /** Accounts mentioned besides the bot, in order. */
  mentions: { accountId: string; name: string }[]
  /** True in a private chat and where the bot itself was mentioned. */
  addressed: boolean
  /** True if everybody was mentioned. */
  mentionsAll: boolean
  replyTo?: string
  attachments: { kind: 'image' | 'file'; key: string; name: string }[]
  /** The platform's name of a kind of message that we cannot read (voice, sticker, …). */
  unsupported?: string
}

export interface InboundCardAction extends InboundBase {
  kind: 'card_action'
  messageId: string
  action: string
  args: Record<string, string>
  /** Texts of the form that was submitted with the button; dates as yyyy-MM-dd, people as account ids. */
  form?: Record<string, string>
  cardVersion: number
}

export interface InboundBotAdded extends InboundBase {
  kind: 'bot_added'
  chatName: string
}

export type Inbound = InboundMessage | InboundCardAction | InboundBotAdded

export interface CardAnswer {
  toast?: { kind: 'info' | 'success' | 'warning' | 'error'; text: string }
  /** The card as it is now, shown to everybody who sees the message. */
  card?: Card
  /** To be called once the answer was handed to the platform: what would make up for its loss is then dropped. */
  delivered?(): Promise<void>
}

/** What a messenger adapter hands verified, decoded events to. */
export interface Intake {
  /** Stores the event and returns; `duplicate` if its key was stored before. Throws only if nothing could be stored. */
  accept(event: InboundMessage | InboundBotAdded): Promise<'stored' | 'duplicate'>
  /** Stores a click, runs it and answers within `deadlineMs`; later work goes on and updates the card by itself. */
  decide(event: InboundCardAction, deadlineMs: number): Promise<CardAnswer>
  /** Audits what was refused at the door: a forged, replayed, oversized or unreadable request. Never throws. */
  refused(platform: Platform, reason: RefusedReason, detail: Record<string, string>): Promise<void>
}

export type RefusedReason =
  | 'signature'
  | 'timestamp'
  | 'token'
  | 'plaintext'
  | 'undecryptable'
  | 'malformed'
  | 'oversized'
  | 'unknown_event'
