import type { FastifyInstance } from 'fastify'
import type { Json } from '../json.ts'
import { nextWorkingMorning, parseDuration, parseInstant, toIso } from '../time.ts'
import type { ApiContext } from './context.ts'
import { ApiError, bodyOf, optionalText } from './read.ts'

/** The virtual clock, and waiting until nothing is left to do. */
export function clockRoutes(fastify: FastifyInstance, ctx: ApiContext): void {
  fastify.post('/clock', async (request) => {
    const target = await targetOf(ctx, bodyOf(request))
    if (target.getTime() < ctx.clock.now().getTime()) throw new ApiError(409, 'the clock cannot be set back')
    await ctx.settling.advanceTo(target)
    return { clock: toIso(ctx.clock.now().getTime()) }
  })

  fastify.post('/idle', async (_request, reply) => {
    if (await ctx.settling.idle()) return { idle: true }
    return reply.code(408).send({ error: 'still busy after 30 seconds' })
  })
}

async function targetOf(ctx: ApiContext, body: Json): Promise<Date> {
  const now = optionalText(body, 'now')
  const advance = optionalText(body, 'advance')
  const to = optionalText(body, 'to')
  if (now !== undefined) return instantOf(now)
  if (advance !== undefined) return new Date(ctx.clock.now().getTime() + durationOf(advance))
  if (to === 'next-working-morning') return nextWorkingMorning(ctx.clock.now().getTime(), ctx.isWorkingDay)
  if (to !== 'next-due') throw new ApiError(400, 'say now, advance, or to: next-working-morning or next-due')
  const due = await ctx.settling.nextDue()
  if (!due) throw new ApiError(409, 'nothing is scheduled')
  return new Date(Math.max(due.getTime(), ctx.clock.now().getTime()))
}

function instantOf(text: string): Date {
  const instant = parseInstant(text)
  if (!instant) throw new ApiError(400, 'now must be an ISO time with offset')
  return instant
}

function durationOf(text: string): number {
  const duration = parseDuration(text)
  if (duration === undefined) throw new ApiError(400, 'advance must be an ISO 8601 duration such as PT1H')
  return duration
}
