import type { CardAnswer } from '../../../bot/messenger.ts'
import type { Json } from '../../shared/json.ts'
import { renderCard } from './render-card.ts'

/** A press on a button that this version did not write. */
export const STALE: CardAnswer = {
  toast: { kind: 'warning', text: '这张卡片已失效，请重新发送命令' },
}

/** Our own failure; DingTalk never sends a press again, so the person has to know. */
export const FAILED: CardAnswer = {
  toast: { kind: 'error', text: '处理失败，请稍后再试' },
}

/** Without both, whatever is given replaces everything that was there. */
export const BY_KEY = { updateCardDataByKey: true, updatePrivateDataByKey: true }

/**
 * Answer to a card callback: the card as it is now for everybody, and a line for whoever pressed (DingTalk has no toast).
 * That line is emptied by the next press. Images of the card are shown by their words.
 */
export function answerBody(answer: CardAnswer, isPrivate: boolean): Json {
  return {
    cardUpdateOptions: BY_KEY,
    cardData: { cardParamMap: answer.card ? renderCard(answer.card, [], { isPrivate }) : {} },
    userPrivateData: { cardParamMap: { notice: answer.toast?.text ?? '' } },
  }
}
