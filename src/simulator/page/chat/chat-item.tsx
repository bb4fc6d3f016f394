import type { Chat, Message } from '../api/types.ts'
import { dayHeading, timeOf } from '../text/clock.ts'
import { previewOf } from '../text/preview.ts'
import { Avatar } from '../ui/avatar.tsx'
import { chatTitle } from './chat-title.ts'

interface ItemProps {
  chat: Chat
  last: Message | undefined
  unread: boolean
  current: boolean
  now: number
  onOpen(): void
}

function lastTime(at: string, now: number): string {
  const instant = Date.parse(at)
  const heading = dayHeading(instant, now)
  return heading === '今天' ? timeOf(instant) : heading.replace(/（.*/, '')
}

function lastLine(chat: Chat, last: Message | undefined): string {
  if (!last) return '还没有消息'
  return chat.type === 'group' ? `${last.from.name}：${previewOf(last)}` : previewOf(last)
}

export function ChatItem({ chat, last, unread, current, now, onOpen }: ItemProps) {
  const title = chatTitle(chat)
  return (
    <button
      type="button"
      class={current ? 'chat-item current' : 'chat-item'}
      aria-current={current ? 'true' : undefined}
      data-testid={`chat-${chat.id}`}
      onClick={onOpen}
    >
      <span class="chat-avatar">
        <Avatar name={title} kind={chat.type === 'private' ? 'bot' : 'group'} />
        {unread && <span class="unread" role="img" aria-label="有未读消息" />}
      </span>
      <span class="chat-words">
        <span class="chat-line">
          <span class="chat-name">{title}</span>
          {chat.type === 'private' && <span class="tag tag-blue">机器人</span>}
          <span class="chat-time">{last && lastTime(last.at, now)}</span>
        </span>
        <span class="chat-preview">{lastLine(chat, last)}</span>
      </span>
    </button>
  )
}
