import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isRecord, type Json, stringAt } from '../json.ts'
import { parseInstant } from '../time.ts'
import type { MessageView } from '../view/message-view.ts'
import type { ApiContext } from './context.ts'
import { checkMember, messageOf, personOf, placeOf, platformsOf } from './find.ts'
import { ApiError, bodyOf, optionalText, queryOf, textField } from './read.ts'

const BODY_LIMIT = 48 * 1024 * 1024

/** People talk, click and take messages away; anybody reads. */
export function messageRoutes(fastify: FastifyInstance, ctx: ApiContext): void {
  fastify.post('/messages', { bodyLimit: BODY_LIMIT }, async (request) => {
    const body = bodyOf(request)
    const place = placeOf(ctx, textField(body, 'chat'), optionalText(body, 'platform'))
    const from = personOf(ctx, textField(body, 'from'), place.platform.name)
    checkMember(place, from)
    const file = body.file === undefined || body.file === null ? undefined : fileOf(body.file)
    const text = file ? (optionalText(body, 'text') ?? '') : textField(body, 'text')
    if (!file && text.trim() === '') throw new ApiError(400, 'text is empty')
    const chat = place.chat.id
    const { id } = place.platform.say({ chat, from: from.id, text, file, replyTo: parentOf(ctx, body, chat) })
    return { id }
  })

  fastify.post('/clicks', async (request) => {
    const body = bodyOf(request)
    const message = textField(body, 'message')
    const place = messageOf(ctx, message, optionalText(body, 'platform'))
    const from = personOf(ctx, textField(body, 'from'), place.platform.name)
    checkMember(place, from)
    const values = body.values ?? {}
    if (!isRecord(values)) throw new ApiError(400, 'values must be an object')
    return place.platform.press({ message, from: from.id, button: textField(body, 'button'), values })
  })

  fastify.delete('/messages/:id', async (request) => {
    const id = stringAt(request.params, 'id')
    messageOf(ctx, id).platform.recall(id)
    return { recalled: true }
  })

  fastify.get('/messages', async (request) => listMessages(ctx, request))
}

function fileOf(file: unknown): { name: string; bytes: Buffer } {
  const name = stringAt(file, 'name')
  const bytes = Buffer.from(stringAt(file, 'content'), 'base64')
  if (name === '' || bytes.length === 0) throw new ApiError(400, 'file must be {name, content: base64}')
  return { name, bytes }
}

function parentOf(ctx: ApiContext, body: Json, chatId: string): string | undefined {
  const id = optionalText(body, 'replyTo')
  if (id === undefined) return undefined
  if (messageOf(ctx, id).chat.id !== chatId) throw new ApiError(400, 'replyTo is a message of another chat')
  return id
}

type Listed = MessageView & { createdAt: number; platform: string }

/** Of all platforms, in the order in which they were made. */
function listMessages(ctx: ApiContext, request: FastifyRequest): Omit<Listed, 'createdAt'>[] {
  const { platform, chat, since, visibleTo, native } = queryOf(request)
  const place = chat === undefined ? undefined : placeOf(ctx, chat, platform)
  const reader = visibleTo === undefined ? undefined : personOf(ctx, visibleTo, platform)
  const isLater = since === undefined ? () => true : laterThan(ctx, since)
  const asked = place ? [place.platform] : platformsOf(ctx, platform)
  const listed = asked.flatMap((one): Listed[] => {
    const open = one.chats.filter(({ id, members }) => isWanted(id, place?.chat.id) && isIn(members, reader?.id))
    const ids = new Set(open.map(({ id }) => id))
    return one
      .messages(native === '1', ({ id, chat }) => ids.has(chat) && isLater(id), reader?.id)
      .filter((message) => ids.has(message.chat) && isLater(message.id, message.createdAt))
      .map((message) => ({ platform: one.name, ...message }))
  })
  const number = ({ id }: Listed) => ctx.index.get(id)?.number ?? 0
  return listed.sort((a, b) => number(a) - number(b)).map(({ createdAt: _, ...message }) => message)
}

const isWanted = (id: string, wanted: string | undefined) => wanted === undefined || id === wanted
const isIn = (members: readonly string[], reader: string | undefined) =>
  reader === undefined || members.includes(reader)

/** Later than an instant, or than a message, itself not included; an instant nobody knows yet may be later. */
function laterThan(ctx: ApiContext, since: string): (id: string, createdAt?: number) => boolean {
  const instant = parseInstant(since)
  if (instant) return (_id, createdAt = Number.POSITIVE_INFINITY) => createdAt > instant.getTime()
  const anchor = ctx.index.get(since)
  if (!anchor) throw new ApiError(400, 'since must be an ISO time with offset, or a message id')
  return (id) => (ctx.index.get(id)?.number ?? 0) > anchor.number
}
