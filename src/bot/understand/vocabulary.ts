/** The names a line may use: loaded once per message by the pipeline, so that understanding itself is pure. */
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
