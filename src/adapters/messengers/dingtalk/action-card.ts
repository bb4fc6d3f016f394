/**
 * A card without a template: its words, with buttons that make the presser's own client say the words for them
 * (`dtmd://`). What they say is an ordinary message that anybody could type, and is checked as such.
 */
import type { Button, Card } from '../../../bot/card/card.ts'
import { choices, toText } from '../../../bot/card/to-text.ts'
import { byName, plainText, robotMarkdown } from './markdown.ts'
import { PARAM_MAX_BYTES, paramBytes, type RobotMessage } from './robot-message.ts'

const MOST_BUTTONS = 5
/** A-12, T-7, P-3: the number that makes words mean this object. */
const REFERENCE = /(?<![\w-])[A-Z]-\d+(?!\w)/

/** `undefined` if the card has no buttons or too many, or is too long for one message: words alone will do then. */
export function actionCard(card: Card): RobotMessage | undefined {
  const buttons = choices(card)
  if (buttons.length === 0 || buttons.length > MOST_BUTTONS) return undefined
  const reference = REFERENCE.exec(card.header.tag ?? '')?.[0] ?? REFERENCE.exec(card.header.text)?.[0]
  const param = {
    title: plainText(card.summary),
    text: robotMarkdown(toText(card), byName),
    ...buttonParams(buttons.map((button) => [plainText(button.label), speakUrl(spoken(button, reference))] as const)),
  }
  const message = { msgKey: msgKey(buttons.length), param }
  return paramBytes(message) <= PARAM_MAX_BYTES ? message : undefined
}

function msgKey(buttons: number): string {
  if (buttons === 1) return 'sampleActionCard'
  return buttons === 2 ? 'sampleActionCard6' : `sampleActionCard${buttons}`
}

/** One button, two side by side, and more below each other are three kinds of message with other names. */
function buttonParams(buttons: readonly (readonly [title: string, url: string])[]): Record<string, string> {
  const [first] = buttons
  if (buttons.length === 1 && first) return { singleTitle: first[0], singleURL: first[1] }
  const [title, url] = buttons.length === 2 ? ['buttonTitle', 'buttonUrl'] : ['actionTitle', 'actionURL']
  return Object.fromEntries(
    buttons.flatMap(([label, link], index) => [
      [`${title}${index + 1}`, label],
      [`${url}${index + 1}`, link],
    ]),
  )
}

/** `同意 A-1`; the options of a question are answered by their number. */
function spoken({ label }: Button, reference: string | undefined): string {
  const words = plainText(label)
  const number = /^(\d+) /.exec(words)?.[1]
  if (number !== undefined) return number
  return reference === undefined || words.includes(reference) ? words : `${words} ${reference}`
}

function speakUrl(words: string): string {
  return `dtmd://dingtalkclient/sendMessage?content=${encodeURIComponent(words)}`
}
