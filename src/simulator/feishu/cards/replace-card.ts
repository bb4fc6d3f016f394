import { parseRecord, recordAt } from '../../json.ts'
import type { FeishuContext } from '../context.ts'
import { FeishuError } from '../errors.ts'
import type { StoredMessage } from '../messages.ts'
import { checkCard } from './check-card.ts'

const UPDATE_WINDOW_MS = 14 * 86_400_000

/**
 * Puts another card in place of the one in a message.
 * Throws 230001 (not a card; update_multi missing before or after), 230031 (older than 14 days), 200830 (schema 2.0 to 1.0),
 * 230099 (the card is refused).
 */
export function replaceCard(ctx: FeishuContext, message: StoredMessage, content: string): void {
  if (message.type !== 'interactive') throw new FeishuError(230001, 'only a card can be updated')
  if (ctx.clock.now().getTime() - message.createdAt > UPDATE_WINDOW_MS) throw new FeishuError(230031)
  checkCard(content, ctx)
  if (isSchema2(message.content) && !isSchema2(content)) throw new FeishuError(200830)
  if (!isShared(message.content) || !isShared(content)) throw new FeishuError(230001, 'update_multi must be true')
  ctx.messages.edit(message, content)
}

export function isSchema2(content: string): boolean {
  return parseRecord(content)?.schema === '2.0'
}

function isShared(content: string): boolean {
  return recordAt(parseRecord(content), 'config').update_multi === true
}
