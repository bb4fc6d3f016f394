import type { FastifyInstance } from 'fastify'
import { isRecord } from '../json.ts'
import { replaceCard } from './cards/replace-card.ts'
import type { FeishuContext } from './context.ts'
import { FeishuError } from './errors.ts'
import { bodyOf, ok, required } from './read.ts'

const CARD_BYTES = 30 * 1024

/** The delayed update of a card by the token of its callback. */
export function cardRoutes(fastify: FastifyInstance, ctx: FeishuContext): void {
  fastify.post('/open-apis/interactive/v1/card/update', async (request) => {
    const body = bodyOf(request)
    if (!isRecord(body.card)) throw new FeishuError(99992402, 'card is required')
    const { messageId, early } = ctx.cardTokens.use(required(body, 'token'))
    const message = ctx.messages.get(messageId)
    if (!message || message.recalled) throw new FeishuError(230011)
    // Before the callback is answered the update is accepted, but the answer reverts it.
    const card = JSON.stringify(body.card)
    if (Buffer.byteLength(card) > CARD_BYTES) throw new FeishuError(200860)
    if (!early) replaceCard(ctx, message, card)
    return ok({})
  })
}
