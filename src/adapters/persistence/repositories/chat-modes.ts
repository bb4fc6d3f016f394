import { type ChatModeRepository, conversationKey } from '../../../domain/conversations/conversation.ts'
import type { Database } from '../database.ts'
import type { ChatMode as ChatModeRow } from '../generated/client.ts'

export function chatModes({ sql }: Database): ChatModeRepository {
  return {
    async of(conversation) {
      const row = await sql.one<ChatModeRow>('SELECT * FROM chat_mode WHERE conversation = ?', [
        conversationKey(conversation),
      ])
      return { textOnly: row?.textOnly ?? false }
    },

    async save(conversation, { textOnly }) {
      const row: ChatModeRow = { conversation: conversationKey(conversation), textOnly }
      await sql.upsert('chat_mode', ['conversation'], row)
    },
  }
}
