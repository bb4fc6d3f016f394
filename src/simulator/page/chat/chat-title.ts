import type { Chat } from '../api/types.ts'
import { BOT_NAME } from '../text/people.ts'

/** A private chat is named after the one you talk to. */
export const chatTitle = (chat: Chat) => (chat.type === 'private' ? BOT_NAME : chat.name)
