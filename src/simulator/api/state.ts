import type { FastifyInstance } from 'fastify'
import { stringAt } from '../json.ts'
import { toIso } from '../time.ts'
import type { ApiContext } from './context.ts'
import { personOf, placeOf } from './find.ts'
import { ApiError, bodyOf, optionalText } from './read.ts'

/** Who exists, which chats there are, and what time it is; the bot joins and leaves chats. */
export function stateRoutes(fastify: FastifyInstance, ctx: ApiContext): void {
  fastify.get('/state', async () => ({
    clock: toIso(ctx.clock.now().getTime()),
    frozen: false,
    platforms: ctx.platforms.map(({ name }) => name),
    people: ctx.world.people.map(({ id, name, title, accounts }) => ({
      id,
      name,
      ...(title ? { title } : {}),
      accounts: accounts.map((account) => ({ platform: account.platform, id: account.id })),
    })),
    chats: ctx.platforms.flatMap((platform) =>
      platform.chats.map(({ id, name, type, members, botPresent }) => ({
        platform: platform.name,
        id,
        name,
        type,
        members,
        botPresent,
      })),
    ),
  }))

  fastify.post('/chats/:id/bot', async (request) => {
    const body = bodyOf(request)
    const { platform, chat } = placeOf(ctx, stringAt(request.params, 'id'), optionalText(body, 'platform'))
    const { present } = body
    if (typeof present !== 'boolean') throw new ApiError(400, 'present must be true or false')
    if (chat.type === 'private') throw new ApiError(400, 'the bot cannot join or leave a private chat')
    const from = optionalText(body, 'from')
    const by = from === undefined ? undefined : personOf(ctx, from, platform.name).id
    if (chat.botPresent !== present) platform.setBotPresent(chat.id, present, by)
    return { present }
  })
}
