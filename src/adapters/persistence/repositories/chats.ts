import type { Chat, ChatRepository } from '../../../domain/conversations/conversation.ts'
import type { Database } from '../database.ts'
import type { Chat as ChatRow } from '../generated/client.ts'
import { present } from '../mapping.ts'

export function chats({ prisma, sql }: Database): ChatRepository {
  return {
    async find(platform, id) {
      const row = await sql.one<ChatRow>('SELECT * FROM chat WHERE platform = ? AND id = ?', [platform, id])
      return row && toChat(row)
    },

    async boundTo(projectIds) {
      const rows = await prisma.chat.findMany({
        where: { projectId: { in: [...projectIds] } },
        orderBy: [{ platform: 'asc' }, { id: 'asc' }],
      })
      return rows.map(toChat)
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
