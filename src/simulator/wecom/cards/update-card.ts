import { type Json, recordAt } from '../../json.ts'
import type { StoredMessage } from '../messages.ts'

/** The payload with another card in place of its own; the task_id of the first stays, what the new one says is ignored. `names` holds enable_id_trans. */
export function withCard(message: StoredMessage, card: Json, names: Json = {}): Json {
  const { task_id } = recordAt(message.body, 'template_card')
  return {
    msgtype: 'template_card',
    template_card: { ...card, ...(task_id === undefined ? {} : { task_id }) },
    ...names,
  }
}

/** The payload with its buttons greyed out and this text on them. */
export function withReplacedButton(body: Json, text: string): Json {
  return { ...body, template_card: { ...recordAt(body, 'template_card'), replace_text: text } }
}
