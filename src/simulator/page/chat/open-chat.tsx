import type { ComponentChildren } from 'preact'
import { useMemo } from 'preact/hooks'
import type { Chat } from '../api/types.ts'
import type { Desk } from '../state/desk.ts'
import { TalkContext, talkOf } from '../state/talk.ts'
import { chatKey } from '../state/timeline.ts'
import { ChatView } from './chat-view.tsx'

interface OpenChatProps {
  desk: Desk
  chat: Chat
  head: ComponentChildren
}

/** A chat with what its texts and cards need to know; another person or chat begins anew. */
export function OpenChat({ desk, chat, head }: OpenChatProps) {
  const { people, person, onPicture } = desk
  const talk = useMemo(
    () => talkOf(people, chat.members, chat.platform, person, (source, alt) => onPicture({ source, alt })),
    [people, person, chat, onPicture],
  )
  return (
    <TalkContext.Provider value={talk}>
      <ChatView key={`${person.id} ${chatKey(chat)}`} desk={desk} chat={chat} head={head} />
    </TalkContext.Provider>
  )
}
