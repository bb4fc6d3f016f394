/** Rules of the parts that template cards are made of (documentation 90236; 101032 for the AI bot). */
import type { Json } from '../../json.ts'
import { distinct, kindIn, listIn, objectIn, refuse, textIn } from './problem.ts'

const KEY_BYTES = 1024
const OPTION_BYTES = 128
const QUESTION_BYTES = 200
/** Width by height of a card's picture. */
const RATIO = { least: 1.3, most: 2.25 }

/** A link of type 1 needs its URL, of type 2 its mini-program. */
export function checkLink(owner: Json, kinds: readonly number[]): number {
  const kind = kindIn(owner, 'type', kinds)
  if (kind === 1) textIn(owner, 'url')
  if (kind === 2) textIn(owner, 'appid')
  return kind
}

/** `attachments`: type 2 is a file, which the AI bot does not know. */
export function checkHorizontal(card: Json, attachments: boolean): void {
  for (const row of listIn(card, 'horizontal_content_list', 0, 6)) {
    const kind = kindIn(row, 'type', attachments ? [0, 1, 2, 3] : [0, 1, 3])
    textIn(row, 'keyname')
    if (kind === 1) textIn(row, 'url')
    if (kind === 2) textIn(row, 'media_id')
    if (kind === 3) textIn(row, 'userid')
  }
}

/** `questions`: type 3 asks the bot something, which only the AI bot knows. */
export function checkJumps(card: Json, questions: boolean): void {
  for (const jump of listIn(card, 'jump_list', 0, 3)) {
    textIn(jump, 'title')
    if (checkLink(jump, questions ? [0, 1, 2, 3] : [0, 1, 2]) === 3) textIn(jump, 'question', QUESTION_BYTES)
  }
}

export function checkMenu(card: Json): void {
  const menu = objectIn(card, 'action_menu')
  if (!menu) return
  const actions = listIn(menu, 'action_list', 1, 3)
  for (const action of actions) textIn(action, 'text')
  distinct(
    actions.map((action) => textIn(action, 'key', KEY_BYTES)),
    'key of action_list',
  )
}

/** Callback buttons (type 0) have a key, links (type 1) a URL. */
export function checkButtons(card: Json): void {
  const buttons = listIn(card, 'button_list', 1, 6)
  const keys = buttons.flatMap((button) => {
    textIn(button, 'text')
    if (kindIn(button, 'type', [0, 1]) === 0) return [textIn(button, 'key', KEY_BYTES)]
    textIn(button, 'url')
    return []
  })
  distinct(keys, 'key of button_list')
}

export function checkSubmit(card: Json): void {
  const submit = objectIn(card, 'submit_button') ?? refuse('submit_button is required')
  textIn(submit, 'text')
  textIn(submit, 'key', KEY_BYTES)
}

/** A question with its options, at most `most`. Returns its key. */
export function checkQuestion(question: Json, most: number): string {
  const options = listIn(question, 'option_list', 1, most)
  for (const option of options) textIn(option, 'text')
  distinct(
    options.map((option) => textIn(option, 'id', OPTION_BYTES)),
    'id of option_list',
  )
  return textIn(question, 'question_key', KEY_BYTES)
}

/** A news card has a picture, or a picture beside a text. Pictures are URLs. */
export function checkPicture(card: Json): void {
  const image = objectIn(card, 'card_image')
  const area = objectIn(card, 'image_text_area')
  if (!image && !area) refuse('card_image or image_text_area is required')
  if (image) {
    textIn(image, 'url')
    const ratio = image.aspect_ratio ?? RATIO.least
    if (typeof ratio !== 'number' || ratio < RATIO.least || ratio > RATIO.most)
      refuse(`aspect_ratio must be ${RATIO.least} to ${RATIO.most}`)
  }
  if (area) {
    textIn(area, 'image_url')
    checkLink(area, [0, 1, 2])
  }
}

export function checkVertical(card: Json): void {
  for (const row of listIn(card, 'vertical_content_list', 0, 4)) textIn(row, 'title')
}
