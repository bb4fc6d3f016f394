/** Groups that the app itself created (`appchat/create`): words and images; there are no cards with buttons in them. */
import { type Conversation, MessengerError, type SendOptions, type Sent } from '../../../bot/messenger.ts'
import type { Json } from '../../shared/json.ts'
import { textMessage, uploadImage } from './app-transport.ts'
import { wholeText } from './card-words.ts'
import type { Client } from './client.ts'
import type { Images } from './media.ts'
import type { Once } from './once.ts'
import { type Transport, tellInstead } from './transport.ts'

export function createAppchatTransport(client: Client, images: Images, once: Once): Transport {
  /** `POST /cgi-bin/appchat/send`. */
  async function post(to: Conversation, content: Json, options: SendOptions): Promise<Sent> {
    if (!/^[0-9a-zA-Z]{1,32}$/.test(to.id))
      throw new MessengerError('gone', 'wecom send to group: no id of an app chat')
    await once.unlessInDoubt(options.idempotencyKey, () =>
      client.call({
        operation: 'send to group',
        method: 'POST',
        path: '/cgi-bin/appchat/send',
        json: { chatid: to.id, ...content, safe: 0 },
        ...(options.signal && { signal: options.signal }),
      }),
    )
    return { messageId: options.idempotencyKey }
  }

  const sendText: Transport['sendText'] = (to, markdown, options) => post(to, textMessage(markdown), options)

  const sendImage: Transport['sendImage'] = async (to, media, options) => {
    const media_id = await images.idOn('app', media, (image) => uploadImage(client, image, options.signal))
    return post(to, { msgtype: 'image', image: { media_id } }, options)
  }

  return {
    sendText,
    sendImage,
    async sendCard(to, card, pictures, options) {
      for (const [index, media] of pictures.entries()) {
        const own = `${options.idempotencyKey}.image${index}`
        await once.do(own, () => sendImage(to, media, { ...options, idempotencyKey: own }))
      }
      return { ...(await sendText(to, wholeText(card), options)), degraded: 'text' }
    },
    updateCard: (to, sent, card, _images, options) => tellInstead({ sendText, once }, to, sent, card, options),
  }
}
