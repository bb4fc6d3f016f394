import { createHash } from 'node:crypto'
import { isRecord, type Json, listAt, recordAt, stringAt } from '../json.ts'
import { byteLength, cutBytes } from './bytes.ts'
import { checkCard } from './cards/check-card.ts'
import { WecomError } from './errors.ts'
import { MEDIA_TYPES, type MediaType, mimeOf, type TemporaryMedia } from './media.ts'

/** A call that sends: each has its own types and limits. */
export type Sender = 'app' | 'appchat' | 'webhook' | 'bot'

const TYPES: Record<Sender, readonly string[]> = {
  app: ['text', 'markdown', 'image', 'voice', 'video', 'file', 'textcard', 'news', 'template_card'],
  appchat: ['text', 'markdown', 'image', 'voice', 'video', 'file', 'textcard', 'news'],
  webhook: ['text', 'markdown', 'markdown_v2', 'image', 'voice', 'file', 'news', 'template_card'],
  bot: ['markdown', 'image', 'voice', 'video', 'file', 'template_card'],
}
const TEXT_BYTES = 2048
const MARKDOWN_BYTES: Record<Sender, number> = { app: 2048, appchat: 2048, webhook: 4096, bot: 20480 }
const TITLE_BYTES = 128
const DESCRIPTION_BYTES = 512
const URL_BYTES = 2048
const BUTTON_CHARACTERS = 4
const ARTICLES = 8
const WEBHOOK_IMAGE_BYTES = 2 * 1024 * 1024

/**
 * The payload as people get it: `{msgtype, <msgtype>: …}` cut where the platform cuts. Throws 40008 for a type that this
 * call does not know, 44004, 45002, 45008 or 40058 for the content, 40007 for a medium.
 */
export function readContent(body: Json, sender: Sender, media: TemporaryMedia): Json {
  const msgtype = stringAt(body, 'msgtype')
  if (!TYPES[sender].includes(msgtype)) throw new WecomError(40008)
  const names = idTransOf(body)
  if (msgtype === 'template_card')
    return { msgtype, template_card: checkCard(body.template_card, sender === 'appchat' ? 'app' : sender), ...names }
  if (!isRecord(body[msgtype])) throw new WecomError(40058, `${msgtype} is required`)
  return { msgtype, [msgtype]: partOf(msgtype, recordAt(body, msgtype), sender, media), ...names }
}

/** Whether `$userName=ID$` is to become a name. */
export function idTransOf(body: Json): Json {
  return body.enable_id_trans === 1 ? { enable_id_trans: 1 } : {}
}

function partOf(msgtype: string, part: Json, sender: Sender, media: TemporaryMedia): Json {
  if (msgtype === 'text') return textPart(part, sender)
  if (msgtype === 'textcard') return cardPart(part)
  if (msgtype === 'news') return newsPart(part)
  if (msgtype.startsWith('markdown')) return markdownPart(part, sender)
  if (msgtype === 'image' && sender === 'webhook') return webhookImage(part, media)
  const mediaId = stringAt(part, 'media_id')
  const { name } = media.use(mediaId, typeOf(msgtype))
  return { ...part, name }
}

function typeOf(msgtype: string): MediaType {
  return MEDIA_TYPES.find((type) => type === msgtype) ?? 'file'
}

/** Longer texts are cut, except by the webhook. */
function textPart(part: Json, sender: Sender): Json {
  const content = stringAt(part, 'content')
  if (content === '') throw new WecomError(44004)
  if (sender === 'webhook' && byteLength(content) > TEXT_BYTES) throw new WecomError(45002)
  return { ...part, content: cutBytes(content, TEXT_BYTES) }
}

function markdownPart(part: Json, sender: Sender): Json {
  const content = stringAt(part, 'content')
  if (content === '') throw new WecomError(44004)
  if (byteLength(content) > MARKDOWN_BYTES[sender]) throw new WecomError(45002)
  return part
}

function cardPart(part: Json): Json {
  const button = [...stringAt(part, 'btntxt')].slice(0, BUTTON_CHARACTERS).join('')
  return {
    ...part,
    title: cutBytes(needed(part, 'title'), TITLE_BYTES),
    description: cutBytes(needed(part, 'description'), DESCRIPTION_BYTES),
    url: link(needed(part, 'url')),
    btntxt: button || '详情',
  }
}

function newsPart(part: Json): Json {
  const articles = listAt(part, 'articles')
  if (articles.length === 0 || articles.length > ARTICLES) throw new WecomError(45008)
  return {
    articles: articles.map((article) => ({
      ...(isRecord(article) ? article : {}),
      title: cutBytes(needed(article, 'title'), TITLE_BYTES),
      description: cutBytes(stringAt(article, 'description'), DESCRIPTION_BYTES),
      url: stringAt(article, 'appid') === '' ? link(needed(article, 'url')) : stringAt(article, 'url'),
    })),
  }
}

/** The picture itself in base64, JPG or PNG of at most 2 MB, with the md5 of its bytes. */
function webhookImage(part: Json, media: TemporaryMedia): Json {
  const bytes = Buffer.from(needed(part, 'base64'), 'base64')
  if (bytes.length > WEBHOOK_IMAGE_BYTES) throw new WecomError(45001)
  if (createHash('md5').update(bytes).digest('hex') !== stringAt(part, 'md5')) throw new WecomError(40058, 'md5')
  if (!['image/png', 'image/jpeg'].includes(mimeOf(bytes))) throw new WecomError(40005)
  return { media_id: media.keep('image', 'image', bytes).mediaId }
}

function needed(owner: unknown, key: string): string {
  const value = stringAt(owner, key)
  if (value === '') throw new WecomError(40058, `${key} is required`)
  return value
}

function link(url: string): string {
  if (byteLength(url) > URL_BYTES) throw new WecomError(40058, `url is longer than ${URL_BYTES} bytes`)
  return url
}
