import type { FastifyInstance } from 'fastify'
import { readContent } from '../content.ts'
import type { WecomContext } from '../context.ts'
import type { Chat } from '../directory.ts'
import { equal } from '../equal.ts'
import { WecomError } from '../errors.ts'
import { messageId } from '../ids.ts'
import { bodyOf, ok, query } from './read.ts'
import type { Traffic } from './traffic.ts'
import { readUpload } from './uploads.ts'

const MINUTE = 60_000
const PER_MINUTE = 20

/** The groups' message push (消息推送): no token, the key is the secret. */
export function webhookRoutes(fastify: FastifyInstance, ctx: WecomContext, traffic: Traffic): void {
  fastify.post('/cgi-bin/webhook/send', async (request) => {
    const chat = chatOf(ctx, query(request, 'key'))
    const body = readContent(bodyOf(request), 'webhook', ctx.media)
    if (!ctx.limits.take(`webhook ${chat.id}`, PER_MINUTE, MINUTE)) throw new WecomError(45009)
    traffic.act(request, () =>
      ctx.messages.add({ id: messageId(), chatId: chat.id, from: 'bot', route: 'webhook', body }),
    )
    return ok()
  })

  fastify.post('/cgi-bin/webhook/upload_media', async (request) => {
    chatOf(ctx, query(request, 'key'))
    const type = query(request, 'type')
    if (type !== 'file' && type !== 'voice') throw new WecomError(40004)
    const { name, bytes } = await readUpload(request)
    traffic.describe(request, { media: `<${bytes.length} bytes of ${name}>` })
    const { mediaId, createdAt } = ctx.media.add(type, name, bytes)
    return ok({ type, media_id: mediaId, created_at: String(createdAt) })
  })
}

function chatOf(ctx: WecomContext, key: string): Chat {
  const found = Object.entries(ctx.app.groupWebhooks).find(([, known]) => known !== '' && equal(known, key))
  const chat = found && ctx.directory.chatById(found[0])
  if (!chat) throw new WecomError(93000)
  return chat
}
