/** The 智能机器人: groups, and private chats where there is no app. What is sent stays as it is, but for answers to clicks. */
import type { Conversation, Media, SendOptions, Sent } from '../../../bot/messenger.ts'
import { type Json, text } from '../../shared/json.ts'
import { MEDIA_EXPIRED } from './error-codes.ts'
import { fitBytes, markdownContent } from './markdown.ts'
import type { Image, Images } from './media.ts'
import type { Once } from './once.ts'
import { BOT_SIZES } from './render-card.ts'
import type { Stream } from './stream.ts'
import { cardSender, derived, isCode, type Transport, tellInstead } from './transport.ts'

/** Documented for the bot's markdown, in bytes. */
const MAX_MARKDOWN_BYTES = 20_480

export interface BotPorts {
  stream: Stream
  link: string
  images: Images
  once: Once
  callsPeople: boolean
}

export interface BotTransport extends Transport {
  /** Shows `card` in place of the clicked one to everybody, in answer to the event. False if that failed. */
  answerClick(requestId: string, card: Json): Promise<boolean>
}

export function createBotTransport({ stream, link, images, once, callsPeople }: BotPorts): BotTransport {
  /** `aibot_send_msg`. Nobody documents that a name of the message comes back. */
  async function post(to: Conversation, content: Json, options: SendOptions): Promise<Sent> {
    const chat_type = to.kind === 'private' ? 1 : 2
    const ack = await stream.socket().send({ chatid: to.id, chat_type, ...content }, options.signal)
    return { messageId: text(ack.msgid) || options.idempotencyKey }
  }

  const sendText: Transport['sendText'] = (to, markdown, options) => {
    const content = fitBytes(markdown, MAX_MARKDOWN_BYTES, (part) => markdownContent(part, callsPeople))
    return post(to, { msgtype: 'markdown', markdown: { content } }, options)
  }

  async function sendImage(to: Conversation, media: Media, options: SendOptions): Promise<Sent> {
    const upload = async (image: Image) => stream.socket().upload(image, options.signal)
    const attempt = async () => {
      const media_id = await images.idOn('bot', media, upload)
      return post(to, { msgtype: 'image', image: { media_id } }, options)
    }
    try {
      return await attempt()
    } catch (error) {
      if (!isCode(error, MEDIA_EXPIRED)) throw error
      images.forget('bot', media)
      return attempt()
    }
  }

  const sendCard = cardSender({
    sizes: BOT_SIZES,
    link,
    clicks: true,
    once,
    sendText,
    sendImage,
    async sendTemplate(to, card, options) {
      await post(to, { msgtype: 'template_card', template_card: card }, options)
      return {}
    },
  })

  return {
    sendText,
    sendImage,
    sendCard,
    async updateCard(to, sent, card, pictures, options) {
      if (sent.degraded !== 'text') return tellInstead({ sendText, once }, to, sent, card, options)
      return { degraded: 'resent', ...(await sendCard(to, card, pictures, derived(options, 'new'))) }
    },
    async answerClick(requestId, card) {
      try {
        await stream.socket().updateCard(requestId, card)
        return true
      } catch {
        return false
      }
    },
  }
}
