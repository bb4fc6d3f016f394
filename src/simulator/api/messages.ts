import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isRecord, type Json, stringAt } from '../json.ts'
import type { StoredMessage } from '../messages.ts'
import { click } from '../people/click.ts'
import { ImpossibleValue } from '../people/form-values.ts'
import { say } from '../people/say.ts'
import { parseInstant } from '../time.ts'
import { type MessageView, viewMessage } from '../view/message-view.ts'
import type { ApiContext } from './context.ts'
import {
  ApiError,
  bodyOf,
  chatOf,
  checkMember,
  checkPlatform,
  messageOf,
  optionalText,
  personOf,
  textField,
} from './read.ts'

const BODY_LIMIT = 48 * 1024 * 1024

/** People talk and click; anybody reads. */
export function messageRoutes(fastify: FastifyInstance, ctx: ApiContext): void {
  fastify.post('/messages', { bodyLimit: BODY_LIMIT }, async (request) => {
    const body = bodyOf(request)
    checkPlatform(textField(body, 'platform'))
    const chat = chatOf(ctx, textField(body, 'chat'))
    const from = personOf(ctx, textField(body, 'from'))
    checkMember(chat, from)
    const file = body.file === undefined || body.file === null ? undefined : fileOf(body.file)
    const text = file ? (optionalText(body, 'text') ?? '') : textField(body, 'text')
    if (!file && text.trim() === '') throw new ApiError(400, 'text is empty')
    const message = say(ctx, ctx.dispatcher, { chat, from, text, file, replyTo: parentOf(ctx, body, chat.id) })
    return { id: message.id }
  })

  fastify.post('/clicks', async (request) => {
    const body = bodyOf(request)
    checkPlatform(textField(body, 'platform'))
    const message = messageOf(ctx, textField(body, 'message'))
    const chat = chatOf(ctx, message.chatId)
    const from = personOf(ctx, textField(body, 'from'))
    checkMember(chat, from)
    if (message.type !== 'interactive') throw new ApiError(400, 'this message is no card')
    const values = body.values ?? {}
    if (!isRecord(values)) throw new ApiError(400, 'values must be an object')
    return press(ctx, { message, chat, from, button: textField(body, 'button'), values })
  })

  fastify.get('/messages', async (request) => listMessages(ctx, request))
}

async function press(ctx: ApiContext, made: Parameters<typeof click>[2]) {
  try {
    return await click(ctx, ctx.dispatcher, made)
  } catch (error) {
    if (error instanceof ImpossibleValue) throw new ApiError(422, error.message)
    throw error
  }
}

function fileOf(file: unknown): { name: string; bytes: Buffer } {
  const name = stringAt(file, 'name')
  const bytes = Buffer.from(stringAt(file, 'content'), 'base64')
  if (name === '' || bytes.length === 0) throw new ApiError(400, 'file must be {name, content: base64}')
  return { name, bytes }
}

function parentOf(ctx: ApiContext, body: Json, chatId: string): StoredMessage | undefined {
  const id = optionalText(body, 'replyTo')
  if (id === undefined) return undefined
  const parent = messageOf(ctx, id)
  if (parent.chatId !== chatId) throw new ApiError(400, 'replyTo is a message of another chat')
  return parent
}

function listMessages(ctx: ApiContext, request: FastifyRequest): MessageView[] {
  const { platform, chat, since, visibleTo, native } = request.query as Record<string, string | undefined>
  checkPlatform(platform)
  const wanted = chat === undefined ? undefined : chatOf(ctx, chat).id
  const reader = visibleTo === undefined ? undefined : personOf(ctx, visibleTo)
  const after = since === undefined ? () => true : laterThan(ctx, since)
  return ctx.messages.all().flatMap((message) => {
    if (message.recalled || (wanted !== undefined && message.chatId !== wanted) || !after(message)) return []
    const where = chatOf(ctx, message.chatId)
    if (reader && !where.members.includes(reader.id)) return []
    return [viewMessage(ctx.directory, where, message, native === '1')]
  })
}

/** Later than an instant, or than a message; neither itself included. */
function laterThan(ctx: ApiContext, since: string) {
  const instant = parseInstant(since)
  if (instant) return (message: StoredMessage) => message.createdAt > instant.getTime()
  const anchor = ctx.messages.get(since)
  if (!anchor) throw new ApiError(400, 'since must be an ISO time with offset, or a message id')
  return (message: StoredMessage) => message.number > anchor.number
}
