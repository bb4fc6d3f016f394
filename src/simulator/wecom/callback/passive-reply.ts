import { type Json, recordAt, stringAt } from '../../json.ts'
import { cutBytes } from '../bytes.ts'
import { cardFromXml } from '../cards/card-xml.ts'
import { checkCard } from '../cards/check-card.ts'
import { withCard, withReplacedButton } from '../cards/update-card.ts'
import type { WecomContext } from '../context.ts'
import type { Person } from '../directory.ts'
import { WecomError } from '../errors.ts'
import { messageId } from '../ids.ts'
import type { MediaType } from '../media.ts'
import type { StoredMessage } from '../messages.ts'
import { listOf, readXml } from '../xml.ts'
import { openReply } from './seal.ts'

const TEXT_BYTES = 2048

/**
 * Does what the answer of a callback asks for: says something to the person, or changes the card that was pressed, for
 * that person alone. Returns what is wrong with the answer, or undefined. An empty answer is none.
 */
export function applyReply(ctx: WecomContext, person: Person, body: string, card?: StoredMessage): string | undefined {
  if (body === '') return undefined
  const opened = openReply(ctx.app, body)
  if ('error' in opened) return opened.error
  const reply = readXml(opened.xml)
  if (!reply) return 'the reply is no XML'
  if (stringAt(reply, 'ToUserName') !== person.userId) return 'ToUserName is not who wrote'
  if (stringAt(reply, 'FromUserName') !== ctx.app.corpId) return 'FromUserName is not the corp'
  try {
    return stringAt(reply, 'MsgType').startsWith('update_') ? update(ctx, reply, card) : speak(ctx, person, reply)
  } catch (error) {
    if (error instanceof WecomError) return error.message
    throw error
  }
}

function update(ctx: WecomContext, reply: Json, card: StoredMessage | undefined): string | undefined {
  if (!card) return 'a card is updated only in answer to its event'
  if (card.recalled) return undefined
  if (stringAt(reply, 'MsgType') === 'update_button') {
    const text = stringAt(recordAt(reply, 'Button'), 'ReplaceName')
    if (text === '') return 'Button.ReplaceName is empty'
    ctx.messages.edit(card, withReplacedButton(card.body, text))
    return undefined
  }
  const next = checkCard(cardFromXml(recordAt(reply, 'TemplateCard')), 'app')
  ctx.messages.edit(card, withCard(card, next))
  return undefined
}

function speak(ctx: WecomContext, person: Person, reply: Json): string | undefined {
  const body = spoken(ctx, reply)
  const chat = ctx.directory.privateChatOf(person)
  if (!body || !chat) return `MsgType ${stringAt(reply, 'MsgType')} is no reply`
  ctx.messages.add({ id: messageId(), chatId: chat.id, from: 'bot', route: 'app', body })
  return undefined
}

function spoken(ctx: WecomContext, reply: Json): Json | undefined {
  const type = stringAt(reply, 'MsgType')
  if (type === 'text') return { msgtype: 'text', text: { content: cutBytes(stringAt(reply, 'Content'), TEXT_BYTES) } }
  if (type === 'news') return { msgtype: 'news', news: { articles: articlesOf(reply) } }
  if (type === 'image') return medium(ctx, 'image', recordAt(reply, 'Image'))
  if (type === 'voice') return medium(ctx, 'voice', recordAt(reply, 'Voice'))
  return type === 'video' ? medium(ctx, 'video', recordAt(reply, 'Video')) : undefined
}

function medium(ctx: WecomContext, type: MediaType, part: Json): Json {
  const mediaId = stringAt(part, 'MediaId')
  return { msgtype: type, [type]: { media_id: mediaId, name: ctx.media.use(mediaId, type).name } }
}

function articlesOf(reply: Json): Json[] {
  return listOf(recordAt(reply, 'Articles').item).map((item) => ({
    title: stringAt(item, 'Title'),
    description: stringAt(item, 'Description'),
    url: stringAt(item, 'Url'),
    picurl: stringAt(item, 'PicUrl'),
  }))
}
