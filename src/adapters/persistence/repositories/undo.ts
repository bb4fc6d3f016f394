import { conversationKey, type UndoEntry, type UndoRepository } from '../../../domain/conversations/conversation.ts'
import type { Database } from '../database.ts'
import type { UndoEntry as UndoRow } from '../generated/client.ts'
import { fromJson, parseConversation, present, toJson } from '../mapping.ts'

export function undo({ sql }: Database): UndoRepository {
  return {
    async recent(personId, conversation, limit) {
      const rows = await sql.all<UndoRow>(
        'SELECT * FROM undo_entry WHERE person_id = ? AND conversation = ? ORDER BY seq DESC LIMIT ?',
        [personId, conversationKey(conversation), limit],
      )
      return rows.map(toUndoEntry)
    },

    async save(entry) {
      await sql.upsert('undo_entry', ['id'], toRow(entry))
    },
  }
}

function toRow(entry: UndoEntry): Omit<UndoRow, 'seq'> {
  const { conversation, payload, usedAt, ...same } = entry
  return { ...same, conversation: conversationKey(conversation), payload: toJson(payload), usedAt: usedAt ?? null }
}

function toUndoEntry({ seq: _, usedAt, ...row }: UndoRow): UndoEntry {
  return {
    ...row,
    conversation: parseConversation(row.conversation),
    payload: fromJson<unknown>(row.payload),
    ...present({ usedAt }),
  }
}
