import type { FastifyInstance } from 'fastify'
import { botMemberEnvelope } from '../feishu/envelopes.ts'
import { toIso } from '../time.ts'
import { PLATFORM } from '../world.ts'
import type { ApiContext } from './context.ts'
import { ApiError, bodyOf, chatOf, optionalText, personOf } from './read.ts'

/** Who exists, which chats there are, and what time it is; the bot joins and leaves chats. */
export function stateRoutes(fastify: FastifyInstance, ctx: ApiContext): void {
  fastify.get('/state', async () => ({
    clock: toIso(ctx.clock.now().getTime()),
    frozen: false,
    people: ctx.directory.world.people.map(({ id, name, title, accounts }) => ({
      id,
      name,
      ...(title ? { title } : {}),
      accounts: accounts.map((account) => ({ platform: account.platform, id: account.id })),
    })),
    chats: ctx.directory.chats.map(({ id, name, type, members, botPresent }) => ({
      platform: PLATFORM,
      id,
      name,
      type,
      members,
      botPresent,
    })),
  }))

  fastify.post('/chats/:id/bot', async (request) => {
    const body = bodyOf(request)
    const chat = chatOf(ctx, (request.params as { id: string }).id)
    if (typeof body.present !== 'boolean') throw new ApiError(400, 'present must be true or false')
    if (chat.type === 'private') throw new ApiError(400, 'the bot cannot join or leave a private chat')
    const from = optionalText(body, 'from')
    const operator = from === undefined ? ctx.directory.membersOf(chat)[0] : personOf(ctx, from)
    if (chat.botPresent !== body.present) {
      chat.botPresent = body.present
      ctx.dispatcher.publish(botMemberEnvelope(ctx, chat, operator), chat.id)
    }
    return { present: chat.botPresent }
  })
}
