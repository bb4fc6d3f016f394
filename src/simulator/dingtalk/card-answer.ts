import { isRecord, type Json } from '../json.ts'
import { paramsOf, updateFlags } from './card-params.ts'
import { type CardInstance, changeCard } from './cards.ts'
import type { DingtalkContext } from './context.ts'
import type { Person } from './directory.ts'
import type { Outcome } from './push.ts'

const complain = (message: string) => new RangeError(message)

/**
 * Applies the answer to a card callback: the card's variables for everybody, private ones for whoever pressed. Over the
 * stream it stands inside `{"response": …}`. Returns what is wrong with it, or undefined.
 */
export function applyCardAnswer(
  ctx: DingtalkContext,
  card: CardInstance,
  from: Person,
  outcome: Extract<Outcome, { kind: 'answered' }>,
): string | undefined {
  if (outcome.code !== 200) return `code ${outcome.code}`
  if (!isRecord(outcome.data)) return 'the answer is no JSON object'
  const answer = card.callbackType === 'STREAM' ? outcome.data.response : outcome.data
  if (answer === null || answer === undefined) return undefined
  if (!isRecord(answer)) return 'the response is no JSON object'
  try {
    apply(ctx, card, from, answer)
    return undefined
  } catch (error) {
    if (error instanceof RangeError) return error.message
    throw error
  }
}

function apply(ctx: DingtalkContext, card: CardInstance, from: Person, answer: Json): void {
  const data = paramsOf(answer.cardData, ctx.app.cardValueBytes, complain)
  const own = paramsOf(answer.userPrivateData, ctx.app.cardValueBytes, complain)
  if (!data && !own) return
  changeCard(card, { data, privateData: own && { [from.staffId]: own }, ...updateFlags(answer) })
  ctx.messages.cardChanged(card.outTrackId)
}
