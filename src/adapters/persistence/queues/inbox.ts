import { conversationKey } from '../../../domain/conversations/conversation.ts'
import type { Inbox, InboxClaims, InboxEvent, NewInboxEvent } from '../../../domain/ports/queues.ts'
import type { Database } from '../database.ts'
import type { InboxEvent as InboxRow } from '../generated/client.ts'
import { fromJson, parseConversation, toJson } from '../mapping.ts'
import type { Run } from '../transactions.ts'

export function inbox({ sql }: Database, run: Run): Inbox {
  return {
    store: (event) =>
      run(async () => {
        const values = [
          event.platform,
          event.eventKey,
          conversationKey(event.conversation),
          event.kind,
          toJson(event.payload),
          event.receivedAt,
          event.traceId,
        ]
        const row = await sql.one<InboxRow>(
          `INSERT INTO inbox_event (platform, event_key, conversation, kind, payload, received_at, trace_id)
           VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (platform, event_key) DO NOTHING RETURNING *`,
          values,
        )
        return row && toEvent(row)
      }),

    pending: () =>
      run(async () => {
        const rows = await sql.all<InboxRow>('SELECT * FROM inbox_event WHERE handled_at IS NULL ORDER BY id')
        return rows.map(toEvent)
      }),

    countAttempt: (id) =>
      run(async () => {
        await sql.run('UPDATE inbox_event SET attempts = attempts + 1 WHERE id = ?', [id])
      }),

    pendingCount: () =>
      run(async () => {
        const row = await sql.one<{ n: number }>('SELECT count(*) AS n FROM inbox_event WHERE handled_at IS NULL')
        return row?.n ?? 0
      }),
  }
}

export function inboxClaims({ sql }: Database, now: () => Date): InboxClaims {
  return {
    claim: async (id) =>
      (await sql.run(
        // The key stays for as long as redeliveries may come; what was said is needed no longer.
        `UPDATE inbox_event SET handled_at = ?, payload = 'null' WHERE id = ? AND handled_at IS NULL`,
        [now(), id],
      )) === 1,
  }
}

function toEvent(row: InboxRow): InboxEvent {
  const event: NewInboxEvent = {
    platform: row.platform,
    eventKey: row.eventKey,
    conversation: parseConversation(row.conversation),
    kind: row.kind,
    payload: fromJson<unknown>(row.payload),
    receivedAt: row.receivedAt,
    traceId: row.traceId,
  }
  return { ...event, id: row.id, attempts: row.attempts }
}
