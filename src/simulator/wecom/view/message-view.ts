import { isRecord, type Json, listAt, recordAt, stringAt } from '../../json.ts'
import { toIso } from '../../time.ts'
import type { MessageView } from '../../view/message-view.ts'
import type { WecomContext } from '../context.ts'
import type { StoredMessage } from '../messages.ts'
import { mentionedNames } from '../people/mentions.ts'
import { viewCard } from './card-view.ts'
import { markdownFields, plainMarkdown } from './markdown.ts'
import { withMentions, withNames } from './names.ts'

type Body = Pick<MessageView, 'kind' | 'text'> & Partial<MessageView>

/** What people in the chat see of a message; `native` adds its payload. */
export function viewMessage(ctx: WecomContext, message: StoredMessage, native: boolean): MessageView {
  return {
    id: message.id,
    chat: message.chatId,
    at: toIso(message.createdAt),
    ...(message.editedAt === undefined ? {} : { editedAt: toIso(message.editedAt) }),
    from: senderOf(ctx, message),
    ...(message.replyTo === undefined ? {} : { replyTo: message.replyTo }),
    fields: [],
    buttons: [],
    inputs: [],
    mentions: [],
    ...bodyOf(ctx, message),
    ...(native ? { native: message.body } : {}),
  }
}

/** The text of a message with its title, for where it is quoted. */
export function visibleText(ctx: WecomContext, message: StoredMessage): string {
  const { title, text } = bodyOf(ctx, message)
  return [title ?? '', text].filter((part) => part !== '').join('\n')
}

function senderOf(ctx: WecomContext, { from, route }: StoredMessage): MessageView['from'] {
  if (from !== 'bot') return { id: from, name: ctx.directory.personById(from)?.name ?? from, bot: false }
  return { id: 'bot', name: route === 'bot' ? ctx.app.bot.name : ctx.appName, bot: true }
}

function bodyOf(ctx: WecomContext, message: StoredMessage): Body {
  const { body } = message
  const type = stringAt(body, 'msgtype')
  const part = recordAt(body, type)
  if (message.from !== 'bot') return personBody(ctx, type, part)
  if (type === 'template_card') return cardBody(ctx, body, part)
  if (type === 'textcard') return textCardBody(ctx, body, part)
  if (type === 'news') return newsBody(ctx, body, part)
  if (type === 'text') return textBody(ctx, message, part)
  if (type.startsWith('markdown') || type === 'stream') return markdownBody(ctx, message, stringAt(part, 'content'))
  return mediumBody(type, part)
}

function personBody(ctx: WecomContext, type: string, part: Json): Body {
  if (type === 'location') return { kind: 'text', text: stringAt(part, 'label') }
  if (type === 'link') return { kind: 'text', title: stringAt(part, 'title'), text: stringAt(part, 'url') }
  if (type !== 'mixed') return type === 'text' ? typedBody(ctx, stringAt(part, 'content')) : mediumBody(type, part)
  const items = listAt(part, 'msg_item').filter(isRecord)
  const image = items.map((item) => stringAt(recordAt(item, 'image'), 'media_id')).find((id) => id !== '')
  const text = items.map((item) => stringAt(recordAt(item, 'text'), 'content')).join('')
  return { ...typedBody(ctx, text), ...(image ? { image: imageUrl(image) } : {}) }
}

/** What a person typed: `@名字` of anybody, of the bot, or `@所有人`. */
function typedBody(ctx: WecomContext, text: string): Body {
  const { people } = ctx.directory
  const names = mentionedNames(text, [ctx.app.bot.name, '所有人', ...people.map((person) => person.name)])
  const mentions = names.flatMap((name) => {
    if (name === '所有人') return ['all']
    return name === ctx.app.bot.name ? ['bot'] : people.filter((person) => person.name === name).map(({ id }) => id)
  })
  return { kind: 'text', text, mentions }
}

/** A text of the app or a webhook; `mentioned_list` calls people beside the text. */
function textBody(ctx: WecomContext, message: StoredMessage, part: Json): Body {
  const source = withNames(ctx, message.body, stringAt(part, 'content'))
  const { text, mentions } = callsPeople(ctx, message) ? withMentions(ctx, source) : { text: source, mentions: [] }
  const listed = listAt(part, 'mentioned_list').flatMap((userId) => {
    if (userId === '@all') return ['all']
    return ctx.directory.byUserId(String(userId))?.id ?? []
  })
  const called = listed.map((id) => (id === 'all' ? '@所有人' : `@${ctx.directory.personById(id)?.name ?? id}`))
  const shown = [text, ...called.filter((call) => !text.includes(call))].join(' ')
  return { kind: 'text', text: shown, mentions: [...new Set([...mentions, ...listed])] }
}

/** `<@userid>` calls people in messages of webhooks and of app groups; markdown_v2 and the AI bot do not know it. */
function callsPeople(ctx: WecomContext, { chatId, route }: StoredMessage): boolean {
  return route !== 'bot' && ctx.directory.chatById(chatId)?.type === 'group'
}

function markdownBody(ctx: WecomContext, message: StoredMessage, source: string): Body {
  const calls = callsPeople(ctx, message) && message.body.msgtype === 'markdown'
  const { text, mentions } = calls ? withMentions(ctx, source) : { text: source, mentions: [] }
  return { kind: 'text', text: plainMarkdown(text), fields: markdownFields(text), mentions }
}

function cardBody(ctx: WecomContext, body: Json, card: Json): Body {
  const view = viewCard(card)
  const named = (text: string) => withNames(ctx, body, text)
  return {
    kind: 'card',
    ...view,
    ...(view.title === undefined ? {} : { title: named(view.title) }),
    text: named(view.text),
    fields: view.fields.map(({ label, value }) => ({ label, value: named(value) })),
  }
}

function textCardBody(ctx: WecomContext, body: Json, part: Json): Body {
  const description = stringAt(part, 'description')
    .replace(/<br\s*\/?>|<\/div>/g, '\n')
    .replace(/<div[^>]*>/g, '')
  return {
    kind: 'card',
    title: withNames(ctx, body, stringAt(part, 'title')),
    text: withNames(ctx, body, description).trim(),
    buttons: [{ id: 'open', label: stringAt(part, 'btntxt'), disabled: false }],
  }
}

function newsBody(ctx: WecomContext, body: Json, part: Json): Body {
  const articles = listAt(part, 'articles')
  const [first] = articles
  const lines = articles.flatMap((article, index) => [
    index === 0 ? '' : stringAt(article, 'title'),
    stringAt(article, 'description'),
  ])
  const image = stringAt(first, 'picurl')
  return {
    kind: 'card',
    title: withNames(ctx, body, stringAt(first, 'title')),
    text: withNames(ctx, body, lines.filter((line) => line !== '').join('\n')),
    ...(image ? { image } : {}),
  }
}

function mediumBody(type: string, part: Json): Body {
  const mediaId = stringAt(part, 'media_id')
  if (type === 'image') return { kind: 'image', text: '', image: imageUrl(mediaId) }
  const name = stringAt(part, 'name')
  return { kind: 'file', text: name, file: { name, url: `/simulator/api/files/${mediaId}` } }
}

function imageUrl(mediaId: string): string {
  return `/simulator/api/images/${mediaId}`
}
