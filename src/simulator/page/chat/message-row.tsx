import type { ClickAnswer, Message } from '../api/types.ts'
import type { FormValues } from '../card/form-values.ts'
import { useTalk } from '../state/talk.ts'
import { timeOf } from '../text/clock.ts'
import { previewOf } from '../text/preview.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Icon } from '../ui/icon.tsx'
import { MessageBody } from './message-body.tsx'

export interface RowActions {
  onPress(message: Message, button: string, values?: FormValues): Promise<ClickAnswer | undefined>
  onReply(message: Message): void
  onInspect(message: Message): void
}

interface RowProps extends RowActions {
  message: Message
  repliedTo: Message | undefined
}

function Quote({ message, repliedTo }: { message: Message; repliedTo: Message | undefined }) {
  if (!message.replyTo) return null
  return (
    <p class="quote">{repliedTo ? `回复 ${repliedTo.from.name}：${previewOf(repliedTo)}` : '回复一条看不到的消息'}</p>
  )
}

function Tools({ message, onReply, onInspect }: Pick<RowProps, 'message' | 'onReply' | 'onInspect'>) {
  return (
    <span class="message-tools">
      <button type="button" class="text-button" onClick={() => onReply(message)}>
        <Icon name="reply" />
        回复
      </button>
      <button type="button" class="text-button" onClick={() => onInspect(message)}>
        <Icon name="protocol" />
        协议
      </button>
    </span>
  )
}

/** One message with its sender, time, edited mark, reply quote and tools. */
export function MessageRow({ message, repliedTo, onPress, onReply, onInspect }: RowProps) {
  const talk = useTalk()
  const { from } = message
  const mine = !from.bot && talk.isMe(from.id)
  return (
    <li class={mine ? 'message mine' : 'message'} data-testid={`message-${message.id}`}>
      <Avatar name={from.name} kind={from.bot ? 'bot' : 'person'} />
      <div class="message-main">
        <div class="message-head">
          <span class="message-name">{from.name}</span>
          {from.bot && <span class="tag tag-blue">机器人</span>}
          <time dateTime={message.at}>{timeOf(Date.parse(message.at))}</time>
          {message.editedAt && (
            <span class="edited" title={`${timeOf(Date.parse(message.editedAt))} 更新`}>
              {message.kind === 'card' ? '已更新' : '已编辑'}
            </span>
          )}
          <Tools message={message} onReply={onReply} onInspect={onInspect} />
        </div>
        <Quote message={message} repliedTo={repliedTo} />
        <MessageBody message={message} onPress={onPress} />
      </div>
    </li>
  )
}
