import type { FeishuContext } from '../context.ts'
import type { Chat, Person } from '../directory.ts'
import type { Dispatcher } from '../dispatcher.ts'
import { messageEnvelope } from '../envelopes.ts'
import { inspectImage } from '../images.ts'
import type { Mention, MessageType, StoredMessage } from '../messages.ts'
import { compose, mentionsOf, postContent, textContent } from './compose.ts'

interface Said {
  chat: Chat
  from: Person
  text: string
  replyTo?: StoredMessage | undefined
  file?: { name: string; bytes: Buffer } | undefined
}

interface Content {
  type: MessageType
  content: string
  mentions: Mention[]
}

/** A person says something: it is stored, and the app is told if it may read it. Returns the last message made. */
export function say(ctx: FeishuContext, dispatcher: Dispatcher, utterance: Said): StoredMessage {
  let last: StoredMessage | undefined
  for (const content of contentsOf(ctx, utterance)) {
    last = ctx.messages.add({
      chatId: utterance.chat.id,
      from: utterance.from.id,
      parent: utterance.replyTo,
      ...content,
    })
    if (isReadable(ctx, utterance.chat, content.mentions))
      dispatcher.publish(messageEnvelope(ctx, last, utterance.from, utterance.chat), utterance.chat.id)
  }
  if (!last) throw new RangeError('nothing was said')
  return last
}

/** An image with words is a post; another file with words is two messages. */
function contentsOf(ctx: FeishuContext, { text, file }: Said): Content[] {
  const pieces = compose(ctx.directory, text)
  const mentions = mentionsOf(pieces)
  const words: Content[] =
    text === '' ? [] : [{ type: 'text', content: JSON.stringify({ text: textContent(pieces) }), mentions }]
  if (!file) return words
  const image = inspectImage(file.bytes)
  if (!image) return [fileContent(ctx, file), ...words]
  const key = ctx.media.add({ kind: 'image', name: file.name, mime: image.mime, bytes: file.bytes })
  if (text === '') return [{ type: 'image', content: JSON.stringify({ image_key: key }), mentions: [] }]
  return [{ type: 'post', content: JSON.stringify(postContent(pieces, key)), mentions }]
}

function fileContent(ctx: FeishuContext, file: { name: string; bytes: Buffer }): Content {
  const medium = { kind: 'file' as const, name: file.name, mime: 'application/octet-stream', bytes: file.bytes }
  const content = JSON.stringify({ file_key: ctx.media.add(medium), file_name: file.name })
  return { type: 'file', content, mentions: [] }
}

/** With scope group_at_msg only messages that mention the bot itself arrive; @所有人 does not count. */
function isReadable(ctx: FeishuContext, chat: Chat, mentions: Mention[]): boolean {
  if (!chat.botPresent) return false
  if (chat.type === 'private' || (ctx.app.groupMessages ?? 'all') === 'all') return true
  return mentions.some((mention) => mention.kind === 'bot')
}
