import { type Desk, hasUnread } from '../state/desk.ts'
import type { Column } from '../state/open-chats.ts'
import { chatKey } from '../state/timeline.ts'
import { platformName } from '../text/people.ts'

interface TabsProps {
  desk: Desk
  columns: readonly Column[]
  active: Column
  onOpen(key: string): void
}

/** One tab for each platform, where there is no room for columns. */
export function PlatformTabs({ desk, columns, active, onOpen }: TabsProps) {
  return (
    <div role="tablist" class="platform-tabs" aria-label="平台">
      {columns.map((column) => (
        <button
          key={column.platform}
          type="button"
          role="tab"
          aria-selected={column === active}
          aria-controls={`column-${column.platform}`}
          class={`platform-tab look-${column.platform}`}
          onClick={() => onOpen(chatKey(column.chat))}
        >
          {platformName(column.platform)}
          {column !== active && column.chats.some((chat) => hasUnread(desk, chat)) && (
            <span class="unread-mark" role="img" aria-label="有未读消息" />
          )}
        </button>
      ))}
    </div>
  )
}
