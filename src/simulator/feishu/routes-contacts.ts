import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { FeishuContext } from './context.ts'
import type { Chat, Person } from './directory.ts'
import { FeishuError } from './errors.ts'
import { ok, pageOf, param, queries, query } from './read.ts'

const BATCH = 50

/** The bot itself, people, chats and their members. */
export function contactRoutes(fastify: FastifyInstance, ctx: FeishuContext): void {
  fastify.get('/open-apis/bot/v3/info', async () => {
    const { openId, name } = ctx.directory.bot
    const bot = { activate_status: 2, app_name: name, avatar_url: '', ip_white_list: [], open_id: openId }
    return { code: 0, msg: 'ok', bot }
  })

  fastify.get('/open-apis/contact/v3/users/batch', async (request) => {
    const ids = queries(request, 'user_ids')
    if (ids.length === 0 || ids.length > BATCH) throw new FeishuError(99992402, 'user_ids: 1 to 50')
    return ok({ items: ids.flatMap((id) => visible(ctx, request, id) ?? []).map(userData) })
  })

  fastify.get('/open-apis/contact/v3/users/:id', async (request) => {
    const id = param(request, 'id')
    if (!known(ctx, request, id)) throw new FeishuError(idError(request))
    const person = visible(ctx, request, id)
    if (!person) throw new FeishuError(41050)
    return ok({ user: userData(person) })
  })

  fastify.get('/open-apis/im/v1/chats', async (request) => {
    const chats = ctx.directory.chats.filter((chat) => chat.type === 'group' && chat.botPresent)
    return ok(
      pageOf(
        request,
        chats.map((chat) => ({ chat_id: chat.id, ...chatData(ctx, chat) })),
        100,
      ),
    )
  })

  fastify.get('/open-apis/im/v1/chats/:id', async (request) => ok(chatData(ctx, chatOf(ctx, request))))

  fastify.get('/open-apis/im/v1/chats/:id/members', async (request) => {
    const members = ctx.directory.membersOf(chatOf(ctx, request))
    const items = members.map((person) => ({
      member_id_type: 'open_id',
      member_id: person.openId,
      name: person.name,
      tenant_key: ctx.directory.tenantKey,
    }))
    return ok({ ...pageOf(request, items, 100), member_total: items.length })
  })

  fastify.get('/open-apis/im/v1/chats/:id/members/is_in_chat', async (request) =>
    ok({ is_in_chat: ctx.directory.chatById(param(request, 'id'))?.botPresent ?? false }),
  )

  fastify.get('/open-apis/event/v1/outbound_ip', async () =>
    ok({ ip_list: ['127.0.0.1'], page_token: '', has_more: false }),
  )
}

function known(ctx: FeishuContext, request: FastifyRequest, id: string): Person | undefined {
  const type = query(request, 'user_id_type') || 'open_id'
  return ctx.directory.people.find((person) => (type === 'union_id' ? person.unionId : person.openId) === id)
}

/** People outside the tenant are outside the app's contact range. */
function visible(ctx: FeishuContext, request: FastifyRequest, id: string): Person | undefined {
  const person = known(ctx, request, id)
  return person?.external ? undefined : person
}

function idError(request: FastifyRequest): number {
  return query(request, 'user_id_type') === 'union_id' ? 99992353 : 99992351
}

/** Without the employee-id, e-mail and mobile scopes those fields are missing, as on the platform. */
function userData(person: Person): Record<string, unknown> {
  return {
    open_id: person.openId,
    union_id: person.unionId,
    name: person.name,
    en_name: '',
    nickname: '',
    job_title: person.title ?? '',
    avatar: { avatar_72: '', avatar_240: '', avatar_640: '', avatar_origin: '' },
    department_ids: ['0'],
    status: { is_frozen: false, is_resigned: false, is_activated: true, is_exited: false, is_unjoin: false },
  }
}

function chatOf(ctx: FeishuContext, request: FastifyRequest): Chat {
  const chat = ctx.directory.chatById(param(request, 'id'))
  if (!chat) throw new FeishuError(230001, 'invalid chat_id')
  if (!chat.botPresent) throw new FeishuError(230002)
  return chat
}

function chatData(ctx: FeishuContext, chat: Chat): Record<string, unknown> {
  return {
    name: chat.name,
    avatar: '',
    description: '',
    chat_mode: chat.type === 'group' ? 'group' : 'p2p',
    chat_type: 'private',
    external: ctx.directory.membersOf(chat).some((person) => person.external),
    tenant_key: ctx.directory.tenantKey,
    user_count: String(chat.members.length),
    bot_count: '1',
  }
}
