/**
 * What a button of ours carries through the client, in its `key` of at most 1024 bytes: `{"a": action, "v": CARD_VERSION,
 * "g": arguments}` as compact JSON, and `"i"` where another button of the card says the same, because keys must differ.
 * None of it is trusted.
 */
import { type Button, CARD_VERSION } from '../../../bot/card/card.ts'
import { isRecord, parseJson, record, text } from '../../shared/json.ts'

const MAX_BYTES = 1024

export interface ButtonKey {
  action: string
  version: number
  args: Record<string, string>
}

/** `undefined` if it does not fit. `taken` are the keys of the card so far. */
export function writeButtonKey(button: Button, taken: ReadonlySet<string>): string | undefined {
  const value = { a: button.action, v: CARD_VERSION, g: button.args }
  const plain = JSON.stringify(value)
  const key = taken.has(plain) ? JSON.stringify({ ...value, i: taken.size }) : plain
  return Buffer.byteLength(key) <= MAX_BYTES ? key : undefined
}

/** `undefined` if the key was not written by {@link writeButtonKey}. */
export function readButtonKey(key: string): ButtonKey | undefined {
  const value = parseJson(key)
  if (!isRecord(value) || !text(value.a) || typeof value.v !== 'number') return undefined
  const args = Object.entries(record(value.g)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return { action: text(value.a), version: value.v, args: Object.fromEntries(args) }
}
