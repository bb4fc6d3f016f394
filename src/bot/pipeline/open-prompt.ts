/** A question gets its row: bound to one person, single use, ten minutes. */
import { type ConversationRef, conversationKey, type Prompt } from '../../domain/conversations/conversation.ts'
import type { Ids } from '../../domain/ports/ids.ts'
import type { Transaction } from '../../domain/ports/unit-of-work.ts'
import type { Button } from '../card/card.ts'

export const PROMPT_MINUTES = 10
const MINUTE = 60_000

export interface Opening {
  tx: Transaction
  ids: Ids
  now: Date
  /** Absent where nobody is asked anything: in jobs. */
  promptOpened?(when: Date): void
}

export type Question = Omit<Prompt, 'id' | 'status' | 'createdAt' | 'expiresAt'>

/** Whoever is asked has one thing to answer here: an earlier menu is closed, so that a number is never its. */
export async function openPrompt(opening: Opening, question: Question): Promise<Prompt> {
  const { tx, ids, now } = opening
  await closeMenu(tx, question)
  const expiresAt = new Date(now.getTime() + PROMPT_MINUTES * MINUTE)
  const prompt: Prompt = { ...question, id: ids.next(), status: 'open', createdAt: now, expiresAt }
  await tx.prompts.save(prompt)
  opening.promptOpened?.(expiresAt)
  return prompt
}

async function closeMenu(tx: Transaction, { personId, conversation }: Question): Promise<void> {
  for (const open of await tx.prompts.openFor(personId, conversation))
    if (open.kind === 'menu') await tx.prompts.save({ ...open, status: 'cancelled' })
}

/**
 * The buttons of a card that was posted as words, each answered by its number. `personId` may answer without quoting;
 * where it is undefined, and for everybody else, the number counts in a reply to the message.
 */
export function openMenu(
  opening: Opening,
  conversation: ConversationRef,
  buttons: readonly Button[],
  personId: string | undefined,
): Promise<Prompt> {
  return openPrompt(opening, {
    kind: 'menu',
    conversation,
    personId: personId ?? `nobody in ${conversationKey(conversation)}`,
    action: 'menu',
    args: {},
    options: buttons.map(({ label, action, args }) => ({ label, action, args })),
  })
}
