import type { FastifyInstance } from 'fastify'
import { stringAt } from '../json.ts'
import type { Medium } from '../media.ts'
import { checkWebhookMessage } from './check-webhook.ts'
import type { DingtalkContext } from './context.ts'
import { ApiRefusal, WebhookRefusal } from './errors.ts'
import { query } from './read.ts'

/** The addresses that are secrets themselves: the session webhook and downloads. Neither takes a token. */
export function sessionRoutes(fastify: FastifyInstance, ctx: DingtalkContext): void {
  fastify.post('/robot/sendBySession', async (request) => {
    const session = ctx.sessions.find(query(request, 'session'))
    const chat = session && ctx.directory.chat(session.chatId)
    if (!chat?.botPresent) throw new WebhookRefusal(300001, 'session 不存在')
    ctx.limits.call('POST /robot/sendBySession', 'webhook')
    const payload = checkWebhookMessage(request.body)
    if (payload) ctx.messages.add({ chatId: chat.id, from: 'bot', body: { kind: 'webhook', payload } })
    return { errcode: 0, errmsg: 'ok' }
  })

  fastify.get('/dingtalk/downloads/:name', async (request, reply) => {
    const medium: Medium | undefined = ctx.media.download(stringAt(request.params, 'name'))
    if (!medium) throw new ApiRefusal('downloadUrl.expired', { status: 403, message: '下载地址已失效' })
    const name = encodeURIComponent(medium.name)
    return reply
      .type(medium.mime)
      .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
      .send(medium.bytes)
  })
}
