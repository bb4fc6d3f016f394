/** Accounts that belong to nobody in the roster: refused, audited, and told so where they spoke to us. */
import { conversationKey } from '../../domain/conversations/conversation.ts'
import type { InboxEvent } from '../../domain/ports/queues.ts'
import type { Transaction } from '../../domain/ports/unit-of-work.ts'
import { refuse } from '../../domain/shared/refusal.ts'
import { DEFAULT_LOCALE, speechFor } from '../i18n/speech.ts'
import type { InboundCardAction, InboundMessage } from '../messenger.ts'
import type { Environment } from './environment.ts'
import type { Decided } from './handle-click.ts'
import { sendText } from './outgoing.ts'

/** `name`: what the messenger calls the account, if it told us. */
export async function handleStranger(
  environment: Environment,
  tx: Transaction,
  stored: InboxEvent,
  event: InboundMessage | InboundCardAction,
  name: string | undefined,
): Promise<Decided> {
  const answered = event.kind === 'card_action' || event.addressed || (await repliesToUs(tx, event))
  if (!answered) return { answer: {} }
  const now = environment.clock.now()
  const account = `${event.platform}/${event.sender}`
  await tx.audit.append({
    at: now,
    source: event.kind === 'message' ? 'message' : 'card',
    event: 'person.unknown',
    outcome: 'denied',
    account,
    conversation: conversationKey(event.conversation),
    traceId: stored.traceId,
  })
  const speech = speechFor(DEFAULT_LOCALE)
  const refusal = refuse('PERSON.UNKNOWN', { account, ...(name ? { name } : {}) })
  const text = speech.refusal(refusal, { name: () => speech.t.someone, date: String, time: String })
  if (event.kind === 'card_action') return { answer: { toast: { kind: 'error', text } } }
  const out = { tx, ids: environment.ids, now, traceId: stored.traceId }
  await sendText(out, event.conversation, text, event.conversation.kind === 'group' ? event.messageId : undefined)
  return { answer: {} }
}

async function repliesToUs(tx: Transaction, { platform, replyTo }: InboundMessage): Promise<boolean> {
  return replyTo !== undefined && (await tx.cards.byMessage(platform, replyTo)) !== undefined
}
