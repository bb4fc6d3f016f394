import type { Run } from '../../../src/adapters/persistence/transactions.ts'
import { conversationKey, type PostedCard } from '../../../src/domain/conversations/conversation.ts'
import type { DeliveryReceipt, Outbox, OutboxMessage } from '../../../src/domain/ports/queues.ts'
import { heads } from './queues.ts'
import type { State } from './state.ts'

export function outbox(state: State, run: Run): Outbox {
  return { ...delivery(state, run), ...overview(state, run) }
}

function delivery(state: State, run: Run): Omit<Outbox, 'nextDue' | 'counts' | 'deadLetters'> {
  const change = (id: string, by: (message: OutboxMessage) => OutboxMessage): void => {
    const message = state.outbox.get(id)
    if (message) state.outbox.put(id, by(message))
  }
  return {
    claimDue: (now, limit, busy) =>
      run(async () => {
        const due = heads(state).filter(
          ({ status, notBefore, conversation }) =>
            status === 'pending' && notBefore <= now && !busy.has(conversationKey(conversation)),
        )
        return due.slice(0, limit).map((head) => {
          const claimed = {
            ...head,
            status: 'sending' as const,
            attempts: head.attempts + 1,
            firstAttemptAt: head.firstAttemptAt ?? now,
          }
          state.outbox.put(head.id, claimed)
          return claimed
        })
      }),
    sent: (message, receipt) =>
      run(async () => {
        change(message.id, ({ lastError: _, ...rest }) => ({ ...rest, status: 'sent' }))
        const card = message.cardId === undefined ? undefined : state.cards.get(message.cardId)
        if (card) state.cards.put(card.id, delivered(card, receipt))
      }),
    retryAt: ({ id }, when, error) =>
      run(async () => change(id, (message) => ({ ...message, status: 'pending', notBefore: when, lastError: error }))),
    dead: ({ id }, error) =>
      run(async () => change(id, (message) => ({ ...message, status: 'dead', lastError: error }))),
    supersede: (id) =>
      run(async () =>
        change(id, (message) =>
          message.status === 'pending' && message.attempts === 0 && !followsAnother(state, message)
            ? { ...message, status: 'superseded' }
            : message,
        ),
      ),
    recover: () =>
      run(async () => {
        const interrupted = state.outbox.where(({ status }) => status === 'sending')
        for (const { id } of interrupted)
          change(id, (message) => ({ ...message, status: 'pending', lastError: 'unknown_outcome interrupted' }))
        return interrupted.length
      }),
  }
}

/** An earlier message of the same card is not out yet. */
function followsAnother(state: State, { cardId, seq }: OutboxMessage): boolean {
  const earlier = state.outbox.where((one) => one.cardId === cardId && one.seq < seq)
  return cardId !== undefined && earlier.some(({ status }) => status === 'pending' || status === 'sending')
}

/** A receipt without a token keeps the old one, unless the card is another message now. */
function delivered(card: PostedCard, receipt: DeliveryReceipt): PostedCard {
  const { updateToken: oldToken, degraded: _former, ...rest } = card
  const updateToken = receipt.updateToken ?? (card.messageId === receipt.messageId ? oldToken : undefined)
  return {
    ...rest,
    messageId: receipt.messageId,
    ...(updateToken !== undefined && { updateToken }),
    ...(receipt.degraded !== undefined && { degraded: receipt.degraded }),
  }
}

function overview(state: State, run: Run): Pick<Outbox, 'nextDue' | 'counts' | 'deadLetters'> {
  return {
    nextDue: () =>
      run(async () => {
        const waiting = heads(state).filter(({ status }) => status === 'pending')
        const earliest = Math.min(...waiting.map(({ notBefore }) => notBefore.getTime()))
        return waiting.length === 0 ? undefined : new Date(earliest)
      }),
    counts: () =>
      run(async () => ({
        waiting: state.outbox.where(({ status }) => status === 'pending' || status === 'sending').length,
        dead: state.outbox.where(({ status }) => status === 'dead').length,
      })),
    deadLetters: (limit) =>
      run(async () =>
        state.outbox
          .where(({ status }) => status === 'dead')
          .reverse()
          .slice(0, limit),
      ),
  }
}
