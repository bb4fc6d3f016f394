/** What people say around an order: greetings, please, thanks. It is struck out before anything else is read. */
import type { Piece } from './canvas.ts'

const LEADING =
  /^(?:\/|(?:嗨|嘿|喂|哎|诶|唉|那个|这样|急|紧急|ok|okay|hi|hello|hey|please|pls|kindly)[,!~\s]+|小助手|助手[,\s]|请问|请(?!假|柬|款)|麻烦(?:你|您|一下|大家)?|辛苦(?:你|您|一下)?|拜托(?:你|您|了)?|劳驾|帮(?:我|忙|个忙|咱们?|我们)(?:们)?(?:一下|下|把(?=$))?|给我(?=看|查|来|发)|我(?:要|想要|想|来|需要|们要|们想|这边要?|这边)(?!的)|咱们?(?:要|想)?|你(?:帮我|给我)|can you|could you|would you|will you|i['’]d like to|i want to|i need to|i would like to|let['’]s)\s*/iu

const TRAILING =
  /(?:[\s,。.!~…、]|(?:谢谢|多谢|感谢|辛苦|拜托|麻烦)(?:你|您|啦|了|大家|各位)*|谢啦|thanks|thank you|thx|please|pls|for me|一下下?|[吧啊哈呗哦呀嘛啦喔噢哟咯诶]|(?:这个)?可以了|就行了?|即可|就好了?|了?哈)+$/iu

/** Thanks are short; no more of a line is looked at for them. */
const LONGEST_TAIL = 200

/** The part of the text that is not courtesy. Never empty: a line that is all courtesy stays as it is. */
export function withoutCourtesy(text: string): Piece {
  let start = 0
  let end = text.length
  for (let match = LEADING.exec(text.slice(start, end)); match && match[0] !== ''; ) {
    start += match[0].length
    match = LEADING.exec(text.slice(start, end))
  }
  const tailStart = Math.max(start, end - LONGEST_TAIL)
  const tail = TRAILING.exec(text.slice(tailStart, end))
  if (tail && tailStart + tail.index > start) end = tailStart + tail.index
  return end > start ? { start, end } : { start: 0, end: text.length }
}
