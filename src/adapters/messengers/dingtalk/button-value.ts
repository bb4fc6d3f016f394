/**
 * What a button of ours carries through the client, as compact JSON text: `{"a": action, "v": CARD_VERSION, "g": arguments}`,
 * and `"p": 1` on cards in a private chat, because a press does not say where it happened, `"f": 1` on the buttons that
 * send a form. It travels as the actionId: in a loop of a template only that follows the item. None of it is trusted: `p`
 * can only send later answers to the private chat of whoever pressed.
 */
import { type Button, CARD_VERSION } from '../../../bot/card/card.ts'
import { isRecord, parseJson, record, text } from '../../shared/json.ts'

export interface ButtonValue {
  action: string
  version: number
  args: Record<string, string>
  private: boolean
  submits: boolean
}

export function writeButtonValue(button: Button, options: { isPrivate: boolean; submits: boolean }): string {
  return JSON.stringify({
    a: button.action,
    v: CARD_VERSION,
    g: button.args,
    ...(options.isPrivate && { p: 1 }),
    ...(options.submits && { f: 1 }),
  })
}

/** `undefined` if the text was not written by {@link writeButtonValue}. */
export function readButtonValue(source: unknown): ButtonValue | undefined {
  const value = parseJson(text(source))
  if (!isRecord(value) || !text(value.a) || typeof value.v !== 'number') return undefined
  const args = Object.entries(record(value.g)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return {
    action: text(value.a),
    version: value.v,
    args: Object.fromEntries(args),
    private: value.p === 1,
    submits: value.f === 1,
  }
}
