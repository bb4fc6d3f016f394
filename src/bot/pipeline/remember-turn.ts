/** Keeps what was said and what came of it: for 它, for corrections and follow-ups, and for `解释`. */
import { OPEN_MS } from '../../domain/conversations/conversation.ts'
import type { Turn } from '../../domain/conversations/turn.ts'
import type { BaseContext } from './perform.ts'

const LINE_MAX = 500

export type Memory = Pick<Turn, 'args' | 'outcome' | 'understood'> & Partial<Pick<Turn, 'action' | 'objectRef'>>

/** `line` is what was typed; empty for a click. */
export async function rememberTurn(base: BaseContext, line: string, memory: Memory): Promise<void> {
  const { tx, traceId, person, conversation, now } = base
  const kept = [...line].slice(0, LINE_MAX).join('')
  await tx.turns.save({ ...memory, traceId, personId: person.id, conversation, at: now, line: kept })
}

/** The speaker's last turn here, if it is no more than ten minutes old. */
export async function turnBefore({ tx, person, conversation, now }: BaseContext): Promise<Turn | undefined> {
  const [last] = await tx.turns.recent(person.id, conversation, 1)
  return last && now.getTime() - last.at.getTime() <= OPEN_MS ? last : undefined
}
