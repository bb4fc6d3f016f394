import type { Json } from '../../json.ts'
import type { WecomContext } from '../context.ts'
import { WecomError } from '../errors.ts'

/** Throws 41011 without an agentid and 301002 for another app's. */
export function checkAgent(ctx: WecomContext, body: Json): void {
  if (body.agentid === undefined) throw new WecomError(41011)
  if (body.agentid !== ctx.app.agentId) throw new WecomError(301002)
}
