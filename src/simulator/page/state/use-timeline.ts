import { useEffect, useRef, useState } from 'preact/hooks'
import type { Chat } from '../api/types.ts'
import { type Messages, Timeline } from './timeline.ts'

const EMPTY: Messages = new Map()

/** The messages of all chats of a person; the timeline is replaced when the person or the chats change. */
export function useTimeline(personId: string | undefined, chats: readonly Chat[], onError: (error: unknown) => void) {
  const [messages, setMessages] = useState<Messages>(EMPTY)
  const timeline = useRef<Timeline | undefined>(undefined)
  useEffect(() => {
    setMessages(EMPTY)
    if (!personId) return
    const current = new Timeline(personId, chats, setMessages, onError)
    timeline.current = current
    void current.reloadAll()
    return () => current.close()
  }, [personId, chats, onError])
  return { messages, timeline }
}
