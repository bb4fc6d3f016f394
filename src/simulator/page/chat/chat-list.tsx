import { type Desk, hasUnread } from '../state/desk.ts'
import type { Column } from '../state/open-chats.ts'
import { chatKey } from '../state/timeline.ts'
import { platformName } from '../text/people.ts'
import { ChatItem } from './chat-item.tsx'

interface ListProps {
  desk: Desk
  columns: readonly Column[]
  current: string | undefined
  onOpen(key: string): void
}

/** The chats of the chosen person, under the names of their platforms if there are several. */
export function ChatList({ desk, columns, current, onOpen }: ListProps) {
  return (
    <nav class="chat-list" aria-label="会话">
      {columns.map(({ platform, chats }) => (
        <section key={platform} class={`look-${platform}`} aria-label={platformName(platform)}>
          {columns.length > 1 && <h2 class="chat-group">{platformName(platform)}</h2>}
          <ul>
            {chats.map((chat) => {
              const key = chatKey(chat)
              return (
                <li key={key}>
                  <ChatItem
                    chat={chat}
                    last={desk.messages.get(key)?.at(-1)}
                    unread={key !== current && hasUnread(desk, chat)}
                    current={key === current}
                    now={desk.now}
                    onOpen={() => onOpen(key)}
                  />
                </li>
              )
            })}
          </ul>
        </section>
      ))}
      {columns.length === 0 && <p class="empty">{desk.person.name} 还不在任何会话里</p>}
    </nav>
  )
}
