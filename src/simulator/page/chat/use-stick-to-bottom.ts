import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { followsEnd } from './following.ts'

/**
 * Keeps a scrolling list at its end while the reader is there, also when pictures load later; a reader who scrolled
 * up stays where they are and learns that something new came, unless they said it themselves.
 */
export function useStickToBottom(chat: string, lastId: string | undefined, mine: boolean) {
  const viewport = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLOListElement>(null)
  const following = useRef(true)
  const lastTop = useRef(0)
  const [unseen, setUnseen] = useState(false)

  const toBottom = () => {
    const view = viewport.current
    if (view) {
      view.scrollTop = view.scrollHeight
      lastTop.current = view.scrollTop
    }
    following.current = true
    setUnseen(false)
  }
  const onScroll = () => {
    const view = viewport.current
    if (!view) return
    following.current = followsEnd(view, { following: following.current, scrollTop: lastTop.current })
    lastTop.current = view.scrollTop
    if (following.current) setUnseen(false)
  }

  // Another chat opens at its end.
  useLayoutEffect(toBottom, [chat])
  useLayoutEffect(() => {
    if (lastId === undefined) return
    // The reader may have scrolled a moment ago: the event of it is still to come.
    onScroll()
    if (following.current || mine) toBottom()
    else setUnseen(true)
  }, [lastId])
  useEffect(() => {
    const [list, view] = [content.current, viewport.current]
    if (!list || !view) return
    const observer = new ResizeObserver(() => {
      onScroll()
      if (following.current) toBottom()
    })
    observer.observe(list)
    observer.observe(view)
    return () => observer.disconnect()
  }, [])
  return { viewport, content, onScroll, unseen, toBottom }
}
