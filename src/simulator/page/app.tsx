import { useCallback, useEffect, useMemo, useState } from 'preact/hooks'
import type { Message } from './api/types.ts'
import { ChatList } from './chat/chat-list.tsx'
import { ChatView } from './chat/chat-view.tsx'
import { Inspector } from './inspector/inspector.tsx'
import { TopBar } from './shell/top-bar.tsx'
import { virtualNow } from './state/clock-base.ts'
import { TalkContext, talkOf } from './state/talk.ts'
import { chatKey } from './state/timeline.ts'
import { useRoute } from './state/use-route.ts'
import { useSeen } from './state/use-seen.ts'
import { useSimulator } from './state/use-simulator.ts'
import { useToasts } from './state/use-toasts.ts'
import { Lightbox, type Picture } from './ui/lightbox.tsx'
import { Toasts } from './ui/toasts.tsx'

const sentence = (error: unknown) => (error instanceof Error ? error.message : '出了点问题')

/** The whole page: who you are, your chats, the open one, and what lies beneath it. */
export function App() {
  const toasts = useToasts()
  const { show } = toasts
  const onError = useCallback((error: unknown) => show({ type: 'error', content: sentence(error) }), [show])
  const [route, go] = useRoute()
  const simulator = useSimulator(route.person, onError)
  const [seen, look] = useSeen()
  const [drawer, setDrawer] = useState(false)
  const [picture, setPicture] = useState<Picture>()
  const [inspected, setInspected] = useState<{ message?: Message }>()

  const { world, person, chats, messages, clock } = simulator
  const chat = chats.find((one) => chatKey(one) === route.chat) ?? chats.find((one) => one.type === 'group') ?? chats[0]
  const key = chat && chatKey(chat)
  const said = (key && messages.get(key)) || []
  const lastId = said.at(-1)?.id
  const now = clock ? virtualNow(clock) : 0

  useEffect(() => {
    if (person && key && lastId) look(person.id, key, lastId)
  }, [person, key, lastId, look])

  const talk = useMemo(
    () =>
      world && person && chat
        ? talkOf(world.people, chat.members, chat.platform, person, (source, alt) => setPicture({ source, alt }))
        : undefined,
    [world, person, chat],
  )

  return (
    <div class={`app ${drawer ? 'drawer-open' : ''} ${inspected ? 'inspecting' : ''}`}>
      <TopBar
        simulator={simulator}
        platform={chat?.platform ?? 'feishu'}
        drawerOpen={drawer}
        onDrawer={() => setDrawer(!drawer)}
        onPerson={(id) => go({ person: id, ...(route.chat ? { chat: route.chat } : {}) })}
        onInspect={() => setInspected(inspected ? undefined : {})}
        onError={onError}
      />
      <div class="columns-main">
        {person && (
          <ChatList
            chats={chats}
            person={person}
            messages={messages}
            seen={seen}
            current={key}
            now={now}
            onOpen={(chosen) => {
              go({ person: person.id, chat: chosen })
              setDrawer(false)
            }}
          />
        )}
        {drawer && (
          <button type="button" class="drawer-shade" aria-label="收起会话列表" onClick={() => setDrawer(false)} />
        )}
        {person && chat && talk && (
          <TalkContext.Provider value={talk}>
            <ChatView
              key={`${person.id} ${key}`}
              chat={chat}
              person={person}
              messages={said}
              loaded={key !== undefined && messages.has(key)}
              now={now}
              onChanged={() => void simulator.timeline.current?.apply({ ...chat, chat: chat.id, change: 'new' })}
              onToast={show}
              onError={onError}
              onInspect={(message) => setInspected({ message })}
            />
          </TalkContext.Provider>
        )}
        {inspected && (
          <Inspector
            key={inspected.message?.id ?? 'all'}
            message={inspected.message}
            tick={simulator.exchangeTick}
            onClose={() => setInspected(undefined)}
            onError={onError}
          />
        )}
      </div>
      {picture && <Lightbox picture={picture} onClose={() => setPicture(undefined)} />}
      <Toasts toasts={toasts} />
    </div>
  )
}
