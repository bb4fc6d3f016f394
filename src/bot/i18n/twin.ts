/** How a card reads as words (src/bot/card/to-text.ts), and what the bot says of the ways it speaks. */
import type { InputKind } from '../card/card.ts'

export const twinZh = {
  colon: '：',
  image: '［图］',
  chooseByNumber: '回复序号：',
  fill: '请回复：',
  fillByNumber: '写成「1=… 2=…」;只差一项时直接写内容即可',
  giveUp: (word: string) => `放弃请回复「${word}」`,
  optional: '可不填',
  now: (value: string) => `现为 ${value}`,
  hints: {
    date: '如 12月1日',
    number: '数字',
    person: '姓名',
  } as Partial<Record<InputKind, string>>,
  languageChosen: '好的,以后用中文和你说。',
  modeChosen: { text: '好的,这里以后只发文字,选择用序号回复。', cards: '好的,这里以后发卡片。' },
}

export const twinEn: typeof twinZh = {
  colon: ': ',
  image: '[image] ',
  chooseByNumber: 'Reply with a number: ',
  fill: 'Please reply: ',
  fillByNumber: 'Write "1=… 2=…"; where one is missing, its value alone will do',
  giveUp: (word) => `To drop it, reply "${word}"`,
  optional: 'optional',
  now: (value) => `now ${value}`,
  hints: { date: 'such as 12-01', number: 'a number', person: 'a name' },
  languageChosen: 'All right, I will speak English to you from now on.',
  modeChosen: {
    text: 'All right, words only here from now on; choices are answered by their numbers.',
    cards: 'All right, cards here from now on.',
  },
}
