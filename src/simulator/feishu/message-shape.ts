import { degradeCard } from './content.ts'
import type { FeishuContext } from './context.ts'
import type { Mention, StoredMessage } from './messages.ts'

/** A message as the message endpoints answer it; here `mentions[].id` is a string. */
export function messageData(ctx: FeishuContext, message: StoredMessage, originalCard = false): Record<string, unknown> {
  const content = message.type === 'interactive' && !originalCard ? degradeCard(message.content) : message.content
  return {
    message_id: message.id,
    ...threadFields(message),
    msg_type: message.type,
    create_time: String(message.createdAt),
    update_time: String(message.editedAt ?? message.createdAt),
    deleted: message.recalled,
    updated: message.edits > 0,
    chat_id: message.chatId,
    sender: senderData(ctx, message),
    body: { content },
    ...(message.mentions.length > 0 ? { mentions: message.mentions.map(mentionData) } : {}),
  }
}

/** Only the ids of a thread that exist. */
export function threadFields(message: StoredMessage): Record<string, string> {
  return {
    ...(message.rootId ? { root_id: message.rootId } : {}),
    ...(message.parentId ? { parent_id: message.parentId } : {}),
    ...(message.threadId ? { thread_id: message.threadId } : {}),
  }
}

function senderData(ctx: FeishuContext, message: StoredMessage): Record<string, string> {
  const tenant = { tenant_key: ctx.directory.tenantKey }
  if (message.from === 'bot') return { id: ctx.app.appId, id_type: 'app_id', sender_type: 'app', ...tenant }
  const person = ctx.directory.person(message.from)
  return { id: person?.openId ?? '', id_type: 'open_id', sender_type: 'user', ...tenant }
}

function mentionData(mention: Mention): Record<string, string> {
  return { key: mention.key, id: mention.openId, id_type: 'open_id', name: mention.name }
}
