import type { FastifyInstance, FastifyRequest } from 'fastify'
import { freshId } from '../ids.ts'
import { recordAt, stringAt } from '../json.ts'
import { replaceCard } from './cards/replace-card.ts'
import { checkSize, messageType, readContent } from './content.ts'
import type { FeishuContext } from './context.ts'
import type { Chat } from './directory.ts'
import { FeishuError } from './errors.ts'
import { messageData } from './message-shape.ts'
import type { StoredMessage } from './messages.ts'
import { bodyOf, ok, param, query, required } from './read.ts'
import { UuidMemory } from './uuid-memory.ts'

const MAX_EDITS = 20

/** Sending, replying, editing, recalling and reading messages. */
export function messageRoutes(fastify: FastifyInstance, ctx: FeishuContext, bodyBytes: (r: FastifyRequest) => number) {
  const uuids = new UuidMemory(ctx.clock)

  const send = (request: FastifyRequest, chat: Chat, parent: StoredMessage | undefined) => {
    const body = bodyOf(request)
    return uuids.once(stringAt(body, 'uuid'), () => {
      const type = messageType(required(body, 'msg_type'))
      const content = required(body, 'content')
      checkSize(type, bodyBytes(request))
      ctx.limits.send(chat.id)
      const inThread = body.reply_in_thread === true
      const draft = { chatId: chat.id, from: 'bot', type, parent, inThread, ...readContent(ctx, type, content) }
      return ok(messageData(ctx, ctx.messages.add(draft)))
    })
  }

  fastify.post('/open-apis/im/v1/messages', async (request) => send(request, receiver(ctx, request), undefined))

  fastify.post('/open-apis/im/v1/messages/:id/reply', async (request) => {
    const parent = present(ctx, request)
    return send(request, chatWithBot(ctx, parent.chatId), parent)
  })

  fastify.patch('/open-apis/im/v1/messages/:id', async (request) => {
    const message = own(ctx, request)
    const content = required(bodyOf(request), 'content')
    checkSize('interactive', bodyBytes(request))
    ctx.limits.update(message.id)
    replaceCard(ctx, message, content)
    return ok({})
  })

  fastify.put('/open-apis/im/v1/messages/:id', async (request) => {
    const message = own(ctx, request)
    const body = bodyOf(request)
    const type = messageType(required(body, 'msg_type'))
    // Measured on the real platform: on a card this answers a success and changes nothing.
    if (message.type === 'interactive') return ok(messageData(ctx, message))
    if (type !== 'text' && type !== 'post') throw new FeishuError(230001, 'only text and post can be edited')
    if (message.edits >= MAX_EDITS) throw new FeishuError(230072)
    checkSize(type, bodyBytes(request))
    const { content, mentions } = readContent(ctx, type, required(body, 'content'))
    ctx.messages.edit(message, content, mentions)
    return ok(messageData(ctx, message))
  })

  fastify.delete('/open-apis/im/v1/messages/:id', async (request) => {
    ctx.messages.recall(own(ctx, request))
    return ok({})
  })

  fastify.get('/open-apis/im/v1/messages/:id', async (request) => {
    const message = byId(ctx, request)
    chatWithBot(ctx, message.chatId)
    const original = query(request, 'card_msg_content_type') === 'user_card_content'
    return ok({ items: [messageData(ctx, message, original)] })
  })

  fastify.post('/open-apis/im/v1/messages/:id/reactions', async (request) => {
    const message = present(ctx, request)
    chatWithBot(ctx, message.chatId)
    const emoji = stringAt(recordAt(bodyOf(request), 'reaction_type'), 'emoji_type')
    if (!/^[A-Za-z0-9_]{1,40}$/.test(emoji)) throw new FeishuError(231001)
    return ok({
      reaction_id: freshId(''),
      operator: { operator_id: ctx.app.appId, operator_type: 'app' },
      action_time: String(ctx.clock.now().getTime()),
      reaction_type: { emoji_type: emoji },
    })
  })
}

function receiver(ctx: FeishuContext, request: FastifyRequest): Chat {
  const type = query(request, 'receive_id_type')
  const id = required(bodyOf(request), 'receive_id')
  if (type === 'chat_id') return chatWithBot(ctx, id)
  const person = ctx.directory.people.find((candidate) => idsOf(candidate)[type] === id)
  const chat = person && ctx.directory.privateChatOf(person)
  if (chat) return chat
  if (type === 'open_id') throw new FeishuError(99992351)
  if (type === 'user_id') throw new FeishuError(99992352)
  if (type === 'union_id') throw new FeishuError(99992353)
  throw new FeishuError(99992402, `receive_id_type ${type || 'is required'}`)
}

function idsOf(person: { id: string; openId: string; unionId: string }): Record<string, string> {
  return { open_id: person.openId, union_id: person.unionId, user_id: person.id }
}

function chatWithBot(ctx: FeishuContext, id: string): Chat {
  const chat = ctx.directory.chatById(id)
  if (!chat) throw new FeishuError(230001, 'invalid receive_id')
  if (!chat.botPresent) throw new FeishuError(230002)
  return chat
}

/** The message of the path; throws 99992354 for an unknown id. */
export function byId(ctx: FeishuContext, request: FastifyRequest): StoredMessage {
  const message = ctx.messages.get(param(request, 'id'))
  if (!message) throw new FeishuError(99992354)
  return message
}

function present(ctx: FeishuContext, request: FastifyRequest): StoredMessage {
  const message = byId(ctx, request)
  if (message.recalled) throw new FeishuError(230011)
  return message
}

function own(ctx: FeishuContext, request: FastifyRequest): StoredMessage {
  const message = present(ctx, request)
  if (message.from !== 'bot') throw new FeishuError(230075)
  chatWithBot(ctx, message.chatId)
  return message
}
