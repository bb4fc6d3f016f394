import { isRecord, type Json, recordAt, stringAt } from '../../json.ts'
import type { Route } from '../messages.ts'
import {
  checkButtons,
  checkHorizontal,
  checkJumps,
  checkLink,
  checkMenu,
  checkPicture,
  checkQuestion,
  checkSubmit,
  checkVertical,
} from './parts.ts'
import { distinct, listIn, objectIn, refuse } from './problem.ts'

const NOTICES = ['text_notice', 'news_notice']
const INTERACTIVE = ['button_interaction', 'vote_interaction', 'multiple_interaction']
const SELECTS = 3
const SELECT_OPTIONS = 10
const VOTE_OPTIONS = 20

/** Checks a template card against the documented rules of its kind. Throws 40058 naming the field. */
export function checkCard(value: unknown, route: Route): Json {
  const card = isRecord(value) ? value : refuse('template_card is required')
  const type = stringAt(card, 'card_type')
  if (![...NOTICES, ...INTERACTIVE].includes(type)) refuse('card_type')
  if (route === 'webhook' && !NOTICES.includes(type)) refuse(`card_type ${type} is not for webhooks`)
  checkTitle(card, type)
  checkMenu(card)
  checkHorizontal(card, route !== 'bot')
  const quote = objectIn(card, 'quote_area')
  if (quote) checkLink(quote, [0, 1, 2])
  const action = objectIn(card, 'card_action')
  if (action) checkLink(action, NOTICES.includes(type) ? [1, 2] : [0, 1, 2])
  if (NOTICES.includes(type)) {
    if (!action) refuse('card_action is required')
    checkJumps(card, route === 'bot')
  }
  if (type === 'news_notice') checkNews(card)
  if (INTERACTIVE.includes(type)) checkInteraction(card, type)
  return card
}

/** True when the card calls back: it then needs a task_id and, on the app's route, gets a response_code. */
export function callsBack(card: Json): boolean {
  return INTERACTIVE.includes(stringAt(card, 'card_type')) || isRecord(card.action_menu)
}

function checkTitle(card: Json, type: string): void {
  const title = stringAt(recordAt(card, 'main_title'), 'title')
  const fallback = type === 'text_notice' ? stringAt(card, 'sub_title_text') : ''
  if (title === '' && fallback === '') refuse('main_title.title is required')
}

function checkNews(card: Json): void {
  checkPicture(card)
  checkVertical(card)
}

function checkInteraction(card: Json, type: string): void {
  if (type === 'button_interaction') {
    checkButtons(card)
    const selection = objectIn(card, 'button_selection')
    if (selection) checkQuestion(selection, SELECT_OPTIONS)
    return
  }
  checkSubmit(card)
  if (type === 'vote_interaction')
    checkQuestion(objectIn(card, 'checkbox') ?? refuse('checkbox is required'), VOTE_OPTIONS)
  else {
    const keys = listIn(card, 'select_list', 1, SELECTS).map((select) => checkQuestion(select, SELECT_OPTIONS))
    distinct(keys, 'question_key of select_list')
  }
}
