import type { CardAnswer } from '../../../bot/messenger.ts'
import type { Json } from '../../shared/json.ts'
import { renderCard } from './render-card.ts'

/** A click on a button that this version did not write. */
export const STALE: CardAnswer = {
  toast: { kind: 'warning', text: '这张卡片已失效，请重新发送命令' },
}

/** Our own failure; Feishu never sends a click again, so the person has to know. */
export const FAILED: CardAnswer = {
  toast: { kind: 'error', text: '处理失败，请稍后再试' },
}

/** Body of the answer to `card.action.trigger`: toast and the card as it is now. Images of it are shown by their alt text. */
export function answerBody(answer: CardAnswer, isPrivate: boolean): Json {
  return {
    ...(answer.toast && { toast: { type: answer.toast.kind, content: answer.toast.text } }),
    ...(answer.card && { card: { type: 'raw', data: renderCard(answer.card, [], { isPrivate }) } }),
  }
}
