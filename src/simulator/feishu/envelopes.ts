import { freshId } from '../ids.ts'
import { parseRecord } from '../json.ts'
import type { FeishuContext } from './context.ts'
import type { Chat, Person } from './directory.ts'
import { threadFields } from './message-shape.ts'
import type { StoredMessage } from './messages.ts'

export interface Envelope {
  schema: '2.0'
  header: {
    event_id: string
    event_type: string
    create_time: string
    token: string
    app_id: string
    tenant_key: string
  }
  event: Record<string, unknown>
}

/** im.message.receive_v1: somebody said something where the bot can read it. */
export function messageEnvelope(ctx: FeishuContext, message: StoredMessage, sender: Person, chat: Chat): Envelope {
  const tenant = ctx.directory.tenantKey
  const mentions = message.mentions.map((mention) => ({
    key: mention.key,
    id: idsOf(ctx, mention.openId),
    mentioned_type: mention.kind,
    name: mention.name,
    tenant_key: tenant,
  }))
  return envelope(ctx, 'im.message.receive_v1', millis(ctx), {
    sender: { sender_id: idsOf(ctx, sender.openId), sender_type: 'user', tenant_key: tenant },
    message: {
      message_id: message.id,
      ...threadFields(message),
      create_time: String(message.createdAt),
      update_time: String(message.createdAt),
      chat_id: chat.id,
      chat_type: chat.type === 'private' ? 'p2p' : 'group',
      message_type: message.type,
      content: eventContent(message),
      ...(mentions.length > 0 ? { mentions } : {}),
      user_agent: '',
    },
  })
}

/** im.chat.member.bot.added_v1 or …deleted_v1; `name` is the name of the group. */
export function botMemberEnvelope(ctx: FeishuContext, chat: Chat, operator: Person | undefined): Envelope {
  const type = chat.botPresent ? 'im.chat.member.bot.added_v1' : 'im.chat.member.bot.deleted_v1'
  return envelope(ctx, type, millis(ctx), {
    chat_id: chat.id,
    operator_id: idsOf(ctx, operator?.openId ?? ''),
    external: false,
    operator_tenant_key: ctx.directory.tenantKey,
    name: chat.name,
    i18n_names: { zh_cn: chat.name, en_us: '', ja_jp: '' },
  })
}

/** card.action.trigger; its create_time counts microseconds. */
export function cardActionEnvelope(
  ctx: FeishuContext,
  message: StoredMessage,
  operator: Person,
  action: Record<string, unknown>,
  cardToken: string,
): Envelope {
  return envelope(ctx, 'card.action.trigger', `${millis(ctx)}000`, {
    operator: { tenant_key: ctx.directory.tenantKey, ...idsOf(ctx, operator.openId) },
    token: cardToken,
    action,
    host: 'im_message',
    context: { open_message_id: message.id, open_chat_id: message.chatId },
  })
}

/** The same event once more, as the platform sometimes does: another event_id, all else equal. */
export function withNewEventId(original: Envelope): Envelope {
  return { ...original, header: { ...original.header, event_id: freshId('') } }
}

function envelope(ctx: FeishuContext, type: string, createTime: string, event: Record<string, unknown>): Envelope {
  return {
    schema: '2.0',
    header: {
      event_id: freshId(''),
      event_type: type,
      create_time: createTime,
      token: ctx.app.verificationToken,
      app_id: ctx.app.appId,
      tenant_key: ctx.directory.tenantKey,
    },
    event,
  }
}

function millis(ctx: FeishuContext): string {
  return String(ctx.clock.now().getTime())
}

/** Without the employee-id scope user_id is null. */
function idsOf(ctx: FeishuContext, openId: string): Record<string, string | null> {
  const person = ctx.directory.personByOpenId(openId)
  return { union_id: person?.unionId ?? '', user_id: null, open_id: openId }
}

/** In events a post comes without the locale around it. */
function eventContent(message: StoredMessage): string {
  const value = message.type === 'post' ? parseRecord(message.content)?.zh_cn : undefined
  return value === undefined ? message.content : JSON.stringify(value)
}
