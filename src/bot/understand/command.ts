/** What a line is read with, and what it is read as. */
import type { Understood } from '../../domain/conversations/turn.ts'
import type { Refusal } from '../../domain/shared/refusal.ts'
import type { Declared } from '../actions/action.ts'
import type { Args } from '../actions/slot.ts'
import type { Ambiguity } from './reading.ts'
import type { Vocabulary } from './vocabulary.ts'

/** One action with its arguments, ready to be performed. */
export interface Command {
  action: Declared
  args: Args
  /** Asked about before anything runs. */
  ambiguity?: Ambiguity
  understood: readonly Understood[]
  /** A verb was said, not only what it would be about. */
  spoken: boolean
  /** Nobody needs to ask: it opens the line or names its object, and no required slot is missing. */
  clear: boolean
}

export type Interpretation =
  | { kind: 'commands'; commands: readonly Command[] }
  | { kind: 'refused'; refusal: Refusal; action?: Declared; understood: readonly Understood[] }
  | { kind: 'unknown' }

/** A line as it is recognised and as it was typed, character for character as long. */
export interface Line {
  text: string
  typed: string
}

/** An order or a question that was carried out. */
export interface Previous {
  action: Declared
  args: Args
}

/** What understanding knows besides the line. */
export interface Situation {
  actions: readonly Declared[]
  vocabulary: Vocabulary
  /** What the speaker said here within the last ten minutes, if it was carried out. */
  previous?: Previous
}
