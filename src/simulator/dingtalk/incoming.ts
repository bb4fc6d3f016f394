import type { Json } from '../json.ts'
import type { DingtalkContext } from './context.ts'
import type { Chat, Person } from './directory.ts'
import type { Body, Piece, StoredMessage } from './message-store.ts'
import { quoteOf } from './quotes.ts'

/** The robot message as the service gets it: `data` of the stream, body over HTTP. */
export function incomingMessage(ctx: DingtalkContext, message: StoredMessage, from: Person, chat: Chat): Json {
  const session = ctx.sessions.open(chat.id)
  return {
    conversationId: chat.id,
    ...(chat.type === 'group' ? groupFields(ctx, message, chat) : {}),
    chatbotCorpId: ctx.app.corpId,
    chatbotUserId: ctx.directory.bot.dingtalkId,
    msgId: message.id,
    senderNick: from.name,
    isAdmin: false,
    // People outside the organisation have no userid here.
    ...(from.external ? {} : { senderStaffId: from.staffId, senderCorpId: ctx.app.corpId }),
    senderPlatform: 'Mac',
    sessionWebhookExpiredTime: session.expiresAt,
    createAt: message.createdAt,
    conversationType: chat.type === 'group' ? '2' : '1',
    senderId: from.dingtalkId,
    sessionWebhook: `${ctx.base()}/robot/sendBySession?session=${session.session}`,
    robotCode: ctx.app.robotCode,
    ...withQuote(ctx, message, contentOf(message.body, chat)),
  }
}

/** What comes in place of a message once the organisation's pushes of the month are used up. */
export function withoutContent(data: Json): Json {
  const { text: _text, content: _content, ...rest } = data
  return { ...rest, errorCode: '20001', errorMessage: '当前组织本月的消息推送次数已用完' }
}

function groupFields(ctx: DingtalkContext, message: StoredMessage, chat: Chat): Json {
  const { body } = message
  const pieces = body.kind === 'said' || body.kind === 'picture' ? body.pieces : []
  const mentioned = pieces.flatMap((piece) => (piece.kind === 'mention' ? [piece] : []))
  const atUsers = [...new Map(mentioned.map((piece) => [piece.dingtalkId, atUser(ctx, piece)])).values()]
  return { conversationTitle: chat.name, isInAtList: true, atUsers }
}

function atUser(ctx: DingtalkContext, piece: Extract<Piece, { kind: 'mention' }>): Json {
  const person = ctx.directory.person(piece.person)
  return { dingtalkId: piece.dingtalkId, ...(person && !person.external ? { staffId: person.staffId } : {}) }
}

function contentOf(body: Body, chat: Chat): Json {
  if (body.kind === 'picture') return pictureContent(body)
  if (body.kind === 'file')
    return {
      msgtype: 'file',
      content: { spaceId: '21077000000', fileName: body.name, downloadCode: body.code, fileId: '160000000000' },
    }
  const pieces = body.kind === 'said' ? body.pieces : []
  return { msgtype: 'text', text: { content: pieces.map((piece) => plainPiece(piece, chat)).join('') } }
}

/** In groups all mentions are stripped, blanks around them stay; in a private chat nobody can be mentioned. */
function plainPiece(piece: Piece, chat: Chat): string {
  if (piece.kind === 'text') return piece.text
  return chat.type === 'group' ? '' : `@${piece.name}`
}

/** A picture with words is a richText, in which the bot's name stays, without a blank after it. */
function pictureContent(body: Extract<Body, { kind: 'picture' }>): Json {
  const picture = { downloadCode: body.code, pictureDownloadCode: body.code }
  if (body.pieces.length === 0) return { msgtype: 'picture', content: picture }
  const words = body.pieces.map((piece, index) => richPiece(piece, body.pieces[index - 1]))
  return { msgtype: 'richText', content: { richText: [...words, { type: 'picture', ...picture }] } }
}

function richPiece(piece: Piece, before: Piece | undefined): Json {
  if (piece.kind === 'text') return { text: isBot(before) ? piece.text.trimStart() : piece.text }
  return isBot(piece)
    ? { text: `@${piece.name}` }
    : { type: 'at', atName: `@${piece.name}`, atUserId: piece.dingtalkId }
}

function isBot(piece: Piece | undefined): boolean {
  return piece?.kind === 'mention' && piece.person === 'bot'
}

/** The quote stands beside the text, or inside `content` for other kinds. */
function withQuote(ctx: DingtalkContext, message: StoredMessage, content: Json): Json {
  const quoted = message.replyTo === undefined ? undefined : ctx.messages.get(message.replyTo)
  if (!quoted) return content
  const quote = { isReplyMsg: true, repliedMsg: quoteOf(ctx, quoted) }
  const part = 'text' in content ? 'text' : 'content'
  const original = quoted.sendKey === undefined ? {} : { originalProcessQueryKey: quoted.sendKey }
  const inner = content[part]
  return {
    ...content,
    [part]: { ...(typeof inner === 'object' ? inner : {}), ...quote },
    originalMsgId: quoted.id,
    ...original,
  }
}
