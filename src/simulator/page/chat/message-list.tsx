import { Fragment } from 'preact'
import { useState } from 'preact/hooks'
import type { Message } from '../api/types.ts'
import { dayHeading, dayOf } from '../text/clock.ts'
import { Icon } from '../ui/icon.tsx'
import { MessageRow, type RowActions } from './message-row.tsx'
import { useStickToBottom } from './use-stick-to-bottom.ts'

const PAGE = 150

interface MessageListProps extends RowActions {
  chat: string
  messages: readonly Message[]
  myName: string
  now: number
}

const startsDay = (message: Message, before: Message | undefined) =>
  !before || dayOf(Date.parse(before.at)) !== dayOf(Date.parse(message.at))

/** The messages of a chat, newest at the bottom; older ones than the last 150 are drawn on demand. */
export function MessageList({ chat, messages, myName, now, ...actions }: MessageListProps) {
  const [limit, setLimit] = useState(PAGE)
  const last = messages.at(-1)
  const stick = useStickToBottom(chat, last?.id, last?.from.name === myName)
  const shown = messages.slice(-limit)
  const byId = new Map(messages.map((message) => [message.id, message]))
  return (
    <div class="message-area">
      <div
        class="message-scroll"
        ref={stick.viewport}
        onScroll={stick.onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        role="log"
        aria-label="消息"
      >
        {shown.length < messages.length && (
          <button type="button" class="button older" onClick={() => setLimit(limit + PAGE)}>
            查看更早的消息
          </button>
        )}
        <ol class="message-list" ref={stick.content}>
          {shown.map((message, index) => (
            <Fragment key={message.id}>
              {startsDay(message, shown[index - 1]) && <li class="day">{dayHeading(Date.parse(message.at), now)}</li>}
              <MessageRow
                message={message}
                repliedTo={message.replyTo ? byId.get(message.replyTo) : undefined}
                {...actions}
              />
            </Fragment>
          ))}
        </ol>
      </div>
      {stick.unseen && (
        <button type="button" class="new-pill" onClick={stick.toBottom}>
          <Icon name="down" />
          新消息
        </button>
      )}
    </div>
  )
}
