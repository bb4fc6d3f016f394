import type { Chat, ChatRepository } from '../../../domain/conversations/conversation.ts'
import type { Database } from '../database.ts'
import type { Chat as ChatRow } from '../generated/client.ts'
import { present } from '../mapping.ts'

export function chats({ sql }: Database): ChatRepository {
  return {
    async find(platform, id) {
      const row = await sql.one<ChatRow>('SELECT * FROM chat WHERE platform = ? AND id = ?', [platform, id])
      return row && toChat(row)
    },

    async save(chat) {
      await sql.upsert<ChatRow>('chat', ['platform', 'id'], { ...chat, projectId: chat.projectId ?? null })
    },
  }
}

function toChat(row: ChatRow): Chat {
  return {
    platform: row.platform,
    id: row.id,
    name: row.name,
    ...present({ projectId: row.projectId }),
    botPresent: row.botPresent,
  }
}
