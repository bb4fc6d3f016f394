/** The five verbs, with the ways down: over-long variables → short ones, refused card → words, lost card → new card. */
import type { Card } from '../../../bot/card/card.ts'
import { toText } from '../../../bot/card/to-text.ts'
import {
  type Conversation,
  type Fault,
  type Media,
  type Messenger,
  MessengerError,
  type Rate,
  type SendOptions,
  type Sent,
} from '../../../bot/messenger.ts'
import { actionCard } from './action-card.ts'
import { CARD_MAX_BYTES, VALUE_MAX_BYTES } from './card-size.ts'
import { changeCard, deliverCard, isOutTrackId, NotDelivered } from './deliver-card.ts'
import { ERROR_ROWS } from './error-codes.ts'
import { PLATFORM } from './platform.ts'
import { type CardParams, renderCard } from './render-card.ts'
import { sendRobotMessage } from './robot-message.ts'
import { createSendText, type TextPorts } from './send-text.ts'
import type { CardSettings } from './settings.ts'
import { uploadMedia } from './upload.ts'

/** `outTrackId` is unique for as long as the card lives; a day is more than any send is tried again. */
const CARD_MEMORY_MS = 24 * 3_600_000
/** Keys of cards that exist and are shown nowhere. */
const HIDDEN_SIZE = 1000

export function createMessenger(ports: TextPorts, rates: readonly Rate[]): Messenger {
  const { client, settings } = ports
  const sendText = createSendText(ports)
  const hidden = new Set<string>()

  async function sendWords(to: Conversation, card: Card, options: SendOptions): Promise<Sent> {
    const message = actionCard(card)
    const sent = message
      ? { messageId: await sendRobotMessage(client, settings, to, message, options) }
      : await sendText(to, toText(card), options)
    return { ...sent, degraded: 'text' }
  }

  async function sendNative(
    cards: CardSettings,
    to: Conversation,
    card: Card,
    images: readonly Media[],
    options: SendOptions,
  ): Promise<Sent> {
    const { outTrackId, carrierId } = await loosely(to, card, images, (params) =>
      deliverCard(client, { ...settings, cards }, to, card, params, options),
    )
    return { messageId: outTrackId, ...(carrierId !== undefined && { updateToken: carrierId }) }
  }

  async function sendCard(to: Conversation, card: Card, images: readonly Media[], options: SendOptions): Promise<Sent> {
    const key = options.idempotencyKey
    if (!settings.cards || hidden.has(key)) return sendWords(to, card, options)
    try {
      return await sendNative(settings.cards, to, card, images, options)
    } catch (error) {
      // A further try would find a card of this key, and believe that it is shown.
      if (error instanceof NotDelivered) remember(hidden, key)
      else if (!isRefused(error)) throw error
      return sendTwin(to, card, options)
    }
  }

  async function sendTwin(to: Conversation, card: Card, options: SendOptions): Promise<Sent> {
    return { ...(await sendText(to, toText(card), options)), degraded: 'text' }
  }

  async function resend(to: Conversation, card: Card, images: readonly Media[], options: SendOptions): Promise<Sent> {
    return { degraded: 'resent', ...(await sendCard(to, card, images, options)) }
  }

  return {
    platform: PLATFORM,
    limits: {
      cardBytes: CARD_MAX_BYTES,
      rates,
      keyMemoryMs: { message: 0, card: settings.cards ? CARD_MEMORY_MS : 0 },
    },
    sendText,
    async sendImage(to, media, options) {
      const message = { msgKey: 'sampleImageMsg', param: { photoURL: media.key } }
      return { messageId: await sendRobotMessage(client, settings, to, message, options) }
    },
    sendCard,
    async updateCard(to, sent, card, images, options) {
      if (!isOutTrackId(sent.messageId)) return resend(to, card, images, options)
      try {
        await loosely(to, card, images, (params) => changeCard(client, sent.messageId, params, options))
        const { messageId, updateToken } = sent
        return { messageId, ...(updateToken !== undefined && { updateToken }) }
      } catch (error) {
        if (isCardGone(error)) return resend(to, card, images, options)
        if (isRefused(error)) return sendTwin(to, card, options)
        throw error
      }
    },
    upload: (file, signal) => uploadMedia(client, file, signal),
  }
}

/** First with variables as long as senders report to pass, then with those that are documented. */
async function loosely<T>(
  to: Conversation,
  card: Card,
  images: readonly Media[],
  work: (params: CardParams) => Promise<T>,
): Promise<T> {
  const isPrivate = to.kind === 'private'
  const params = renderCard(card, images, { isPrivate })
  try {
    return await work(params)
  } catch (error) {
    if (!isRefused(error) || isKnown(error)) throw error
    const shorter = renderCard(card, images, { isPrivate, valueMaxBytes: VALUE_MAX_BYTES })
    if (JSON.stringify(shorter) === JSON.stringify(params)) throw error
    return work(shorter)
  }
}

function remember(keys: Set<string>, key: string): void {
  keys.add(key)
  for (const oldest of keys) {
    if (keys.size <= HIDDEN_SIZE) break
    keys.delete(oldest)
  }
}

/** `forbidden`: an app that may send messages may lack the permission for cards, and then says the same in words. */
const REFUSALS: ReadonlySet<Fault> = new Set(['invalid', 'too_large', 'forbidden'])

const isRefused = (error: unknown): boolean => error instanceof MessengerError && REFUSALS.has(error.fault)

/** What our table says of a refusal (template, unsafe words) no shorter card would mend. */
function isKnown(error: unknown): boolean {
  return error instanceof MessengerError && ERROR_ROWS.has(error.platformCode ?? '')
}

function isCardGone(error: unknown): boolean {
  return error instanceof MessengerError && ERROR_ROWS.get(error.platformCode ?? '')?.card === true
}
