import { isRecord, type Json, listAt, recordAt, stringAt } from '../../json.ts'

/** What a person chose in a card. */
export interface Choice {
  questionKey: string
  optionIds: readonly string[]
}

/** Something to press. `callback` and `menu` tell the service, `link` opens a page, `ask` says its question to the bot. */
export interface CardButton {
  id: string
  label: string
  disabled: boolean
  kind: 'callback' | 'menu' | 'link' | 'ask'
  /** The URL of a link, or the question. */
  target: string
}

/** A question of a card, with what is chosen from the start. */
export interface CardInput {
  name: string
  label: string
  kind: 'select' | 'multi_select'
  required: boolean
  disabled: boolean
  options: { value: string; label: string }[]
  preset: string[]
}

/** Stands in place of the buttons once they were replaced. */
const REPLACED = 'replaced'

/** In the order of the client: the buttons of the card, links to go on, the menu at the top right. */
export function buttonsOf(card: Json): CardButton[] {
  return [...mainButtons(card), ...jumpButtons(card), ...menuButtons(card)]
}

/** True for the key of a button that the card once had and that is now replaced by a grey text. */
export function isReplaced(card: Json, id: string): boolean {
  return stringAt(card, 'replace_text') !== '' && ownButtons(card).some((button) => button.id === id)
}

export function inputsOf(card: Json): CardInput[] {
  const type = stringAt(card, 'card_type')
  if (type === 'button_interaction') return isRecord(card.button_selection) ? [select(card.button_selection)] : []
  if (type === 'multiple_interaction') return listAt(card, 'select_list').filter(isRecord).map(select)
  return type === 'vote_interaction' && isRecord(card.checkbox) ? [vote(card, card.checkbox)] : []
}

function mainButtons(card: Json): CardButton[] {
  const text = stringAt(card, 'replace_text')
  const own = ownButtons(card)
  if (text === '' || own.length === 0) return own
  return [{ id: REPLACED, label: text, disabled: true, kind: 'callback', target: '' }]
}

function ownButtons(card: Json): CardButton[] {
  const type = stringAt(card, 'card_type')
  if (type === 'button_interaction') return listAt(card, 'button_list').filter(isRecord).map(listedButton)
  const submits = type === 'vote_interaction' || type === 'multiple_interaction'
  return submits ? [callback(recordAt(card, 'submit_button'), 'callback')] : []
}

function listedButton(button: Json, index: number): CardButton {
  if (button.type !== 1) return callback(button, 'callback')
  const id = stringAt(button, 'key') || `link${index + 1}`
  return { id, label: stringAt(button, 'text'), disabled: false, kind: 'link', target: stringAt(button, 'url') }
}

function jumpButtons(card: Json): CardButton[] {
  if (!stringAt(card, 'card_type').endsWith('_notice')) return []
  return listAt(card, 'jump_list').flatMap((jump, index) => {
    if (!isRecord(jump) || (jump.type !== 1 && jump.type !== 3)) return []
    const kind = jump.type === 1 ? 'link' : 'ask'
    const target = stringAt(jump, kind === 'link' ? 'url' : 'question')
    return [{ id: `jump${index + 1}`, label: stringAt(jump, 'title'), disabled: false, kind, target }]
  })
}

function menuButtons(card: Json): CardButton[] {
  const actions = listAt(recordAt(card, 'action_menu'), 'action_list').filter(isRecord)
  return actions.map((action) => callback(action, 'menu'))
}

function callback(button: Json, kind: 'callback' | 'menu'): CardButton {
  return { id: stringAt(button, 'key'), label: stringAt(button, 'text'), disabled: false, kind, target: '' }
}

/** Without a valid selected_id the first option is chosen. */
function select(question: Json): CardInput {
  const options = optionsOf(question)
  const selected = stringAt(question, 'selected_id')
  const preset = options.find((option) => option.value === selected) ?? options[0]
  return {
    name: stringAt(question, 'question_key'),
    label: stringAt(question, 'title') || stringAt(question, 'question_key'),
    kind: 'select',
    required: false,
    disabled: question.disable === true,
    options,
    preset: preset ? [preset.value] : [],
  }
}

/** A vote needs at least one choice; its question is the title of the card. */
function vote(card: Json, question: Json): CardInput {
  const checked = listAt(question, 'option_list').filter((option) => isRecord(option) && option.is_checked === true)
  return {
    name: stringAt(question, 'question_key'),
    label: stringAt(recordAt(card, 'main_title'), 'title'),
    kind: question.mode === 1 ? 'multi_select' : 'select',
    required: true,
    disabled: question.disable === true,
    options: optionsOf(question),
    preset: checked.map((option) => stringAt(option, 'id')),
  }
}

function optionsOf(question: Json): { value: string; label: string }[] {
  return listAt(question, 'option_list').map((option) => ({
    value: stringAt(option, 'id'),
    label: stringAt(option, 'text'),
  }))
}
