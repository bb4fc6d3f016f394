import type { FastifyInstance } from 'fastify'
import { asPattern, type Direction, type Fault, type FaultMatch, isPossible } from '../faults.ts'
import { isRecord } from '../json.ts'
import type { ApiContext } from './context.ts'
import { platformOf, platformsOf } from './find.ts'
import { ApiError, bodyOf, optionalText, queryOf } from './read.ts'

/** Things that will go wrong on a platform. */
export function faultRoutes(fastify: FastifyInstance, ctx: ApiContext): void {
  fastify.post('/faults', async (request) => {
    const body = bodyOf(request)
    const platform = platformOf(ctx, optionalText(body, 'platform'))
    const match = matchOf(body.match)
    const times = body.times ?? 1
    if (typeof times !== 'number' || !Number.isInteger(times) || times < 1) throw new ApiError(400, 'times must be ≥ 1')
    return { id: platform.faults.add(match, faultOf(body.fault, match.direction), times) }
  })

  fastify.get('/faults', async (request) =>
    platformsOf(ctx, queryOf(request).platform).flatMap(({ name, faults }) =>
      faults.list().map((planned) => ({ platform: name, ...planned })),
    ),
  )

  fastify.delete('/faults', async (request) => {
    for (const { faults } of platformsOf(ctx, queryOf(request).platform)) faults.clear()
    return { cleared: true }
  })
}

function faultOf(fault: unknown, direction: Direction | undefined): Fault {
  const kind = isRecord(fault) ? String(fault.kind) : ''
  if (!isRecord(fault) || !isPossible(kind, direction))
    throw new ApiError(400, `fault ${kind} does not happen in direction ${direction ?? 'api or event'}`)
  if (kind === 'code' && typeof fault.code !== 'number' && typeof fault.code !== 'string')
    throw new ApiError(400, 'fault code needs a `code`')
  return { ...fault, kind }
}

function matchOf(match: unknown): FaultMatch {
  if (match === undefined) return {}
  if (!isRecord(match)) throw new ApiError(400, 'match must be an object')
  const direction = optionalText(match, 'direction')
  if (direction !== undefined && direction !== 'api' && direction !== 'event')
    throw new ApiError(400, 'direction must be api or event')
  const path = optionalText(match, 'path')
  if (path !== undefined) checkPattern(path)
  return { method: optionalText(match, 'method'), path, direction }
}

function checkPattern(path: string): void {
  try {
    asPattern(path)
  } catch {
    throw new ApiError(400, 'match.path is not a regular expression')
  }
}
