import { isRecord, type Json, listAt, recordAt, stringAt } from '../../json.ts'
import { Impossible, type Utterance } from '../../simulated-platform.ts'
import { BOT_FILES, PICTURES } from '../api/paths.ts'
import { heardBody } from '../bot/events.ts'
import { messageEvent } from '../callback/events.ts'
import type { Chat, Person } from '../directory.ts'
import { messageId, messageNumber } from '../ids.ts'
import { type MediaType, mimeOf } from '../media.ts'
import type { StoredMessage } from '../messages.ts'
import { visibleText } from '../view/message-view.ts'
import { mentionedNames } from './mentions.ts'
import type { Parts } from './parts.ts'

/** A person says something: it is stored, and told to the app (private chats) or the bot (groups that mention it). */
export function say(parts: Parts, utterance: Utterance): StoredMessage {
  const { chat, person } = speakerOf(parts, utterance)
  const bodies = bodiesOf(parts, chat, utterance)
  const quoted = utterance.replyTo === undefined ? undefined : parts.ctx.messages.get(utterance.replyTo)
  let last: StoredMessage | undefined
  for (const body of bodies) {
    const id = withApp(parts, chat) ? messageNumber() : messageId()
    const route = withApp(parts, chat) ? 'app' : 'bot'
    last = parts.ctx.messages.add({ id, chatId: chat.id, from: person.id, route, body, replyTo: quoted?.id })
    if (route === 'app') tellApp(parts, person, last)
    else if (hears(parts, chat, body)) tellBot(parts, chat, person, last, quoted)
  }
  if (!last) throw new Impossible(400, 'nothing was said')
  return last
}

/** Private chats are with the self-built app, where there is one. */
function withApp({ ctx }: Parts, chat: Chat): boolean {
  return chat.type === 'private' && ctx.app.secret !== ''
}

function speakerOf({ ctx }: Parts, utterance: Utterance): { chat: Chat; person: Person } {
  const chat = ctx.directory.chatById(utterance.chat)
  if (!chat) throw new Impossible(404, `no chat ${utterance.chat}`)
  const person = ctx.directory.personById(utterance.from)
  if (!person) throw new Impossible(404, `no person ${utterance.from}`)
  if (!chat.members.includes(person.id)) throw new Impossible(403, `${person.name} is not in ${chat.name}`)
  return { chat, person }
}

/** A picture with words is one message where the bot listens; elsewhere, and with other files, it is two. */
function bodiesOf(parts: Parts, chat: Chat, { text, file }: Utterance): Json[] {
  const words: Json[] = text.trim() === '' ? [] : [{ msgtype: 'text', text: { content: text } }]
  if (!file) return words
  const type = typeOf(file.bytes)
  const { mediaId } = parts.ctx.media.keep(type, file.name, file.bytes)
  const shown: Json = { msgtype: type, [type]: { media_id: mediaId, name: file.name } }
  if (type !== 'image' || words.length === 0 || withApp(parts, chat)) return [shown, ...words]
  return [{ msgtype: 'mixed', mixed: { msg_item: [...words, shown] } }]
}

function typeOf(bytes: Buffer): MediaType {
  const mime = mimeOf(bytes)
  if (mime.startsWith('image/')) return 'image'
  if (mime === 'audio/amr') return 'voice'
  return mime === 'video/mp4' ? 'video' : 'file'
}

/** The app is told of texts, pictures, voices and videos; not of other files, and not of what is quoted. */
function tellApp({ ctx, app }: Parts, person: Person, message: StoredMessage): void {
  const type = stringAt(message.body, 'msgtype')
  const part = recordAt(message.body, type)
  const mediaId = stringAt(part, 'media_id')
  const members: Record<string, Record<string, string>> = {
    text: { Content: stringAt(part, 'content') },
    image: { PicUrl: `${ctx.origin}${PICTURES}/${mediaId}`, MediaId: mediaId },
    voice: { MediaId: mediaId, Format: 'amr' },
    video: { MediaId: mediaId, ThumbMediaId: mediaId },
  }
  const told = members[type]
  if (told && ctx.directory.privateChatOf(person)?.botPresent)
    app.publish(messageEvent(ctx, person, type, message.id, told))
}

/** In a group the bot hears texts, and pictures with words, that mention it; alone with a person everything. */
function hears({ ctx }: Parts, chat: Chat, body: Json): boolean {
  if (!chat.botPresent || chat.ofApp) return false
  if (chat.type === 'private') return true
  const words = body.msgtype === 'mixed' ? recordAt(listAt(recordAt(body, 'mixed'), 'msg_item')[0], 'text') : body.text
  return mentionedNames(stringAt(words, 'content'), [ctx.app.bot.name, ...namesIn(ctx.directory.people)]).includes(
    ctx.app.bot.name,
  )
}

function namesIn(people: readonly Person[]): string[] {
  return people.map((person) => person.name)
}

function tellBot(parts: Parts, chat: Chat, person: Person, message: StoredMessage, quoted: StoredMessage | undefined) {
  const content = { ...heardContent(parts, message.body), ...quoteOf(parts, quoted) }
  parts.bot.hear(chat, heardBody(parts.ctx, person, chat, message.id, content))
}

function heardContent(parts: Parts, body: Json): Json {
  const msgtype = stringAt(body, 'msgtype')
  if (msgtype === 'text') return body
  if (msgtype === 'mixed') {
    const items = listAt(recordAt(body, 'mixed'), 'msg_item').filter(isRecord)
    return { msgtype, mixed: { msg_item: items.map((item) => heardContent(parts, item)) } }
  }
  const mediaId = stringAt(recordAt(body, msgtype), 'media_id')
  const medium = parts.ctx.media.ever(mediaId)
  if (!medium) return { msgtype, [msgtype]: {} }
  // Voices come as their transcript, which nobody makes here.
  if (msgtype === 'voice') return { msgtype, voice: { content: '' } }
  const { ticket, aeskey } = parts.files.add(medium.name, medium.bytes)
  return { msgtype, [msgtype]: { url: `${parts.ctx.origin}${BOT_FILES}/${ticket}`, aeskey } }
}

/** Cards and markdown are quoted as the text that is seen of them. */
function quoteOf(parts: Parts, quoted: StoredMessage | undefined): Json {
  if (!quoted) return {}
  const type = stringAt(quoted.body, 'msgtype')
  const isMedium = ['image', 'file', 'video', 'mixed'].includes(type)
  if (isMedium) return { quote: heardContent(parts, quoted.body) }
  return { quote: { msgtype: 'text', text: { content: visibleText(parts.ctx, quoted) } } }
}
