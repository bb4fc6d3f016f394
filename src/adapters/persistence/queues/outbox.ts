import { conversationKey } from '../../../domain/conversations/conversation.ts'
import type { DeliveryReceipt, Outbox, OutboxMessage, OutboxWriter } from '../../../domain/ports/queues.ts'
import type { Database } from '../database.ts'
import type { OutboxMessage as OutboxRow } from '../generated/client.ts'
import { fromJson, parseConversation, present, toJson } from '../mapping.ts'
import { marks } from '../sql.ts'
import type { Run } from '../transactions.ts'

/** No earlier message of the conversation is undelivered. */
const IS_HEAD = `NOT EXISTS (
  SELECT 1 FROM outbox_message AS earlier
  WHERE earlier.conversation = message.conversation AND earlier.status IN ('pending', 'sending') AND earlier.seq < message.seq
)`

const DUE_HEADS = `SELECT * FROM outbox_message AS message
  WHERE status = 'pending' AND not_before <= ? AND ${IS_HEAD} ORDER BY seq LIMIT ?`

const NEXT_DUE = `SELECT min(not_before) AS due FROM outbox_message AS message WHERE status = 'pending' AND ${IS_HEAD}`

// An update that brings no new token keeps the old one, unless the card is another message now.
const KEEP_CARD = `UPDATE posted_card
  SET update_token = CASE WHEN ? IS NOT NULL OR message_id <> ? THEN ? ELSE update_token END, message_id = ?, degraded = ? WHERE id = ?`

// An older edit of the card that is under way or will be tried again would have the last word: then the newer one stays.
const TAKE_BACK = `UPDATE outbox_message AS message SET status = 'superseded'
  WHERE id = ? AND status = 'pending' AND attempts = 0 AND NOT EXISTS (
    SELECT 1 FROM outbox_message AS earlier
    WHERE earlier.card_id = message.card_id AND earlier.status IN ('pending', 'sending') AND earlier.seq < message.seq
  )`

export function outbox(database: Database, run: Run): Outbox {
  return { ...delivery(database, run), ...overview(database, run) }
}

type Delivery = Pick<Outbox, 'claimDue' | 'sent' | 'retryAt' | 'dead' | 'supersede' | 'recover'>

function delivery({ sql }: Database, run: Run): Delivery {
  async function keepCard(cardId: string, { messageId, ...receipt }: DeliveryReceipt): Promise<void> {
    const updateToken = receipt.updateToken ?? null
    await sql.run(KEEP_CARD, [updateToken, messageId, updateToken, messageId, receipt.degraded ?? null, cardId])
  }

  return {
    claimDue: (now, limit, busy) =>
      run(async () => {
        // A busy conversation has one head at most, so this many rows are enough.
        const heads = await sql.all<OutboxRow>(DUE_HEADS, [now, limit + busy.size])
        const claimed = heads.filter(({ conversation }) => !busy.has(conversation)).slice(0, limit)
        if (claimed.length === 0) return []
        await sql.run(
          `UPDATE outbox_message SET status = 'sending', attempts = attempts + 1, first_attempt_at = coalesce(first_attempt_at, ?)
           WHERE seq IN (${marks(claimed)})`,
          [now, ...claimed.map(({ seq }) => seq)],
        )
        return claimed.map((row) =>
          toMessage({
            ...row,
            status: 'sending',
            attempts: row.attempts + 1,
            firstAttemptAt: row.firstAttemptAt ?? now,
          }),
        )
      }),

    sent: (message, receipt) =>
      run(async () => {
        await sql.run(
          `UPDATE outbox_message SET status = 'sent', message_id = ?, degraded = ?, sent_at = ?, last_error = NULL WHERE id = ?`,
          [receipt.messageId, receipt.degraded ?? null, receipt.at, message.id],
        )
        if (message.cardId !== undefined) await keepCard(message.cardId, receipt)
      }),

    retryAt: (message, when, error) =>
      run(async () => {
        await sql.run(`UPDATE outbox_message SET status = 'pending', not_before = ?, last_error = ? WHERE id = ?`, [
          when,
          error,
          message.id,
        ])
      }),

    dead: (message, error) =>
      run(async () => {
        await sql.run(`UPDATE outbox_message SET status = 'dead', last_error = ? WHERE id = ?`, [error, message.id])
      }),

    supersede: (id) =>
      run(async () => {
        await sql.run(TAKE_BACK, [id])
      }),

    recover: () =>
      run(() =>
        sql.run(
          `UPDATE outbox_message SET status = 'pending', last_error = 'unknown_outcome interrupted' WHERE status = 'sending'`,
        ),
      ),
  }
}

function overview({ sql }: Database, run: Run): Pick<Outbox, 'nextDue' | 'counts' | 'deadLetters'> {
  const count = async (statuses: readonly string[]): Promise<number> => {
    const row = await sql.one<{ n: number }>(
      `SELECT count(*) AS n FROM outbox_message WHERE status IN (${marks(statuses)})`,
      statuses,
    )
    return row?.n ?? 0
  }

  return {
    nextDue: () =>
      run(async () => {
        const row = await sql.one<{ due: string | null }>(NEXT_DUE)
        return row?.due ? new Date(row.due) : undefined
      }),

    counts: () => run(async () => ({ waiting: await count(['pending', 'sending']), dead: await count(['dead']) })),

    deadLetters: (limit) =>
      run(async () => {
        const rows = await sql.all<OutboxRow>(
          `SELECT * FROM outbox_message WHERE status = 'dead' ORDER BY seq DESC LIMIT ?`,
          [limit],
        )
        return rows.map(toMessage)
      }),
  }
}

export function outboxWriter({ sql }: Database): OutboxWriter {
  return {
    async add(message) {
      if (message.kind === 'edit' && message.cardId !== undefined) {
        await sql.run(
          `UPDATE outbox_message SET status = 'superseded' WHERE card_id = ? AND status = 'pending' AND kind = 'edit' AND attempts = 0`,
          [message.cardId],
        )
      }
      await sql.insert('outbox_message', {
        id: message.id,
        conversation: conversationKey(message.conversation),
        cardId: message.cardId ?? null,
        kind: message.kind,
        payload: toJson(message.payload),
        createdAt: message.createdAt,
        notBefore: message.notBefore ?? message.createdAt,
        traceId: message.traceId,
        status: 'pending',
      })
    },

    revive: (now) =>
      sql.run(
        `UPDATE outbox_message SET status = 'pending', attempts = 0, first_attempt_at = NULL, not_before = ?
         WHERE status = 'dead' AND coalesce(last_error, '') NOT LIKE 'unknown_outcome%'`,
        [now],
      ),
  }
}

function toMessage(row: OutboxRow): OutboxMessage {
  return {
    seq: row.seq,
    id: row.id,
    conversation: parseConversation(row.conversation),
    ...present({ cardId: row.cardId, firstAttemptAt: row.firstAttemptAt, lastError: row.lastError }),
    kind: row.kind as OutboxMessage['kind'],
    payload: fromJson<unknown>(row.payload),
    createdAt: row.createdAt,
    notBefore: row.notBefore,
    traceId: row.traceId,
    status: row.status as OutboxMessage['status'],
    attempts: row.attempts,
  }
}
