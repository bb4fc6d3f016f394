/** What was said last: context for 它, corrections and follow-ups, and the answer to `解释`. */
import type { ConversationRef } from './conversation.ts'

/** One piece of a line and what it was taken for. */
export interface Understood {
  /** As it was typed. */
  text: string
  /** The verb's action, the slot it filled, or why it was left. */
  as: { kind: 'verb'; action: string } | { kind: 'slot'; slot: string; value: string } | { kind: 'unread' }
}

/** One line of one person in one conversation, and what became of it. */
export interface Turn {
  /** The message's trace: every answer to it carries the same. */
  traceId: string
  personId: string
  conversation: ConversationRef
  at: Date
  /** As it was typed, at most 500 characters. */
  line: string
  /** Absent where no action was recognised. */
  action?: string
  args: Record<string, string>
  outcome: 'done' | 'asked' | 'refused' | 'unknown'
  /** The object it dealt with, e.g. `T-3`. */
  objectRef?: string
  understood: readonly Understood[]
}

export interface TurnRepository {
  /** The person's last turns in this conversation, newest first. */
  recent(personId: string, conversation: ConversationRef, limit: number): Promise<readonly Turn[]>
  byTrace(traceId: string): Promise<Turn | undefined>
  /** Inserts or replaces by trace, and forgets all but the person's newest {@link TURNS_KEPT} here. */
  save(turn: Turn): Promise<void>
}

/** Of people's own words no more is kept than can be gone on from. */
export const TURNS_KEPT = 20
