import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { sendClick, sendMessage } from '../api/client.ts'
import type { Chat, ClickAnswer, Message } from '../api/types.ts'
import { toastOf } from '../card/client-codes.ts'
import type { FormValues } from '../card/form-values.ts'
import type { Desk } from '../state/desk.ts'
import { chatKey } from '../state/timeline.ts'
import { chatTitle } from './chat-title.ts'
import { Composer, type Outgoing } from './composer.tsx'
import { MessageList } from './message-list.tsx'

interface ChatViewProps {
  desk: Desk
  chat: Chat
  head: ComponentChildren
}

/** One open chat in the look of its platform: its head, its messages, and the place to write. */
export function ChatView({ desk, chat, head }: ChatViewProps) {
  const [replyTo, setReplyTo] = useState<Message>()
  const { person, onError } = desk
  const { platform } = chat
  const said = desk.messages.get(chatKey(chat))

  const send = async (outgoing: Outgoing): Promise<boolean> => {
    try {
      await sendMessage({ platform, chat: chat.id, from: person.id, ...outgoing })
      setReplyTo(undefined)
      desk.onChanged(chat)
      return true
    } catch (error) {
      onError(error)
      return false
    }
  }
  const press = async (message: Message, button: string, values?: FormValues): Promise<ClickAnswer | undefined> => {
    try {
      const click = { platform, message: message.id, from: person.id, button }
      const answer = await sendClick(values ? { ...click, values } : click)
      const toast = toastOf(answer, platform)
      if (toast) desk.onToast(toast)
      return answer
    } catch (error) {
      onError(error)
      return undefined
    }
  }

  return (
    <section class={`chat look-${platform}`} aria-label={chatTitle(chat)}>
      {head}
      <MessageList
        chat={chatKey(chat)}
        messages={said ?? []}
        myName={person.name}
        now={desk.now}
        onPress={press}
        onReply={setReplyTo}
        onInspect={desk.onInspect}
      />
      <Composer
        group={chat.type === 'group'}
        fresh={said?.length === 0}
        title={chatTitle(chat)}
        replyTo={replyTo}
        onCancelReply={() => setReplyTo(undefined)}
        onSend={send}
        onError={onError}
      />
    </section>
  )
}
