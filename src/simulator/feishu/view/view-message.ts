import { isRecord, listAt, parseRecord, stringAt } from '../../json.ts'
import { toIso } from '../../time.ts'
import type { MessageView } from '../../view/message-view.ts'
import type { Chat, Directory } from '../directory.ts'
import type { StoredMessage } from '../messages.ts'
import { viewCard } from './card-view.ts'
import { nameOf, type Plain, plainMarkdown, plainMentions } from './plain-text.ts'

type Body = Pick<MessageView, 'kind' | 'title' | 'text' | 'image' | 'file' | 'mentions'> &
  Partial<Pick<MessageView, 'fields' | 'buttons' | 'inputs'>>

/** Extracts what is seen from the native payload; `native` adds that payload itself. */
export function viewMessage(directory: Directory, chat: Chat, message: StoredMessage, native: boolean): MessageView {
  return {
    id: message.id,
    chat: message.chatId,
    at: toIso(message.createdAt),
    ...(message.editedAt === undefined ? {} : { editedAt: toIso(message.editedAt) }),
    from: senderOf(directory, message),
    ...(message.parentId ? { replyTo: message.parentId } : {}),
    fields: [],
    buttons: [],
    inputs: [],
    ...bodyOf(directory, chat, message),
    ...(native ? { native: { msg_type: message.type, content: parseRecord(message.content) } } : {}),
  }
}

function senderOf(directory: Directory, message: StoredMessage): MessageView['from'] {
  if (message.from === 'bot') return { id: 'bot', name: directory.bot.name, bot: true }
  return { id: message.from, name: directory.person(message.from)?.name ?? message.from, bot: false }
}

function bodyOf(directory: Directory, chat: Chat, message: StoredMessage): Body {
  const value = parseRecord(message.content) ?? {}
  if (message.type === 'interactive') {
    const { imageKey, ...card } = viewCard(directory, chat, message.content)
    return { kind: 'card', ...card, ...imageOf(imageKey) }
  }
  if (message.type === 'image')
    return { kind: 'image', text: '', mentions: [], ...imageOf(stringAt(value, 'image_key')) }
  if (message.type === 'file') return fileBody(value)
  return message.type === 'post' ? postBody(directory, message, value) : textBody(directory, message, value)
}

function imageOf(key: string | undefined): { image?: string } {
  return key ? { image: `/simulator/api/images/${key}` } : {}
}

function fileBody(value: Record<string, unknown>): Body {
  const name = stringAt(value, 'file_name')
  const url = `/simulator/api/files/${stringAt(value, 'file_key')}`
  return { kind: 'file', text: name, file: { name, url }, mentions: [] }
}

function textBody(directory: Directory, message: StoredMessage, value: Record<string, unknown>): Body {
  return { kind: 'text', ...withNames(directory, message, stringAt(value, 'text')) }
}

/** Keys give way to names; a text that holds several keys must not lose `@_user_10` to `@_user_1`. */
function withNames(directory: Directory, message: StoredMessage, source: string): Plain {
  const { text, mentions } = plainMentions(directory, source)
  const named = text.replace(/@_(?:user_\d+|all)/g, (key) => {
    if (key === '@_all') return '@所有人'
    const mention = message.mentions.find((candidate) => candidate.key === key)
    return mention ? `@${mention.name}` : key
  })
  const keyed = message.mentions.map((mention) => nameOf(directory, mention.openId).key)
  const everybody = text.includes('@_all') ? ['all'] : []
  return { text: named, mentions: [...new Set([...mentions, ...keyed, ...everybody])] }
}

function postBody(directory: Directory, message: StoredMessage, value: Record<string, unknown>): Body {
  const locale = Object.values(value).find(isRecord)
  const rows = listAt(locale, 'content').map((row) => (Array.isArray(row) ? row : []))
  const lines = rows.map((row) => row.map((element) => postElement(directory, element)).join(''))
  const title = stringAt(locale, 'title')
  const image = rows.flat().find((element) => stringAt(element, 'tag') === 'img')
  return {
    kind: 'text',
    ...(title ? { title } : {}),
    ...withNames(directory, message, lines.filter((line) => line !== '').join('\n')),
    ...imageOf(stringAt(image, 'image_key')),
  }
}

function postElement(directory: Directory, element: unknown): string {
  const tag = stringAt(element, 'tag')
  if (tag === 'md') return plainMarkdown(directory, stringAt(element, 'text')).text
  if (tag !== 'at') return stringAt(element, 'text')
  const id = stringAt(element, 'user_id')
  return id.startsWith('@_') ? id : `@${nameOf(directory, id).name}`
}
