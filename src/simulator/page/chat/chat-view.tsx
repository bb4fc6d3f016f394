import { useState } from 'preact/hooks'
import { sendClick, sendMessage } from '../api/client.ts'
import type { Chat, Message, Person, Toast } from '../api/types.ts'
import { toastOf } from '../card/client-codes.ts'
import type { FormValues } from '../card/form-values.ts'
import { chatKey } from '../state/timeline.ts'
import { platformName } from '../text/people.ts'
import { chatTitle } from './chat-title.ts'
import { Composer, type Outgoing } from './composer.tsx'
import { MessageList } from './message-list.tsx'

interface ChatViewProps {
  chat: Chat
  person: Person
  messages: readonly Message[]
  loaded: boolean
  now: number
  onChanged(): void
  onToast(toast: Toast): void
  onError(error: unknown): void
  onInspect(message: Message): void
}

/** One open chat: its name, its messages, and the place to write. */
export function ChatView({
  chat,
  person,
  messages,
  loaded,
  now,
  onChanged,
  onToast,
  onError,
  onInspect,
}: ChatViewProps) {
  const [replyTo, setReplyTo] = useState<Message>()
  const { platform } = chat

  const send = async (outgoing: Outgoing): Promise<boolean> => {
    try {
      await sendMessage({ platform, chat: chat.id, from: person.id, ...outgoing })
      setReplyTo(undefined)
      onChanged()
      return true
    } catch (error) {
      onError(error)
      return false
    }
  }
  const press = async (message: Message, button: string, values?: FormValues) => {
    try {
      const click = { platform, message: message.id, from: person.id, button }
      const toast = toastOf(await sendClick(values ? { ...click, values } : click))
      if (toast) onToast(toast)
    } catch (error) {
      onError(error)
    }
  }

  return (
    <main class="chat">
      <div class="chat-head">
        <h2>{chatTitle(chat)}</h2>
        <span class="chat-sub">
          {platformName(platform)}
          {chat.type === 'group' ? ` · ${chat.members.length} 人` : ' · 单聊'}
        </span>
      </div>
      <MessageList
        chat={chatKey(chat)}
        messages={messages}
        myName={person.name}
        now={now}
        onPress={press}
        onReply={setReplyTo}
        onInspect={onInspect}
      />
      <Composer
        group={chat.type === 'group'}
        fresh={loaded && messages.length === 0}
        title={chatTitle(chat)}
        replyTo={replyTo}
        onCancelReply={() => setReplyTo(undefined)}
        onSend={send}
        onError={onError}
      />
    </main>
  )
}
