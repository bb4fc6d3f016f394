/** One of the three ways to speak, and what they have in common: a card that does not fit is told in words as well. */
import type { Card } from '../../../bot/card/card.ts'
import { toText } from '../../../bot/card/to-text.ts'
import { type Conversation, type Media, MessengerError, type SendOptions, type Sent } from '../../../bot/messenger.ts'
import type { Json } from '../../shared/json.ts'
import { shortText, wholeText } from './card-words.ts'
import { TASK_ID_USED } from './error-codes.ts'
import type { Once } from './once.ts'
import { type Rendered, renderCard, type TextSizes } from './render-card.ts'
import { taskIdOf } from './task-id.ts'

export interface Transport {
  sendText(to: Conversation, markdown: string, options: SendOptions): Promise<Sent>
  sendImage(to: Conversation, media: Media, options: SendOptions): Promise<Sent>
  sendCard(to: Conversation, card: Card, images: readonly Media[], options: SendOptions): Promise<Sent>
  updateCard(to: Conversation, sent: Sent, card: Card, images: readonly Media[], options: SendOptions): Promise<Sent>
}

export interface Voice {
  sizes: TextSizes
  link: string
  /** Whether people's clicks reach us. */
  clicks: boolean
  once: Once
  sendText: Transport['sendText']
  sendImage: Transport['sendImage']
  /** Sends a rendered card; answers with the token for updates, if the platform gave one. */
  sendTemplate(to: Conversation, card: Json, options: SendOptions): Promise<{ updateToken?: string }>
}

/**
 * Sends a card. What it cannot hold goes before it as a message of its own, once per key, so that the card stays the
 * last. A card without buttons that is too long is words only. A refused one is its text twin.
 */
export function cardSender(voice: Voice): Transport['sendCard'] {
  const { sizes, link, clicks, once } = voice

  async function inWords(to: Conversation, markdown: string, options: SendOptions): Promise<Sent> {
    const own = derived(options, 'text')
    const sent = await once.unlessInDoubt(own.idempotencyKey, () => voice.sendText(to, markdown, own))
    return { ...sent, degraded: 'text' }
  }

  async function beside(
    to: Conversation,
    card: Card,
    { cut }: Rendered,
    images: readonly Media[],
    options: SendOptions,
  ): Promise<void> {
    if (cut) await once.do(`${options.idempotencyKey}.whole`, () => voice.sendText(to, wholeText(card), options))
    for (const [index, media] of images.entries())
      await once.do(`${options.idempotencyKey}.image${index}`, () => voice.sendImage(to, media, options))
  }

  return async (to, card, images, options) => {
    const taskId = taskIdOf(options.idempotencyKey)
    const rendered = renderCard(card, { taskId, sizes, link, clicks })
    if (!rendered) return inWords(to, toText(card), options)
    if (rendered.quiet && rendered.cut) {
      await beside(to, card, { ...rendered, cut: false }, images, options)
      return inWords(to, wholeText(card), options)
    }
    await beside(to, card, rendered, images, options)
    try {
      return { messageId: taskId, ...(await voice.sendTemplate(to, rendered.card, options)) }
    } catch (error) {
      if (isCode(error, TASK_ID_USED)) return { messageId: taskId }
      if (!isRefused(error)) throw error
      return inWords(to, toText(card), options)
    }
  }
}

/** The card keeps its place and name: people may still press its buttons, and the words say how things stand now. */
export async function tellInstead(
  voice: Pick<Voice, 'sendText' | 'once'>,
  to: Conversation,
  sent: Sent,
  card: Card,
  options: SendOptions,
): Promise<Sent> {
  const own = derived(options, 'new')
  await voice.once.unlessInDoubt(own.idempotencyKey, () => voice.sendText(to, shortText(card), own))
  return { messageId: sent.messageId, degraded: 'resent' }
}

/** The key of a message that stands in for another: the same for every attempt, different from the first's. */
export function derived(options: SendOptions, role: 'text' | 'new'): SendOptions {
  return { ...options, idempotencyKey: `${options.idempotencyKey}-${role}` }
}

export function isRefused(error: unknown): boolean {
  return error instanceof MessengerError && (error.fault === 'invalid' || error.fault === 'too_large')
}

export function isCode(error: unknown, code: string): boolean {
  return error instanceof MessengerError && error.platformCode === code
}
