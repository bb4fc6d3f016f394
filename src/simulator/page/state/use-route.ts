import { useEffect, useState } from 'preact/hooks'

export interface Route {
  person?: string
  chat?: string
}

function read(): Route {
  const query = new URLSearchParams(location.hash.slice(1))
  const [person, chat] = [query.get('as'), query.get('chat')]
  return { ...(person ? { person } : {}), ...(chat ? { chat } : {}) }
}

/** Who you are and which chat is open, kept in the address so that a reload or a shared link returns there. */
export function useRoute(): [Route, (route: Route) => void] {
  const [route, setRoute] = useState(read)
  useEffect(() => {
    const follow = () => setRoute(read())
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  const go = (next: Route) => {
    const query = new URLSearchParams()
    if (next.person) query.set('as', next.person)
    if (next.chat) query.set('chat', next.chat)
    history.replaceState(null, '', `#${query}`)
    setRoute(next)
  }
  return [route, go]
}
