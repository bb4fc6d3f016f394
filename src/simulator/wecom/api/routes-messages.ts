import type { FastifyInstance } from 'fastify'
import { type Json, recordAt, stringAt } from '../../json.ts'
import { callsBack } from '../cards/check-card.ts'
import { readContent } from '../content.ts'
import type { WecomContext } from '../context.ts'
import type { Person } from '../directory.ts'
import { WecomError } from '../errors.ts'
import { messageId } from '../ids.ts'
import type { StoredMessage } from '../messages.ts'
import { checkAgent } from './agent.ts'
import { Duplicates } from './duplicates.ts'
import { bodyOf, ok } from './read.ts'
import { type Receivers, receiversOf } from './receivers.ts'
import { cardUpdateRoute } from './routes-card-update.ts'
import type { Traffic } from './traffic.ts'

const RECALL_MS = 24 * 3_600_000
const MINUTE = 60_000
/** Messages to one member; the excess is dropped without an error. */
const PER_MEMBER = 30

/** Messages of the app to its members, taken back, and updates of its cards. */
export function messageRoutes(fastify: FastifyInstance, ctx: WecomContext, traffic: Traffic): void {
  const duplicates = new Duplicates(ctx.clock)

  fastify.post('/cgi-bin/message/send', async (request) => {
    const body = bodyOf(request)
    checkAgent(ctx, body)
    return traffic.act(request, () => duplicates.once(body, () => send(ctx, body)))
  })

  fastify.post('/cgi-bin/message/recall', async (request) => {
    const since = ctx.clock.now().getTime() - RECALL_MS
    const copies = ctx.messages.copies(stringAt(bodyOf(request), 'msgid')).filter((copy) => copy.createdAt >= since)
    if (copies.length === 0) throw new WecomError(40058, 'msgid')
    traffic.act(request, () => {
      for (const copy of copies) if (!copy.recalled) ctx.messages.recall(copy)
    })
    return ok()
  })

  cardUpdateRoute(fastify, ctx, traffic)
}

function send(ctx: WecomContext, body: Json): Json {
  const content = readContent(body, 'app', ctx.media)
  const card = content.msgtype === 'template_card' ? recordAt(content, 'template_card') : undefined
  const interactive = card !== undefined && callsBack(card)
  const taskId = stringAt(card, 'task_id')
  if (interactive && !ctx.canCallBack()) throw new WecomError(40058, 'the app has no callback url')
  if (interactive || taskId !== '') ctx.taskIds.check('app', taskId)
  const receivers = receiversOf(ctx, body)
  if (taskId !== '') ctx.taskIds.use('app', taskId)
  const msgid = messageId()
  const copies = deliver(ctx, receivers, msgid, content)
  const code = interactive ? { response_code: ctx.responseCodes.issue(copies) } : {}
  return ok({ ...receivers.invalid, msgid, ...code })
}

/** One message per private chat. The message of a single receiver has the msgid for its id. */
function deliver(ctx: WecomContext, { people }: Receivers, msgid: string, body: Json): StoredMessage[] {
  return people.flatMap((person, index) => {
    const id = people.length === 1 ? msgid : `${msgid}.${index + 1}`
    return copyFor(ctx, person, { id, batch: msgid, body }) ?? []
  })
}

type Copy = Pick<StoredMessage, 'id' | 'batch' | 'body'>

function copyFor(ctx: WecomContext, person: Person, copy: Copy): StoredMessage | undefined {
  const chat = ctx.directory.privateChatOf(person)
  if (!chat || !ctx.limits.take(`member ${person.id}`, PER_MEMBER, MINUTE)) return undefined
  return ctx.messages.add({ ...copy, chatId: chat.id, from: 'bot', route: 'app' })
}
