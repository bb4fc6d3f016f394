import {
  conversationKey,
  type PostedCard,
  type PostedCardRepository,
} from '../../../domain/conversations/conversation.ts'
import type { Database } from '../database.ts'
import type { PostedCard as CardRow } from '../generated/client.ts'
import { parseConversation, present } from '../mapping.ts'

export function cards({ sql }: Database): PostedCardRepository {
  return {
    async byId(id) {
      const row = await sql.one<CardRow>('SELECT * FROM posted_card WHERE id = ?', [id])
      return row && toCard(row)
    },

    async byMessage(platform, messageId) {
      const row = await sql.one<CardRow>(
        `SELECT * FROM posted_card WHERE (platform = ? AND message_id = ?) OR (platform = ? AND update_token = ?)
         ORDER BY seq DESC LIMIT 1`,
        [platform, messageId, platform, messageId],
      )
      return row && toCard(row)
    },

    async byObject(objectRef) {
      const rows = await sql.all<CardRow>('SELECT * FROM posted_card WHERE object_ref = ? ORDER BY seq', [objectRef])
      return rows.map(toCard)
    },

    async forgetAll() {
      await sql.run('DELETE FROM posted_card')
    },

    async save(card) {
      await sql.upsert('posted_card', ['id'], toRow(card))
    },
  }
}

function toRow(card: PostedCard): Omit<CardRow, 'seq'> {
  return {
    id: card.id,
    objectRef: card.objectRef,
    view: card.view,
    platform: card.conversation.platform,
    conversation: conversationKey(card.conversation),
    audienceId: card.audienceId ?? null,
    messageId: card.messageId ?? null,
    updateToken: card.updateToken ?? null,
    degraded: card.degraded ?? null,
    createdAt: card.createdAt,
    traceId: card.traceId ?? null,
  }
}

function toCard(row: CardRow): PostedCard {
  return {
    id: row.id,
    objectRef: row.objectRef,
    view: row.view,
    conversation: parseConversation(row.conversation),
    ...present({
      audienceId: row.audienceId,
      messageId: row.messageId,
      updateToken: row.updateToken,
      degraded: row.degraded,
      traceId: row.traceId,
    }),
    createdAt: row.createdAt,
  }
}
