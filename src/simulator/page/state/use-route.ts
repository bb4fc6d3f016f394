import { useEffect, useState } from 'preact/hooks'

export interface Route {
  person?: string
  /** Keys of the chats that are open, the one looked at last first; the first of each platform counts. */
  chats: readonly string[]
  /** The platforms beside each other. */
  side: boolean
}

function read(): Route {
  const query = new URLSearchParams(location.hash.slice(1))
  const person = query.get('as')
  return { ...(person ? { person } : {}), chats: query.getAll('chat'), side: query.has('side') }
}

/** Who you are and which chats are open, kept in the address so that a reload or a shared link returns there. */
export function useRoute(): [Route, (change: Partial<Route>) => void] {
  const [route, setRoute] = useState(read)
  useEffect(() => {
    const follow = () => setRoute(read())
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  const go = (change: Partial<Route>) => {
    const next = { ...route, ...change }
    const query = new URLSearchParams(next.chats.map((chat) => ['chat', chat]))
    if (next.person) query.set('as', next.person)
    if (next.side) query.set('side', '1')
    history.replaceState(null, '', `#${query}`)
    setRoute(next)
  }
  return [route, go]
}
