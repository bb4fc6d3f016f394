import type { Chat, Person } from '../api/types.ts'
import { isUnread, type Seen, seenKey } from '../state/seen.ts'
import { chatKey, type Messages } from '../state/timeline.ts'
import { ChatItem } from './chat-item.tsx'

interface ListProps {
  chats: readonly Chat[]
  person: Person
  messages: Messages
  seen: Seen
  current: string | undefined
  now: number
  onOpen(key: string): void
}

/** The chats of the chosen person. */
export function ChatList({ chats, person, messages, seen, current, now, onOpen }: ListProps) {
  return (
    <nav class="chat-list" aria-label="会话">
      <ul>
        {chats.map((chat) => {
          const key = chatKey(chat)
          const said = messages.get(key) ?? []
          return (
            <li key={key}>
              <ChatItem
                chat={chat}
                last={said.at(-1)}
                unread={key !== current && isUnread(said, person.id, seen[seenKey(person.id, key)])}
                current={key === current}
                now={now}
                onOpen={() => onOpen(key)}
              />
            </li>
          )
        })}
      </ul>
      {chats.length === 0 && <p class="empty">{person.name} 还不在任何会话里</p>}
    </nav>
  )
}
