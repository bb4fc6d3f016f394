import { conversationKey } from '../../../domain/conversations/conversation.ts'
import { TURNS_KEPT, type Turn, type TurnRepository } from '../../../domain/conversations/turn.ts'
import type { Database } from '../database.ts'
import type { Turn as TurnRow } from '../generated/client.ts'
import { fromJson, parseConversation, present, toJson } from '../mapping.ts'

export function turns({ sql }: Database): TurnRepository {
  return {
    async recent(personId, conversation, limit) {
      const rows = await sql.all<TurnRow>(
        'SELECT * FROM turn WHERE person_id = ? AND conversation = ? ORDER BY seq DESC LIMIT ?',
        [personId, conversationKey(conversation), limit],
      )
      return rows.map(toTurn)
    },

    async byTrace(traceId) {
      const row = await sql.one<TurnRow>('SELECT * FROM turn WHERE trace_id = ?', [traceId])
      return row && toTurn(row)
    },

    async save(turn) {
      await sql.upsert('turn', ['traceId'], toRow(turn))
      const here = [turn.personId, conversationKey(turn.conversation)]
      await sql.run(
        `DELETE FROM turn WHERE person_id = ? AND conversation = ? AND seq <=
           (SELECT seq FROM turn WHERE person_id = ? AND conversation = ? ORDER BY seq DESC LIMIT 1 OFFSET ?)`,
        [...here, ...here, TURNS_KEPT],
      )
    },
  }
}

function toRow(turn: Turn): Omit<TurnRow, 'seq'> {
  return {
    ...turn,
    conversation: conversationKey(turn.conversation),
    action: turn.action ?? null,
    args: toJson(turn.args),
    objectRef: turn.objectRef ?? null,
    understood: toJson(turn.understood),
  }
}

function toTurn({ seq: _, action, objectRef, ...row }: TurnRow): Turn {
  return {
    ...row,
    conversation: parseConversation(row.conversation),
    outcome: row.outcome as Turn['outcome'],
    args: fromJson<Turn['args']>(row.args),
    understood: fromJson<Turn['understood']>(row.understood),
    ...present({ action, objectRef }),
  }
}
