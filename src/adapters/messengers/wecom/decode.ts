/** What the two inbound transports have in common. Pure. */
import type { InboundCardAction, InboundMessage } from '../../../bot/messenger.ts'
import { readButtonKey } from './button-key.ts'
import { NO_CHOICE } from './card-form.ts'

export const PLATFORM = 'wecom'

export type Decoded<Way> =
  | { kind: 'message'; event: InboundMessage }
  /** A press of a button of ours; `way` is what the answer needs. */
  | { kind: 'click'; event: InboundCardAction; way: Way }
  /** A press of a button that this version did not write. */
  | { kind: 'stale_click'; sender: string }
  /** Something else that happened, by the platform's name. */
  | { kind: 'other'; name: string }
  /** It lacks the ids without which nobody can be answered. */
  | { kind: 'incomplete'; name: string }

/** Seconds since 1970 as ISO 8601; `undefined` for what is none. */
export function instant(seconds: string): string | undefined {
  return /^\d{9,11}$/.test(seconds) ? new Date(Number(seconds) * 1000).toISOString() : undefined
}

/** A click without what its transport adds. */
export function clickOf(
  base: Omit<InboundCardAction, 'kind' | 'platform' | 'action' | 'args' | 'cardVersion' | 'form'>,
  key: string,
  selected: readonly (readonly [string, readonly string[]])[],
): InboundCardAction | undefined {
  const value = readButtonKey(key)
  if (!value) return undefined
  return {
    ...base,
    kind: 'card_action',
    platform: PLATFORM,
    action: value.action,
    args: value.args,
    cardVersion: value.version,
    ...(selected.length > 0 && { form: formOf(selected) }),
  }
}

function formOf(selected: readonly (readonly [string, readonly string[]])[]): Record<string, string> {
  const texts = selected.map(([name, ids]) => [name, ids.filter((id) => id !== NO_CHOICE).join(',')] as const)
  return Object.fromEntries(texts.filter(([name, value]) => name !== '' && value !== ''))
}
