import { conversationKey, type UndoEntry, type UndoRepository } from '../../../domain/conversations/conversation.ts'
import type { Database } from '../database.ts'
import type { UndoEntry as UndoRow } from '../generated/client.ts'
import { fromJson, parseConversation, present, toJson } from '../mapping.ts'

export function undo({ sql }: Database): UndoRepository {
  return {
    async latest(personId, conversation) {
      const row = await sql.one<UndoRow>(
        'SELECT * FROM undo_entry WHERE person_id = ? AND conversation = ? ORDER BY seq DESC LIMIT 1',
        [personId, conversationKey(conversation)],
      )
      return row && toUndoEntry(row)
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
