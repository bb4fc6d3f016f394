import type { Chat } from '../api/types.ts'
import { platformName } from '../text/people.ts'
import { chatTitle } from './chat-title.ts'

/** The name of an open chat, where it is and how many are in it. */
export function ChatHead({ chat }: { chat: Chat }) {
  return (
    <div class="chat-head">
      <h2>{chatTitle(chat)}</h2>
      <span class="chat-sub">
        {platformName(chat.platform)}
        {chat.type === 'group' ? ` · ${chat.members.length} 人` : ' · 单聊'}
      </span>
    </div>
  )
}
