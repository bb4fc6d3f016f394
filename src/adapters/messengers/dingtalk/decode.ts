/** From a verified message to the robot to the bot's own. Pure: everything unknown has become a parameter. */
import type { Conversation, InboundMessage } from '../../../bot/messenger.ts'
import { isRecord, type Json, record, text } from '../../shared/json.ts'
import { contentOf, readContent } from './content.ts'
import { createMentionReader } from './mentions.ts'
import { PLATFORM } from './platform.ts'

export interface DecodeContext {
  robotCode: string
  robotName: string | undefined
  /** Names by staff id of people who are mentioned, as far as they are known. */
  names: ReadonlyMap<string, string>
  /** When the message came in, for messages that do not say when they were written. */
  receivedAt: Date
}

/** `undefined` if the message lacks the ids without which nobody can be answered. */
export function decodeMessage(data: Json, context: DecodeContext): InboundMessage | undefined {
  const messageId = text(data.msgId)
  const conversation = conversationOf(data)
  const sender = senderOf(data)
  if (!messageId || !conversation || !sender) return undefined
  const reader = createMentionReader(data, context.names, context.robotName)
  const content = readContent(data, reader)
  const replyTo = quotedId(data)
  return {
    kind: 'message',
    platform: PLATFORM,
    eventKey: `message:${text(data.robotCode) || context.robotCode}:${messageId}`,
    at: instant(data.createAt) ?? instant(data.createA) ?? context.receivedAt.toISOString(),
    conversation,
    sender,
    messageId,
    text: content.unsupported ? '' : reader.complete(content.text),
    mentions: reader.mentions.map(({ accountId, name }) => ({ accountId, name })),
    // Only messages that call the robot are delivered; the list says so, and may be left out.
    addressed: conversation.kind === 'private' || data.isInAtList !== false,
    mentionsAll: false,
    attachments: content.attachments,
    ...(replyTo && { replyTo }),
    ...(content.unsupported && { unsupported: content.unsupported }),
  }
}

/** A private chat is known by the person in it: robots have no other address for it. */
export function conversationOf(data: Json): Conversation | undefined {
  const isPrivate = text(data.conversationType) === '1'
  const id = isPrivate ? senderOf(data) : text(data.conversationId)
  return id ? { platform: PLATFORM, kind: isPrivate ? 'private' : 'group', id } : undefined
}

/** People from outside, and everybody before the robot is published, have the encrypted id only: nobody knows them. */
function senderOf(data: Json): string {
  return text(data.senderStaffId) || text(data.senderId)
}

/** Of our own messages and cards DingTalk knows the key that sending them returned; of others the message id. */
function quotedId(data: Json): string {
  const body = [record(data.text), contentOf(data)].find(({ repliedMsg }) => repliedMsg !== undefined)
  const isReply = body !== undefined && body.isReplyMsg !== false
  if (!isReply) return ''
  const quoted = isRecord(body.repliedMsg) ? body.repliedMsg : {}
  return text(data.originalProcessQueryKey) || text(quoted.msgId) || text(data.originalMsgId)
}

/** Milliseconds as number or digits. */
export function instant(value: unknown): string | undefined {
  const digits = text(value)
  return /^\d{13}$/.test(digits) ? new Date(Number(digits)).toISOString() : undefined
}
