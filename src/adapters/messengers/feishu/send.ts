/** The five verbs over im/v1, with the ways down: lost quote → plain message, refused card → words, lost card → new card. */
import { createHash } from 'node:crypto'
import type { Card } from '../../../bot/card/card.ts'
import { toText } from '../../../bot/card/to-text.ts'
import {
  type Conversation,
  type Media,
  type Messenger,
  MessengerError,
  type Rate,
  type SendOptions,
  type Sent,
} from '../../../bot/messenger.ts'
import { type Json, record, text } from '../../shared/json.ts'
import { CARD_MAX_BYTES } from './card-size.ts'
import type { FeishuClient } from './client.ts'
import { type Content, cardContent, imageContent, textContent } from './content.ts'
import { PLATFORM } from './decode.ts'
import { ERROR_ROWS } from './error-codes.ts'
import { uploadImage } from './upload.ts'

/** An hour is documented; past that an unknown outcome is not tried again. */
const KEY_MEMORY_MS = 55 * 60_000

export function createMessenger(client: FeishuClient, rates: readonly Rate[]): Messenger {
  async function sendText(to: Conversation, markdown: string, options: SendOptions): Promise<Sent> {
    return deliver(client, to, textContent(markdown), options)
  }

  async function sendTwin(to: Conversation, card: Card, options: SendOptions): Promise<Sent> {
    return { ...(await sendText(to, toText(card), derived(options, 'text'))), degraded: 'text' }
  }

  async function sendCard(to: Conversation, card: Card, images: readonly Media[], options: SendOptions): Promise<Sent> {
    try {
      return await deliver(client, to, cardContent(to, card, images), options)
    } catch (error) {
      if (!cardRefused(error)) throw error
      return sendTwin(to, card, options)
    }
  }

  async function resend(to: Conversation, card: Card, images: readonly Media[], options: SendOptions): Promise<Sent> {
    return { degraded: 'resent', ...(await sendCard(to, card, images, derived(options, 'new'))) }
  }

  return {
    platform: PLATFORM,
    limits: { cardBytes: CARD_MAX_BYTES, rates, keyMemoryMs: { message: KEY_MEMORY_MS, card: KEY_MEMORY_MS } },
    sendText,
    sendImage: (to, media, options) => deliver(client, to, imageContent(media), options),
    sendCard,
    async updateCard(to, sent, card, images, options) {
      if (sent.degraded === 'text') return resend(to, card, images, options)
      try {
        await patch(client, sent.messageId, cardContent(to, card, images).content, options)
        return { messageId: sent.messageId }
      } catch (error) {
        if (messageGone(error)) return resend(to, card, images, options)
        if (cardRefused(error)) return sendTwin(to, card, options)
        throw error
      }
    },
    upload: (file, signal) => uploadImage(client, file, signal),
  }
}

async function deliver(client: FeishuClient, to: Conversation, content: Content, options: SendOptions): Promise<Sent> {
  if (options.replyTo === undefined) return create(client, to, content, options)
  try {
    return await reply(client, options.replyTo, content, options)
  } catch (error) {
    if (!messageGone(error)) throw error
    return create(client, to, content, derived(options, 'plain'))
  }
}

/** `POST /im/v1/messages`: a private chat is addressed by the person's open_id, so that none has to exist before. */
async function create(client: FeishuClient, to: Conversation, content: Content, options: SendOptions): Promise<Sent> {
  const body = await client.call({
    operation: 'send message',
    method: 'POST',
    path: '/open-apis/im/v1/messages',
    query: { receive_id_type: to.kind === 'private' ? 'open_id' : 'chat_id' },
    json: { receive_id: to.id, ...content, uuid: uuidOf(options.idempotencyKey) },
    ...(options.signal && { signal: options.signal }),
  })
  return sentOf(body)
}

async function reply(client: FeishuClient, to: string, content: Content, options: SendOptions): Promise<Sent> {
  const body = await client.call({
    operation: 'reply to message',
    method: 'POST',
    path: `/open-apis/im/v1/messages/${encodeURIComponent(to)}/reply`,
    json: { ...content, uuid: uuidOf(options.idempotencyKey) },
    ...(options.signal && { signal: options.signal }),
  })
  return sentOf(body)
}

/** `PATCH /im/v1/messages/:id`; PUT would answer 200 for a card and change nothing. */
async function patch(client: FeishuClient, messageId: string, content: string, options: SendOptions): Promise<void> {
  await client.call({
    operation: 'update card',
    method: 'PATCH',
    path: `/open-apis/im/v1/messages/${encodeURIComponent(messageId)}`,
    json: { content },
    repeatable: true,
    ...(options.signal && { signal: options.signal }),
  })
}

function sentOf(body: Json): Sent {
  const messageId = text(record(body.data).message_id)
  if (!messageId) throw new MessengerError('unknown_outcome', 'feishu send message: answer without message id')
  return { messageId }
}

/**
 * The key of a second message that stands in for the first: the same for every attempt, different from the first's.
 * The quote stays; a lost one is noticed again.
 */
function derived(options: SendOptions, role: 'text' | 'new' | 'plain'): SendOptions {
  return { ...options, idempotencyKey: `${options.idempotencyKey}.${role}` }
}

/** At most 50 characters are taken; longer keys are hashed. Within an hour Feishu lets one message per key succeed. */
function uuidOf(key: string): string {
  return key.length <= 50 ? key : createHash('sha256').update(key).digest('hex').slice(0, 32)
}

function cardRefused(error: unknown): boolean {
  return error instanceof MessengerError && (error.fault === 'invalid' || error.fault === 'too_large')
}

/** The message named in the call is out of reach; a lost conversation is another matter and stays an error. */
function messageGone(error: unknown): boolean {
  return error instanceof MessengerError && ERROR_ROWS.get(Number(error.platformCode))?.message === true
}
