/** 消息推送 of a group (developer document 99110): announcements, one way. No token and no trusted IP; the key is the secret. */
import { createHash } from 'node:crypto'
import { type Conversation, MENTION_MARK, MessengerError, type SendOptions, type Sent } from '../../../bot/messenger.ts'
import type { Json } from '../../shared/json.ts'
import { wholeText } from './card-words.ts'
import type { Client } from './client.ts'
import { fitBytes, hasMarkup, markdownContent, textContent } from './markdown.ts'
import type { Images } from './media.ts'
import type { Once } from './once.ts'
import { BOT_SIZES, renderCard } from './render-card.ts'
import { taskIdOf } from './task-id.ts'
import { isRefused, type Transport, tellInstead } from './transport.ts'

/** Documented, in bytes. */
const MAX_TEXT_BYTES = 2048
const MAX_MARKDOWN_BYTES = 4096
const MAX_IMAGE_BYTES = 2 * 1024 * 1024

export interface WebhookPorts {
  client: Client
  keyOf(conversationId: string): string | undefined
  link: string
  images: Images
  once: Once
}

export function createWebhookTransport({ client, keyOf, link, images, once }: WebhookPorts): Transport {
  /** `POST /cgi-bin/webhook/send`. Nothing comes back by which the message could be named, or changed. */
  async function post(to: Conversation, content: Json, options: SendOptions): Promise<Sent> {
    const key = keyOf(to.id)
    if (key === undefined) throw new MessengerError('gone', 'wecom webhook: none is configured for this conversation')
    await once.unlessInDoubt(options.idempotencyKey, () =>
      client.call({
        operation: 'send by webhook',
        method: 'POST',
        path: '/cgi-bin/webhook/send',
        query: { key },
        json: content,
        ...(options.signal && { signal: options.signal }),
      }),
    )
    return { messageId: options.idempotencyKey }
  }

  const sendText: Transport['sendText'] = (to, markdown, options) => post(to, announcement(markdown), options)

  const sendImage: Transport['sendImage'] = (to, media, options) => {
    const { bytes } = images.get(media)
    if (bytes.byteLength > MAX_IMAGE_BYTES) throw new MessengerError('too_large', 'wecom webhook: image above 2 MB')
    const image = {
      base64: Buffer.from(bytes).toString('base64'),
      md5: createHash('md5').update(bytes).digest('hex'),
    }
    return post(to, { msgtype: 'image', image }, options)
  }

  return {
    sendText,
    sendImage: async (...args) => sendImage(...args),
    async sendCard(to, card, pictures, options) {
      for (const [index, media] of pictures.entries()) {
        const key = `${options.idempotencyKey}.image${index}`
        await once.do(key, async () => sendImage(to, media, { ...options, idempotencyKey: key }))
      }
      const taskId = taskIdOf(options.idempotencyKey)
      const rendered = renderCard(card, { taskId, sizes: BOT_SIZES, link, clicks: false })
      const inWords = async (): Promise<Sent> => ({
        ...(await sendText(to, wholeText(card), options)),
        degraded: 'text',
      })
      if (!rendered || rendered.cut) return inWords()
      try {
        return await post(to, { msgtype: 'template_card', template_card: rendered.card }, options)
      } catch (error) {
        if (!isRefused(error)) throw error
        return inWords()
      }
    },
    updateCard: (to, sent, card, _images, options) => tellInstead({ sendText, once }, to, sent, card, options),
  }
}

/** `text`, which older clients show as well; `markdown` where something has to be bold or somebody called. */
function announcement(markdown: string): Json {
  if (hasMarkup(markdown) || markdown.search(MENTION_MARK) >= 0) {
    const content = fitBytes(markdown, MAX_MARKDOWN_BYTES, (part) => markdownContent(part, true))
    return { msgtype: 'markdown', markdown: { content } }
  }
  if (Buffer.byteLength(textContent(markdown)) > MAX_TEXT_BYTES) {
    const content = fitBytes(markdown, MAX_MARKDOWN_BYTES, (part) => markdownContent(part, false))
    return { msgtype: 'markdown', markdown: { content } }
  }
  return { msgtype: 'text', text: { content: textContent(markdown) } }
}
