import type { FastifyInstance } from 'fastify'
import { type Json, stringAt } from '../json.ts'
import { deliver, spacesOf } from './card-delivery.ts'
import { paramsOf, privateParamsOf, updateFlags } from './card-params.ts'
import { type CardInstance, changeCard } from './cards.ts'
import type { DingtalkContext } from './context.ts'
import { ApiRefusal } from './errors.ts'
import { bodyOf, required } from './read.ts'

const complain = (message: string) => new ApiRefusal('param.cardDataInvalid', { message })

/** Interactive cards: created, delivered and updated, in one step or two. */
export function cardRoutes(fastify: FastifyInstance, ctx: DingtalkContext): void {
  fastify.post('/v1.0/card/instances/createAndDeliver', async (request) => {
    const body = bodyOf(request)
    const spaces = spacesOf(required(body, 'openSpaceId', 'param.openSpaceIdEmpty'))
    const card = readCard(ctx, body)
    ctx.cards.add(card)
    return success({ outTrackId: card.outTrackId, deliverResults: deliver(ctx, card, body, spaces) })
  })

  fastify.post('/v1.0/card/instances', async (request) => {
    const card = readCard(ctx, bodyOf(request))
    ctx.cards.add(card)
    return success(card.outTrackId)
  })

  fastify.post('/v1.0/card/instances/deliver', async (request) => {
    const body = bodyOf(request)
    const spaces = spacesOf(required(body, 'openSpaceId', 'param.openSpaceIdEmpty'))
    return success(deliver(ctx, existing(ctx, body), body, spaces))
  })

  fastify.put('/v1.0/card/instances', async (request) => {
    const body = bodyOf(request)
    const card = existing(ctx, body)
    const data = paramsOf(body.cardData, ctx.app.cardValueBytes, complain)
    const privateData = privateOf(ctx, body)
    changeCard(card, { data, privateData, ...updateFlags(body) })
    ctx.messages.cardChanged(card.outTrackId)
    return success(true)
  })

  fastify.post('/v1.0/card/callbacks/register', async (request) => {
    const body = bodyOf(request)
    const callbackRouteKey = required(body, 'callbackRouteKey', 'param.callbackRouteKeyEmpty')
    const url = required(body, 'callbackUrl', 'param.callbackUrlEmpty')
    if (ctx.cardRoutes.has(callbackRouteKey) && body.forceUpdate !== true)
      throw new ApiRefusal('param.callbackRouteKeyExist')
    const apiSecret = stringAt(body, 'apiSecret') || undefined
    ctx.cardRoutes.register(callbackRouteKey, { url, apiSecret })
    return success({ callbackUrl: url, ...(apiSecret === undefined ? {} : { apiSecret }) })
  })
}

/** A new card; throws for a template that is not published, a used outTrackId, or variables that are not texts. */
function readCard(ctx: DingtalkContext, body: Json): CardInstance {
  const templateId = required(body, 'cardTemplateId', 'param.cardTemplateIdEmpty')
  const outTrackId = required(body, 'outTrackId', 'param.outTrackIdEmpty')
  checkTemplate(ctx, templateId)
  if (ctx.cards.get(outTrackId)) throw new ApiRefusal('param.cardAlreadyExist')
  const data = paramsOf(body.cardData, ctx.app.cardValueBytes, complain)
  if (!data) throw new ApiRefusal('param.cardPublicDataEmpty')
  return {
    outTrackId,
    templateId,
    callbackType: callbackTypeOf(body),
    routeKey: stringAt(body, 'callbackRouteKey') || undefined,
    data,
    privateData: privateOf(ctx, body) ?? {},
  }
}

function checkTemplate(ctx: DingtalkContext, templateId: string): void {
  if (ctx.app.cardTemplates.includes(templateId)) return
  const known = ctx.app.unpublishedTemplates?.includes(templateId) ?? false
  throw new ApiRefusal(known ? 'param.templateUnpublished' : 'param.templateNotExist')
}

function callbackTypeOf(body: Json): CardInstance['callbackType'] {
  const type = stringAt(body, 'callbackType')
  if (type === '') return undefined
  if (type === 'STREAM' || type === 'HTTP') return type
  throw new ApiRefusal('param.callbackTypeInvalid')
}

/** Private data by userid; unionIds (userIdType 2) are translated. */
function privateOf(ctx: DingtalkContext, body: Json) {
  const given = privateParamsOf(body, ctx.app.cardValueBytes, complain)
  if (!given) return undefined
  const { people } = ctx.directory
  const entries = Object.entries(given).map(([id, params]) => {
    const person = people.find(({ staffId, unionId }) => (body.userIdType === 2 ? unionId : staffId) === id)
    if (!person || person.external) throw new ApiRefusal('param.userIdNotExist')
    return [person.staffId, params] as const
  })
  return Object.fromEntries(entries)
}

function existing(ctx: DingtalkContext, body: Json): CardInstance {
  const card = ctx.cards.get(required(body, 'outTrackId', 'param.outTrackIdEmpty'))
  if (!card) throw new ApiRefusal('param.cardNotExist')
  return card
}

function success(result: unknown): Record<string, unknown> {
  return { success: true, result }
}
