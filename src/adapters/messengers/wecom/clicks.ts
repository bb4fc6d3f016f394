/** What follows a press, whichever transport brought it: decide, show the card as it is now, tell who needs to know. */
import type { Card } from '../../../bot/card/card.ts'
import type { CardAnswer, InboundCardAction } from '../../../bot/messenger.ts'
import type { AdapterLog } from '../../shared/log.ts'

export const STALE_TEXT = '这张卡片已失效，请重新发送命令'
export const FAILED_TEXT = '处理失败，请稍后再试'

export interface ClickPorts {
  log: AdapterLog
  /** WeCom has no toasts: a private message, where one can be sent. Never fails. */
  tell(userId: string, words: string): Promise<void>
}

/** Shows the card; false if that failed. */
export type Show = (card: Card) => Promise<boolean>

/** Never fails. */
export async function answerClick(
  ports: ClickPorts,
  event: InboundCardAction,
  answer: CardAnswer,
  show: Show,
): Promise<void> {
  const shown = answer.card !== undefined && (await show(answer.card))
  if (shown && answer.delivered) {
    await answer.delivered().catch(() => ports.log.warn({}, 'wecom answer could not be noted as delivered'))
  }
  const words = wordsFor(answer, shown)
  if (words !== undefined) await ports.tell(event.sender, words)
}

/**
 * A message is louder than a toast, so only what the person would miss: refusals, and a result that no card shows. The
 * hints among them announce what comes by itself.
 */
function wordsFor({ toast }: CardAnswer, shown: boolean): string | undefined {
  if (!toast || toast.kind === 'info' || (toast.kind === 'success' && shown)) return undefined
  return toast.text
}
