/** From frames of the 智能机器人 (developer documents 100719, 101027, 101463) to the bot's own events. Pure. */
import type { Conversation, InboundMessage } from '../../../bot/messenger.ts'
import { type Json, list, record, text } from '../../shared/json.ts'
import type { BotFrame } from './bot-socket.ts'
import { clickOf, type Decoded, instant, PLATFORM } from './decode.ts'

export interface BotWay {
  /** An answer to the event has to name it. */
  requestId: string
}

/** `aibot_msg_callback`. Messages carry no time, so it is when they came. Only what is meant for the bot arrives. */
export function decodeBotMessage({ body }: BotFrame, botName: string, now: Date): Decoded<BotWay> {
  const type = text(body.msgtype)
  const sender = text(record(body.from).userid)
  const messageId = text(body.msgid)
  const conversation = conversationOf(body, sender)
  if (!sender || !messageId || !conversation) return { kind: 'incomplete', name: type }
  const read = content(type, body)
  return {
    kind: 'message',
    event: {
      kind: 'message',
      platform: PLATFORM,
      eventKey: `bot:${messageId}`,
      at: instant(text(body.create_time)) ?? now.toISOString(),
      conversation,
      sender,
      messageId,
      mentions: [],
      addressed: true,
      mentionsAll: false,
      ...read,
      text: conversation.kind === 'group' ? withoutBot(read.text, botName) : read.text.trim(),
    },
  }
}

/** `aibot_event_callback`. The key is inside `event.template_card_event`, whatever the client's types say. */
export function decodeBotEvent({ requestId, body }: BotFrame, now: Date): Decoded<BotWay> {
  const event = record(body.event)
  const name = text(event.eventtype)
  if (name !== 'template_card_event') return { kind: 'other', name }
  const press = record(event.template_card_event)
  const sender = text(record(body.from).userid)
  const conversation = conversationOf(body, sender)
  const taskId = text(press.task_id)
  const eventId = text(body.msgid)
  if (!sender || !taskId || !eventId || !conversation) return { kind: 'incomplete', name }
  const click = clickOf(
    {
      eventKey: `bot-card:${eventId}`,
      at: instant(text(body.create_time)) ?? now.toISOString(),
      conversation,
      sender,
      messageId: taskId,
    },
    text(press.event_key),
    list(record(press.selected_items).selected_item).map((item) => [
      text(record(item).question_key),
      list(record(record(item).option_ids).option_id).map(text),
    ]),
  )
  return click ? { kind: 'click', event: click, way: { requestId } } : { kind: 'stale_click', sender }
}

/** The same event, done by the person whose plain id is `id`. */
export function bySender<Way>(decoded: Decoded<Way>, id: string): Decoded<Way> {
  if (decoded.kind === 'stale_click') return { ...decoded, sender: id }
  if (decoded.kind !== 'message' && decoded.kind !== 'click') return decoded
  const { conversation } = decoded.event
  const who = { sender: id, conversation: conversation.kind === 'private' ? { ...conversation, id } : conversation }
  if (decoded.kind === 'message') return { ...decoded, event: { ...decoded.event, ...who } }
  return { ...decoded, event: { ...decoded.event, ...who } }
}

/** A group has a chat id, a private chat the person's. Some events leave the kind out. */
function conversationOf(body: Json, sender: string): Conversation | undefined {
  const chatId = text(body.chatid)
  const isGroup = body.chattype === 'group' || (body.chattype !== 'single' && chatId !== '')
  const id = isGroup ? chatId : sender
  return id ? { platform: PLATFORM, kind: isGroup ? 'group' : 'private', id } : undefined
}

function content(type: string, body: Json): Pick<InboundMessage, 'text' | 'attachments' | 'unsupported'> {
  switch (type) {
    case 'text':
      return { text: text(record(body.text).content), attachments: [] }
    case 'voice':
      // The platform has written down what was said.
      return spoken(text(record(body.voice).content))
    case 'image':
    case 'file':
      return { text: '', attachments: attachment(type, record(body[type])) }
    case 'mixed':
      return mixed(list(record(body.mixed).msg_item).map(record))
    default:
      return { text: '', attachments: [], unsupported: type || 'unknown' }
  }
}

function spoken(words: string): Pick<InboundMessage, 'text' | 'attachments' | 'unsupported'> {
  return { text: words, attachments: [], ...(words.trim() === '' && { unsupported: 'voice' }) }
}

function mixed(items: Json[]): Pick<InboundMessage, 'text' | 'attachments'> {
  return {
    text: items
      .map((item) => text(record(item.text).content))
      .filter((part) => part !== '')
      .join('\n'),
    attachments: items.flatMap((item) => (item.msgtype === 'image' ? attachment('image', record(item.image)) : [])),
  }
}

/** The address lives for five minutes, and what it leads to is encrypted with a key that is not kept. */
function attachment(kind: 'image' | 'file', medium: Json): InboundMessage['attachments'] {
  const url = text(medium.url)
  return url ? [{ kind, key: url, name: text(medium.filename) || text(medium.name) }] : []
}

/**
 * What was said without `@name` of the bot, which the text includes and nothing else marks. Names may contain spaces; the
 * call stands in front, or else once anywhere as a word of its own.
 */
export function withoutBot(said: string, botName: string): string {
  const call = `@${botName}`
  const trimmed = said.trim()
  if (trimmed.startsWith(call) && endsThere(trimmed, call.length)) return trimmed.slice(call.length).trim()
  const at = trimmed.indexOf(call)
  if (at < 0 || !endsThere(trimmed, at + call.length)) return trimmed
  return `${trimmed.slice(0, at).trimEnd()} ${trimmed.slice(at + call.length).trimStart()}`.trim()
}

/** A longer name may begin with the bot's. The client puts U+2005 or a space behind a call. */
function endsThere(said: string, index: number): boolean {
  const next = said.charAt(index)
  return next === '' || !/[\p{L}\p{N}_]/u.test(next)
}
