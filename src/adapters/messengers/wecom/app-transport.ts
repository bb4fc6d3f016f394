/** The self-built app: private chats by `message/send`, cards that can be changed for 72 hours, groups it created. */
import { type Conversation, type Media, MessengerError, type SendOptions, type Sent } from '../../../bot/messenger.ts'
import type { Clock } from '../../../domain/ports/clock.ts'
import { type Json, text } from '../../shared/json.ts'
import type { AdapterLog } from '../../shared/log.ts'
import type { Client } from './client.ts'
import { MEDIA_EXPIRED } from './error-codes.ts'
import { fitBytes, hasMarkup, markdownContent, textContent } from './markdown.ts'
import type { Image, Images } from './media.ts'
import type { Once } from './once.ts'
import { APP_SIZES, renderCard } from './render-card.ts'
import { type ClickCodes, readUpdateToken, SPENT, writeUpdateToken } from './response-codes.ts'
import { cardSender, derived, isCode, isRefused, type Transport, tellInstead } from './transport.ts'

/** Documented for `text` and `markdown`, in bytes. */
const MAX_TEXT_BYTES = 2048

export interface AppPorts {
  client: Client
  agentId: number
  link: string
  images: Images
  codes: ClickCodes
  once: Once
  clock: Clock
  log: AdapterLog
}

export interface AppTransport extends Transport {
  /** Shows `card` in place of the clicked one, with the code that the click brought. False if that failed. */
  answerClick(userId: string, responseCode: string, card: Json): Promise<boolean>
}

export function createAppTransport(ports: AppPorts): AppTransport {
  const { client, agentId, link, images, codes, once, clock, log } = ports

  /** `POST /cgi-bin/message/send`. A partial failure is one with a single receiver, though its code says 0. */
  async function post(to: Conversation, content: Json, options: SendOptions): Promise<Json> {
    // The field takes lists, and a word for everybody.
    if (!/^[^|]+$/.test(to.id) || to.id === '@all') throw new MessengerError('gone', 'wecom send message: no userid')
    const body = await client.call({
      operation: 'send message',
      method: 'POST',
      path: '/cgi-bin/message/send',
      json: { touser: to.id, agentid: agentId, ...content, enable_duplicate_check: 0 },
      ...(options.signal && { signal: options.signal }),
    })
    const missed = [body.invaliduser, body.unlicenseduser].map(text).find((ids) => includesId(ids, to.id))
    if (missed !== undefined) {
      log.warn({ members: missed.slice(0, 200) }, 'wecom message did not reach its receiver')
      const reason = includesId(text(body.invaliduser), to.id) ? 'outside the visible range' : 'without a licence'
      throw new MessengerError('gone', `wecom send message: receiver ${reason}`, { platformCode: '81013' })
    }
    return body
  }

  async function sendText(to: Conversation, markdown: string, options: SendOptions): Promise<Sent> {
    const body = await post(to, textMessage(markdown), options)
    return { messageId: text(body.msgid) || options.idempotencyKey }
  }

  async function sendImage(to: Conversation, media: Media, options: SendOptions): Promise<Sent> {
    const upload = (image: Image) => uploadImage(client, image, options.signal)
    const attempt = async (): Promise<Sent> => {
      const media_id = await images.idOn('app', media, upload)
      const body = await post(to, { msgtype: 'image', image: { media_id } }, options)
      return { messageId: text(body.msgid) || options.idempotencyKey }
    }
    try {
      return await attempt()
    } catch (error) {
      if (!isCode(error, MEDIA_EXPIRED)) throw error
      images.forget('app', media)
      return attempt()
    }
  }

  /** `POST /cgi-bin/message/update_template_card`. */
  async function replace(userId: string, code: string, card: Json, signal?: AbortSignal): Promise<void> {
    await client.call({
      operation: 'update card',
      method: 'POST',
      path: '/cgi-bin/message/update_template_card',
      json: { userids: [userId], agentid: agentId, response_code: code, template_card: card },
      repeatable: true,
      ...(signal && { signal }),
    })
  }

  const sendCard = cardSender({
    sizes: APP_SIZES,
    link,
    clicks: true,
    once,
    sendText,
    sendImage,
    async sendTemplate(to, card, options) {
      const body = await post(to, { msgtype: 'template_card', template_card: card }, options)
      const code = text(body.response_code)
      return code ? { updateToken: writeUpdateToken(code, clock.now()) } : {}
    },
  })

  return {
    sendText,
    sendImage,
    sendCard,
    async updateCard(to, sent, card, pictures, options) {
      if (sent.degraded === 'text') {
        return { degraded: 'resent', ...(await sendCard(to, card, pictures, derived(options, 'new'))) }
      }
      const rendered = renderCard(card, { taskId: sent.messageId, sizes: APP_SIZES, link, clicks: true })
      const ofClick = codes.take(sent.messageId)
      const code = ofClick ?? readUpdateToken(sent.updateToken, clock.now())
      if (!rendered || code === undefined) return tellInstead({ sendText, once }, to, sent, card, options)
      try {
        await replace(to.id, code, rendered.card, options.signal)
        return { messageId: sent.messageId, ...(ofClick === undefined && { updateToken: SPENT }) }
      } catch (error) {
        // What a code says that was used before is documented nowhere; it cannot be one of the faults that pass.
        if (isRefused(error)) return tellInstead({ sendText, once }, to, sent, card, options)
        if (ofClick !== undefined) codes.keep(sent.messageId, ofClick)
        throw error
      }
    },
    async answerClick(userId, responseCode, card) {
      try {
        await replace(userId, responseCode, card)
        return true
      } catch {
        return false
      }
    },
  }
}

/** `text` where that shows everything, because the WeChat plug-in shows no markdown. */
export function textMessage(markdown: string): Json {
  return hasMarkup(markdown)
    ? {
        msgtype: 'markdown',
        markdown: { content: fitBytes(markdown, MAX_TEXT_BYTES, (part) => markdownContent(part, false)) },
      }
    : { msgtype: 'text', text: { content: fitBytes(markdown, MAX_TEXT_BYTES, textContent) } }
}

/** Lists are `|`-joined and in lower case. */
function includesId(list: string, id: string): boolean {
  return list.toLowerCase().split('|').includes(id.toLowerCase())
}

/** `POST /cgi-bin/media/upload`. Doing it twice only leaves an unused image behind. */
export async function uploadImage(client: Client, image: Image, signal?: AbortSignal): Promise<string> {
  const form = new FormData()
  form.set('media', new Blob([new Uint8Array(image.bytes)], { type: image.type }), image.name)
  const body = await client.call({
    operation: 'upload image',
    method: 'POST',
    path: '/cgi-bin/media/upload',
    query: { type: 'image' },
    form,
    repeatable: true,
    ...(signal && { signal }),
  })
  const id = text(body.media_id)
  if (!id) throw new MessengerError('unavailable', 'wecom upload image: answer without media id')
  return id
}
