import { toIso } from '../../time.ts'
import type { MessageView } from '../../view/message-view.ts'
import { paramsFor } from '../cards.ts'
import type { DingtalkContext } from '../context.ts'
import type { Chat, Person } from '../directory.ts'
import type { Body, Piece, StoredMessage } from '../message-store.ts'
import { type Shown, shownOf } from '../shown.ts'
import { fileOf, imageOf, type ViewBody } from './body.ts'
import { viewCard } from './card.ts'
import { firstImage, linesOf, plainLine } from './markdown.ts'
import { call } from './mentions.ts'

export interface ViewOptions {
  /** Adds the payload as the service sent it. */
  native: boolean
  /** Whose private card data hides the public; in a private chat that of its person. */
  viewer: Person | undefined
}

export type DatedView = MessageView & { createdAt: number }

export function viewMessage(ctx: DingtalkContext, chat: Chat, message: StoredMessage, options: ViewOptions): DatedView {
  const viewer = options.viewer ?? (chat.type === 'private' ? ctx.directory.person(chat.members[0] ?? '') : undefined)
  return {
    id: message.id,
    chat: message.chatId,
    at: toIso(message.createdAt),
    createdAt: message.createdAt,
    ...(message.editedAt === undefined ? {} : { editedAt: toIso(message.editedAt) }),
    from: senderOf(ctx, message),
    ...(message.replyTo === undefined ? {} : { replyTo: message.replyTo }),
    fields: [],
    buttons: [],
    inputs: [],
    ...bodyOf(ctx, chat, message, viewer),
    ...(options.native ? { native: nativeOf(ctx, message.body) } : {}),
  }
}

function senderOf(ctx: DingtalkContext, { from }: StoredMessage): MessageView['from'] {
  if (from === 'bot') return { id: 'bot', name: ctx.directory.bot.name, bot: true }
  return { id: from, name: ctx.directory.person(from)?.name ?? from, bot: false }
}

function bodyOf(ctx: DingtalkContext, chat: Chat, message: StoredMessage, viewer: Person | undefined): ViewBody {
  const { body, called = [] } = message
  switch (body.kind) {
    case 'said':
      return { kind: 'text', ...wordsOf(body.pieces) }
    case 'picture':
      return { kind: body.pieces.length > 0 ? 'text' : 'image', ...wordsOf(body.pieces), ...imageOf(body.code) }
    case 'file':
      return fileOf(body.name, body.code)
    case 'card': {
      const card = ctx.cards.get(body.outTrackId)
      return { ...viewCard(card ? paramsFor(card, viewer?.staffId) : {}), mentions: [...called] }
    }
    default:
      return viewShown(ctx, chat, shownOf(body))
  }
}

function wordsOf(pieces: readonly Piece[]): { text: string; mentions: string[] } {
  const mentions = pieces.flatMap((piece) => (piece.kind === 'mention' ? [piece.person] : []))
  const text = pieces.map((piece) => (piece.kind === 'text' ? piece.text : `@${piece.name}`)).join('')
  return { text, mentions: [...new Set(mentions)] }
}

function viewShown(ctx: DingtalkContext, chat: Chat, shown: Shown): ViewBody {
  if (shown.file) return fileOf(shown.file.name, shown.file.mediaId)
  const { text, mentions } = call(ctx.directory, chat, shown.text, shown.at)
  const image = imageOf(shown.image ?? (shown.kind === 'text' ? undefined : firstImage(text)))
  if (shown.kind === 'text') return { kind: 'text', text, mentions }
  const plain = linesOf(text).map(plainLine)
  const words = plain.filter((line) => line !== '').join('\n')
  const buttons = shown.buttons.map(({ title }, index) => ({ id: `b${index + 1}`, label: title, disabled: false }))
  const title = shown.title === '' ? {} : { title: shown.title }
  return { kind: shown.kind === 'markdown' ? 'text' : shown.kind, text: words, mentions, buttons, ...title, ...image }
}

function nativeOf(ctx: DingtalkContext, body: Body): unknown {
  if (body.kind === 'robot') return { msgKey: body.msgKey, msgParam: body.param }
  if (body.kind === 'webhook') return body.payload
  if (body.kind !== 'card') return body
  const card = ctx.cards.get(body.outTrackId)
  if (!card) return { outTrackId: body.outTrackId }
  const { outTrackId, templateId: cardTemplateId, data, privateData } = card
  return { outTrackId, cardTemplateId, cardData: { cardParamMap: data }, privateData }
}
