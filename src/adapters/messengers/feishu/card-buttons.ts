import type { Button } from '../../../bot/card/card.ts'
import type { Json } from '../../shared/json.ts'
import { buttonName, writeButtonValue } from './button-value.ts'
import { plainText } from './markdown.ts'

/** Documented limit of a button's text. */
const MAX_LABEL = 100

const TYPE = { primary: 'primary', danger: 'danger', default: 'default' } as const

export interface Buttons {
  /** A row of buttons that wraps on narrow screens. `submits`: they stand in a form. */
  row(buttons: readonly Button[], submits: boolean): Json
}

/** Numbers the buttons of one card: names have to be unique in it. */
export function createButtons(isPrivate: boolean): Buttons {
  let count = 0

  function button(from: Button, submits: boolean): Json {
    return {
      tag: 'button',
      name: buttonName(count++, submits),
      text: { tag: 'plain_text', content: plainText(from.label).slice(0, MAX_LABEL) },
      type: TYPE[from.style ?? 'default'],
      ...(from.disabled && { disabled: true }),
      ...(submits && { form_action_type: 'submit' }),
      behaviors: [{ type: 'callback', value: writeButtonValue(from, isPrivate) }],
    }
  }

  return {
    row: (buttons, submits) => ({
      tag: 'column_set',
      flex_mode: 'flow',
      horizontal_spacing: '8px',
      columns: buttons.map((from) => ({ tag: 'column', width: 'auto', elements: [button(from, submits)] })),
    }),
  }
}
