/** The names a line may use: loaded once per message by the pipeline, so that understanding itself is pure. */
import type { Declared } from '../actions/action.ts'
import { perObject } from './per-object.ts'
import type { NamedPerson, SlotContext } from './slots/types.ts'

export interface Vocabulary extends SlotContext {
  /** The title tells namesakes apart. */
  people: readonly (NamedPerson & { title?: string })[]
  tasks: readonly { id: number; title: string }[]
  projects: readonly { id: number; name: string }[]
  /** The object of the card that the message replies to, e.g. `T-3`. */
  quoted?: string
  /** What the speaker dealt with last in this conversation: 它, 这个, 他. */
  last?: { objectRef?: string; personId?: string }
}

/** Open dates of hours look back, all others ahead. */
export const intentOf = ({ area }: Pick<Declared, 'area'>): SlotContext['intent'] => (area === 'hours' ? 'log' : 'plan')

const byIntent = perObject(
  (vocabulary: Vocabulary): Record<SlotContext['intent'], Vocabulary> => ({
    plan: { ...vocabulary, intent: 'plan' },
    log: { ...vocabulary, intent: 'log' },
  }),
)

/** The vocabulary as a line of this action is read with it; the same object for all actions of that intent. */
export const speaking = (vocabulary: Vocabulary, action: Pick<Declared, 'area'>): Vocabulary =>
  byIntent(vocabulary)[intentOf(action)]
