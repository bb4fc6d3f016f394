import { FeishuError } from '../errors.ts'

const WORDS: Record<number, string> = {
  11310: 'element exceeds the limit',
  100290: 'invalid user resource',
  200380: 'template does not exist',
  200530: 'invalid form',
  200550: 'chart_spec is invalid',
  200570: 'image key is invalid',
  200621: 'parse card json err, please check whether the card json is correct',
  200861: 'cards of schema V2 no longer support this capability',
  200914: 'table columns are invalid',
  200915: 'table rows are invalid',
  300301: 'element_id is duplicated',
}

/** The platform's refusal of a card: 230099 with the real reason as `ErrCode: N` in the message. */
export function cardProblem(errCode: number, value: string): FeishuError {
  return new FeishuError(
    230099,
    `ErrCode: ${errCode}; ErrMsg: ${WORDS[errCode] ?? 'invalid card'}; ErrorValue: ${value}; `,
  )
}
