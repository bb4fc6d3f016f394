import type { FastifyInstance } from 'fastify'
import { isRecord, type Json, listAt, recordAt, stringAt } from '../../json.ts'
import { checkCard } from '../cards/check-card.ts'
import { withCard, withReplacedButton } from '../cards/update-card.ts'
import { idTransOf } from '../content.ts'
import type { WecomContext } from '../context.ts'
import type { Person } from '../directory.ts'
import { WecomError } from '../errors.ts'
import type { StoredMessage } from '../messages.ts'
import { checkAgent } from './agent.ts'
import { bodyOf, ok, strings } from './read.ts'
import { ROOT_DEPARTMENT } from './routes-contacts.ts'
import type { Traffic } from './traffic.ts'

const MOST_USERS = 1000
const MOST_OTHERS = 100

/** One update of a sent card per response_code: greyed buttons, or another card. */
export function cardUpdateRoute(fastify: FastifyInstance, ctx: WecomContext, traffic: Traffic): void {
  fastify.post('/cgi-bin/message/update_template_card', async (request) => {
    const body = bodyOf(request)
    checkAgent(ctx, body)
    const code = stringAt(body, 'response_code')
    const copies = ctx.responseCodes.copies(code)
    const change = changeOf(body)
    const { chosen, invaliduser } = choose(ctx, body, copies)
    ctx.responseCodes.spend(code)
    traffic.act(request, () => {
      for (const copy of chosen) if (!copy.recalled) ctx.messages.edit(copy, change(copy))
    })
    return ok({ invaliduser })
  })
}

function changeOf(body: Json): (copy: StoredMessage) => Json {
  const hasButton = isRecord(body.button)
  if (hasButton === isRecord(body.template_card)) throw new WecomError(40058, 'either button or template_card')
  if (!hasButton) {
    const card = checkCard(body.template_card, 'app')
    return (copy) => withCard(copy, card, idTransOf(body))
  }
  const text = stringAt(recordAt(body, 'button'), 'replace_name')
  if (text === '') throw new WecomError(40058, 'button.replace_name is required')
  return (copy) => withReplacedButton(copy.body, text)
}

/** The copies of those named; whoever never got the card is invalid. Throws 82001 when nobody is named. */
function choose(ctx: WecomContext, body: Json, copies: readonly StoredMessage[]) {
  const userIds = strings(body, 'userids', MOST_USERS)
  const parties = [...listAt(body, 'partyids'), ...listAt(body, 'tagids')]
  if (parties.length > 2 * MOST_OTHERS) throw new WecomError(40058, 'partyids, tagids')
  const all = body.atall === 1 || parties.includes(ROOT_DEPARTMENT)
  if (!all && userIds.length + parties.length === 0) throw new WecomError(82001)
  if (all) return { chosen: copies, invaliduser: [] }
  const found = userIds.map((userId) => ({ userId, copy: copyOf(ctx, copies, ctx.directory.insider(userId)) }))
  return {
    chosen: found.flatMap(({ copy }) => copy ?? []),
    invaliduser: found.flatMap(({ userId, copy }) => (copy ? [] : [userId])),
  }
}

function copyOf(ctx: WecomContext, copies: readonly StoredMessage[], person: Person | undefined) {
  const chat = person && ctx.directory.privateChatOf(person)
  return chat && copies.find((copy) => copy.chatId === chat.id)
}
