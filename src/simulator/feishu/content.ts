import { isRecord, listAt, parseRecord, recordAt, stringAt } from '../json.ts'
import { checkCard } from './cards/check-card.ts'
import type { FeishuContext } from './context.ts'
import { FeishuError } from './errors.ts'
import type { Mention, MessageType } from './messages.ts'

const TYPES: readonly string[] = ['text', 'post', 'image', 'file', 'interactive']
const TEXT_BYTES = 150 * 1024
const RICH_BYTES = 30 * 1024
const AT = /<at user_id="([^"]*)">([^<]*)<\/at>/g
const POST_TAGS = new Set(['text', 'a', 'at', 'img', 'media', 'emotion', 'hr', 'code_block', 'md'])

/** What may be sent as a message: throws 230001 for another type. */
export function messageType(value: string): MessageType {
  if (TYPES.includes(value)) return value as MessageType
  throw new FeishuError(230001, `unsupported msg_type ${value}`)
}

/** Text 150 KB, card and post 30 KB; the whole request body counts. Throws 230025. */
export function checkSize(type: MessageType, bodyBytes: number): void {
  const limit = type === 'interactive' || type === 'post' ? RICH_BYTES : TEXT_BYTES
  if (bodyBytes > limit) throw new FeishuError(230025)
}

/**
 * Checks a content string against its type and returns it as it is kept, with the mentions in it.
 * Throws 230001 for a malformed content, 230055/230017 for a foreign key, 230099 for a card that is refused.
 */
export function readContent(
  ctx: FeishuContext,
  type: MessageType,
  content: string,
): { content: string; mentions: Mention[] } {
  const value = parseRecord(content)
  if (type === 'interactive') {
    checkCard(content, ctx)
    return { content, mentions: [] }
  }
  if (!value) throw new FeishuError(230001, 'content is not a JSON object in string format')
  if (type === 'text') return readText(ctx, value)
  if (type === 'post') return readPost(ctx, value, content)
  const key = stringAt(value, type === 'image' ? 'image_key' : 'file_key')
  if (!ctx.media.get(key, type)) throw new FeishuError(type === 'image' ? 230017 : 230055, `${type} key`)
  return { content, mentions: [] }
}

function readText(ctx: FeishuContext, value: Record<string, unknown>): { content: string; mentions: Mention[] } {
  const text = value.text
  if (typeof text !== 'string' || text === '') throw new FeishuError(230001, 'text is empty')
  const mentions: Mention[] = []
  const kept = text.replace(AT, (whole, openId: string) => {
    if (openId === 'all') return '@_all'
    const mention = mentionOf(ctx, openId, mentions.length + 1)
    if (!mention) return whole
    mentions.push(mention)
    return mention.key
  })
  return { content: JSON.stringify({ text: kept }), mentions }
}

function readPost(ctx: FeishuContext, value: Record<string, unknown>, content: string) {
  const locales = Object.values(value).filter((locale) => isRecord(locale) && Array.isArray(locale.content))
  if (locales.length === 0) throw new FeishuError(230001, 'post has no content')
  const mentions: Mention[] = []
  for (const row of locales.flatMap((locale) => listAt(locale, 'content'))) readRow(ctx, row, mentions)
  return { content, mentions }
}

function readRow(ctx: FeishuContext, row: unknown, mentions: Mention[]): void {
  if (!Array.isArray(row)) throw new FeishuError(230001, 'a row of a post is a list')
  for (const element of row) {
    const tag = stringAt(element, 'tag')
    if (!POST_TAGS.has(tag)) throw new FeishuError(230001, `unknown tag ${tag} in post`)
    if (tag === 'md' && row.length > 1) throw new FeishuError(230001, 'md must be alone in its row')
    if (tag === 'img' && !ctx.media.get(stringAt(element, 'image_key'), 'image')) throw new FeishuError(230017)
    const mention = tag === 'at' && mentionOf(ctx, stringAt(element, 'user_id'), mentions.length + 1)
    if (mention) mentions.push(mention)
  }
}

function mentionOf(ctx: FeishuContext, openId: string, number: number): Mention | undefined {
  const person = ctx.directory.personByOpenId(openId)
  return person && { key: `@_user_${number}`, openId, name: person.name, kind: 'user' }
}

/** A card as other readers get it: title and texts only, as the platform degrades it. */
export function degradeCard(content: string): string {
  const card = parseRecord(content)
  const title = stringAt(recordAt(recordAt(card, 'header'), 'title'), 'content')
  const texts = textsOf(recordAt(card, 'body').elements ?? listAt(card, 'elements'))
  return JSON.stringify({ title, elements: texts.map((text) => [{ tag: 'text', text }]) })
}

function textsOf(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(textsOf)
  if (!isRecord(node)) return []
  const own = stringAt(node, 'content')
  return [...(own ? [own] : []), ...Object.values(node).flatMap(textsOf)]
}
