import type { Json } from '../json.ts'
import type { DingtalkContext } from './context.ts'
import type { Body, StoredMessage } from './message-store.ts'
import { shownOf } from './shown.ts'

/** `repliedMsg`: what a quote tells of the quoted message. A card is told by its kind only. */
export function quoteOf(ctx: DingtalkContext, quoted: StoredMessage): Json {
  const sender = ctx.directory.person(quoted.from)
  return {
    msgId: quoted.id,
    senderId: sender?.dingtalkId ?? ctx.directory.bot.dingtalkId,
    ...(sender ? { senderNick: sender.name } : {}),
    createdAt: quoted.createdAt,
    ...contentOf(quoted.body),
  }
}

function contentOf(body: Body): Json {
  if (body.kind === 'card') return { msgType: 'interactiveCard' }
  if (body.kind === 'file') return { msgType: 'file', content: { fileName: body.name, downloadCode: body.code } }
  if (body.kind === 'picture') return { msgType: 'picture', content: { downloadCode: body.code } }
  if (body.kind === 'said') return { msgType: 'text', content: { text: textOf(body) } }
  return sentContent(body)
}

function sentContent(body: Extract<Body, { kind: 'robot' | 'webhook' }>): Json {
  const shown = shownOf(body)
  if (shown.kind === 'text') return { msgType: 'text', content: { text: shown.text } }
  if (shown.kind === 'markdown') return { msgType: 'markdown', content: { text: shown.text } }
  return { msgType: 'unknownMsgType' }
}

function textOf(body: Extract<Body, { kind: 'said' }>): string {
  return body.pieces.map((piece) => (piece.kind === 'text' ? piece.text : `@${piece.name}`)).join('')
}
