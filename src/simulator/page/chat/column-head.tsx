import { type Desk, hasUnread } from '../state/desk.ts'
import type { Column } from '../state/open-chats.ts'
import { chatKey } from '../state/timeline.ts'
import { platformName } from '../text/people.ts'
import { chatTitle } from './chat-title.ts'

interface ColumnHeadProps {
  desk: Desk
  column: Column
  onOpen(key: string): void
}

/** Which platform this is, and a picker of the person's chats there; a dot marks what is unread. */
export function ColumnHead({ desk, column, onOpen }: ColumnHeadProps) {
  const { platform, chats, chat } = column
  const others = chats.filter((one) => one !== chat && hasUnread(desk, one))
  return (
    <div class="column-head">
      <span class={`platform-badge look-${platform}`}>{platformName(platform)}</span>
      <label class="chat-picker">
        <span class="sr-only">{platformName(platform)}的会话</span>
        <select
          data-testid={`picker-${platform}`}
          value={chatKey(chat)}
          onChange={(event) => onOpen(event.currentTarget.value)}
        >
          {chats.map((one) => (
            <option key={one.id} value={chatKey(one)}>
              {others.includes(one) ? '● ' : ''}
              {chatTitle(one)}
              {one.type === 'group' ? `（${one.members.length}）` : ' · 单聊'}
            </option>
          ))}
        </select>
      </label>
      {others.length > 0 && <span class="unread-mark" role="img" aria-label="其他会话有未读消息" />}
    </div>
  )
}
