/** From verified Feishu events to the bot's own. Pure: everything unknown has become a parameter. */
import type { InboundBotAdded, InboundCardAction, InboundMessage } from '../../../bot/messenger.ts'
import { type Json, list, record, text } from '../../shared/json.ts'
import { isSubmit, readButtonValue } from './button-value.ts'
import { readMentions } from './mentions.ts'
import { readContent } from './post.ts'

export const PLATFORM = 'feishu'

/** True for what other bots (and we) say: never a command. Older payloads call a bot `app`. */
export function saidByBot(event: Json): boolean {
  const type = text(record(event.sender).sender_type)
  return type === 'bot' || type === 'app'
}

/** True if somebody is mentioned, so that our own open_id is needed to read the message. */
export function hasMentions(event: Json): boolean {
  return list(record(event.message).mentions).length > 0
}

/** `im.message.receive_v1`; `undefined` if it lacks the ids without which nobody can be answered. */
export function decodeMessage(envelope: Json, botOpenId: string | undefined): InboundMessage | undefined {
  const event = record(envelope.event)
  const message = record(event.message)
  const at = instant(message.create_time, record(envelope.header).create_time)
  const sender = text(record(record(event.sender).sender_id).open_id)
  const messageId = text(message.message_id)
  const chatId = text(message.chat_id)
  if (!sender || !messageId || !chatId || !at) return undefined
  const isPrivate = message.chat_type === 'p2p'
  const content = readContent(text(message.message_type), text(message.content))
  const read = readMentions(content.text, message.mentions, botOpenId)
  return {
    kind: 'message',
    platform: PLATFORM,
    eventKey: `message:${messageId}`,
    at,
    conversation: { platform: PLATFORM, kind: isPrivate ? 'private' : 'group', id: isPrivate ? sender : chatId },
    sender,
    messageId,
    text: read.text,
    mentions: read.mentions,
    addressed: isPrivate || read.mentionsBot,
    mentionsAll: read.mentionsAll,
    attachments: content.attachments,
    ...(text(message.parent_id) && { replyTo: text(message.parent_id) }),
    ...(content.unsupported && { unsupported: content.unsupported }),
  }
}

/**
 * `card.action.trigger`; `undefined` if the pressed button is not one of ours, or ids are missing (all clicks without an
 * event id would count as one). `host` and `context` are read inside `event` (real traffic) and beside it (several
 * official component pages).
 */
export function decodeCardAction(envelope: Json): InboundCardAction | undefined {
  const header = record(envelope.header)
  const event = record(envelope.event)
  const action = record(event.action)
  const value = readButtonValue(action.value)
  const at = instant(header.create_time)
  const context = { ...record(envelope.context), ...record(event.context) }
  const sender = text(record(event.operator).open_id)
  const messageId = text(context.open_message_id)
  const chatId = text(context.open_chat_id)
  const eventId = text(header.event_id)
  if (!sender || !messageId || !eventId || !value || !at) return undefined
  const form = readForm(action)
  const isPrivate = value.private || !chatId
  return {
    kind: 'card_action',
    platform: PLATFORM,
    eventKey: `card:${eventId}`,
    at,
    conversation: { platform: PLATFORM, kind: isPrivate ? 'private' : 'group', id: isPrivate ? sender : chatId },
    sender,
    messageId,
    action: value.action,
    args: value.args,
    cardVersion: value.version,
    ...(form && { form }),
  }
}

/** `im.chat.member.bot.added_v1`; `name` is the name of the group. */
export function decodeBotAdded(envelope: Json): InboundBotAdded | undefined {
  const header = record(envelope.header)
  const event = record(envelope.event)
  const chatId = text(event.chat_id)
  const sender = text(record(event.operator_id).open_id)
  const at = instant(header.create_time)
  const eventId = text(header.event_id)
  if (!chatId || !sender || !eventId || !at) return undefined
  return {
    kind: 'bot_added',
    platform: PLATFORM,
    eventKey: `event:${eventId}`,
    at,
    conversation: { platform: PLATFORM, kind: 'group', id: chatId },
    sender,
    chatName: text(record(event.i18n_names).zh_cn) || text(event.name),
  }
}

/**
 * The first usable `create_time` as ISO 8601: seconds, milliseconds (im events) or microseconds (card events), told
 * apart by their length.
 */
export function instant(...candidates: unknown[]): string | undefined {
  const digits = candidates.map(text).find((candidate) => /^\d{10,16}$/.test(candidate))
  return digits && new Date(Number(digits.padEnd(13, '0').slice(0, 13))).toISOString()
}

/** Real payloads carry an empty `form_value` on plain buttons, so the pressed button's name says whether it submits. */
function readForm(action: Json): Record<string, string> | undefined {
  const values = record(action.form_value)
  if (!isSubmit(text(action.name)) && Object.keys(values).length === 0) return undefined
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, formText(value)]))
}

/** Dates come as `2024-04-01 +0800`, several values as a list. */
function formText(value: unknown): string {
  if (Array.isArray(value)) return value.map(formText).join(',')
  if (typeof value === 'boolean') return String(value)
  return text(value).replace(/^(\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2})?|\d{2}:\d{2}) [+-]\d{4}$/, '$1')
}
