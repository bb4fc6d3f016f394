/**
 * What a button of ours carries through the client: `{"a": action, "v": CARD_VERSION, "g": arguments}`, and `"p": 1` on
 * cards in a private chat, because a click names the chat but not its kind. None of it is trusted: `p` can only send
 * later answers to the private chat of whoever clicked.
 */
import type { Button } from '../../../bot/card/card.ts'
import { CARD_VERSION } from '../../../bot/card/card.ts'
import { isRecord, type Json, record, text } from '../../shared/json.ts'

export interface ButtonValue {
  action: string
  version: number
  args: Record<string, string>
  private: boolean
}

/** Names tell a form's submit button from a plain one: form components need a unique name anyway. */
export function buttonName(index: number, submits: boolean): string {
  return `${submits ? 'submit' : 'b'}_${index}`
}

export function isSubmit(name: string): boolean {
  return name.startsWith('submit_')
}

export function writeButtonValue(button: Button, isPrivate: boolean): Json {
  return { a: button.action, v: CARD_VERSION, g: button.args, ...(isPrivate && { p: 1 }) }
}

/** `undefined` if the value was not written by {@link writeButtonValue}. */
export function readButtonValue(value: unknown): ButtonValue | undefined {
  if (!isRecord(value) || !text(value.a) || typeof value.v !== 'number') return undefined
  const args = Object.entries(record(value.g)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return { action: text(value.a), version: value.v, args: Object.fromEntries(args), private: value.p === 1 }
}
