import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Message } from './api/types.ts'
import { ChatHead } from './chat/chat-head.tsx'
import { ChatList } from './chat/chat-list.tsx'
import { OpenChat } from './chat/open-chat.tsx'
import { SideBySide } from './chat/side-by-side.tsx'
import { Inspector } from './inspector/inspector.tsx'
import { TopBar } from './shell/top-bar.tsx'
import { virtualNow } from './state/clock-base.ts'
import type { Desk } from './state/desk.ts'
import { columnsOf, openChat, opened } from './state/open-chats.ts'
import { chatKey } from './state/timeline.ts'
import { useMedia } from './state/use-media.ts'
import { useRoute } from './state/use-route.ts'
import { useSeen } from './state/use-seen.ts'
import { useSimulator } from './state/use-simulator.ts'
import { useToasts } from './state/use-toasts.ts'
import { Lightbox, type Picture } from './ui/lightbox.tsx'
import { Toasts } from './ui/toasts.tsx'

const sentence = (error: unknown) => (error instanceof Error ? error.message : '出了点问题')

/** Columns below this width would be too narrow to read. */
const COLUMN_PX = 320

/** The whole page: who you are, your chats, the open ones, and what lies beneath them. */
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
  const columns = columnsOf(chats, route.chats)
  const side = route.side && columns.length > 1
  const wide = useMedia(`(min-width: ${Math.max(columns.length, 2) * COLUMN_PX}px)`)
  const chat = openChat(chats, route.chats)
  const active = columns.find(({ platform }) => platform === chat?.platform)
  const visible = side && wide ? columns.map((column) => column.chat) : chat ? [chat] : []
  const looked = visible.map((one) => [chatKey(one), messages.get(chatKey(one))?.at(-1)?.id] as const)

  useEffect(() => {
    for (const [key, last] of looked) if (person && last) look(person.id, key, last)
  }, [person, look, looked.join()])

  const desk: Desk | undefined = world &&
    person && {
      people: world.people,
      person,
      messages,
      seen,
      now: clock ? virtualNow(clock) : 0,
      onChanged: (one) => void simulator.timeline.current?.apply({ ...one, chat: one.id, change: 'new' }),
      onPicture: setPicture,
      onToast: show,
      onError,
      onInspect: (message) => setInspected({ message }),
    }
  const open = (key: string) => {
    if (person) go({ person: person.id, chats: opened(route.chats, key) })
    setDrawer(false)
  }

  return (
    <div class={`app ${drawer && !side ? 'drawer-open' : ''} ${inspected ? 'inspecting' : ''}`}>
      <TopBar
        simulator={simulator}
        platforms={columns.map(({ platform }) => platform)}
        side={side}
        drawerOpen={drawer}
        onDrawer={() => setDrawer(!drawer)}
        onSide={() => go({ side: !side })}
        onPerson={(id) => go({ person: id })}
        onInspect={() => setInspected(inspected ? undefined : {})}
        onError={onError}
      />
      <div class="columns-main">
        {desk && !side && <ChatList desk={desk} columns={columns} current={chat && chatKey(chat)} onOpen={open} />}
        {drawer && !side && (
          <button type="button" class="drawer-shade" aria-label="收起会话列表" onClick={() => setDrawer(false)} />
        )}
        <main class="chats">
          {desk && side && active && (
            <SideBySide desk={desk} columns={columns} active={active} wide={wide} onOpen={open} />
          )}
          {desk && !side && chat && <OpenChat desk={desk} chat={chat} head={<ChatHead chat={chat} />} />}
        </main>
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
